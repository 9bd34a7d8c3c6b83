import type { Confidence, Sourced } from '../types';

/** What a file of rules/facts states for all its rows; a row may state its own. */
export interface FileDefaults {
  readonly source: string | readonly string[];
  readonly checked: string;
  readonly confidence: Confidence;
}

/** A row's own source, date and confidence, where it states them. */
export type RowSource = Partial<FileDefaults>;

export interface RegionFile extends FileDefaults {
  /** How the provider compares codes. */
  readonly normalise: 'lower' | 'upper' | 'lower-unspaced';
  /** A table that is only asked by its name: its codes are no places of nodes or resources. */
  readonly lookup?: 'named';
  /** Country or bloc -> the region people usually mean there. */
  readonly customary?: Readonly<Record<string, string>>;
  /** Who runs a partition, where that is not the provider's operator. */
  readonly partitions?: Readonly<Record<string, { readonly operator?: string }>>;
  readonly aliases?: Readonly<Record<string, string>>;
  /** Further ways to write a place; the groups `region` (a row) or `prefix` (of `zone-prefixes`) tell which. */
  readonly patterns?: readonly { readonly kind: 'zone' | 'row'; readonly match: string }[];
  readonly 'zone-prefixes'?: Readonly<Record<string, string>>;
  readonly pairs?: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, PlaceRow>>;
}

/** Exactly one of `countries`, `bloc` and `members` (other rows of the table) tells where it is. */
export interface PlaceRow extends RowSource {
  readonly countries?: readonly string[];
  readonly bloc?: string;
  readonly members?: readonly string[];
  readonly kind?: 'region' | 'zone' | 'local-zone' | 'multi-region' | 'dual-region' | 'global';
  readonly region?: string;
  readonly city?: string;
  readonly name?: string;
  readonly partition?: string;
  /** A short code for the same place (OCI's region keys). */
  readonly key?: string;
}

export interface OperatorRow extends RowSource {
  readonly name: string;
  readonly control: readonly string[];
  readonly kind: string;
  readonly aliases?: readonly string[];
  readonly technology?: string;
  readonly 'run-by'?: string;
  readonly where?: readonly string[];
  readonly signals?: readonly string[];
}

export interface HostRow extends RowSource {
  readonly operator: string;
  readonly name?: string;
  readonly control?: readonly string[];
  readonly countries?: readonly string[];
  /** `provider/code`. */
  readonly place?: string;
  /** The provider whose codes stand in the part that a wildcard covers. */
  readonly places?: string;
  /** Hosts below it are meant too. */
  readonly subdomains?: boolean;
  /** Further kinds. */
  readonly also?: readonly string[];
  /** Of a key manager: the level of the keys in it. */
  readonly level?: number;
}

export interface ProviderRow extends RowSource {
  readonly name: string;
  readonly operator: string;
  readonly terraform?: { readonly sources: readonly string[]; readonly prefixes: readonly string[] };
}

/** A row's source, date and confidence: its own, else its file's. */
export function sourced(row: RowSource, file: FileDefaults): Sourced {
  const source = row.source ?? file.source;
  return {
    confidence: row.confidence ?? file.confidence,
    source: typeof source === 'string' ? source : source.join('; '),
    checked: row.checked ?? file.checked,
  };
}

/** A value that is made when it is first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
