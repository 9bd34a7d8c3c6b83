import type { Severity } from '../../core/finding';
import type { LocalizedText } from '../../core/message';
import type { FacetKind } from '../types';
import type { Condition } from './condition';

/** One rule: data, from rules/packs/core or a team's pack. One YAML file is the rule, its page, its examples, its fixes. */
export interface Rule {
  /** `question/smell` */
  readonly id: string;
  /** The pack it comes from: `core`, or the team's pack's name. */
  readonly pack: string;
  readonly severity: Severity;
  /** Runs only when a profile or configuration turns it on, or when it is named exactly. */
  readonly off?: boolean;
  readonly title: LocalizedText;
  readonly select: Selector;
  readonly when: Condition;
  /** The first case that holds changes severity or message. */
  readonly cases?: readonly Case[];
  /** The anchor where the finding stands; falls back to the header where the facet has none of that name. */
  readonly at: 'deciding' | 'argument' | 'header';
  /** Findings of one governor are gathered on its header, by the contract's rule for missing tags. */
  readonly gather?: 'governor';
  readonly message: LocalizedText;
  /** Names of fixes that the engine knows how to make; the first that can be made is preferred. */
  readonly fixes?: readonly FixName[];
  readonly docs?: Documentation;
}

export type FixName =
  | 'nearest-region'
  | 'state-place'
  | 'drop-geo-redundancy'
  | 'operator-tag'
  | 'operator-value'
  | 'mirror'
  | 'module-key';

export interface Case {
  readonly when: Condition;
  readonly severity?: Severity;
  readonly message?: LocalizedText;
}

export interface Selector {
  readonly facet?: FacetKind | readonly FacetKind[];
  /** Globs over resource types; with `attribute` the rule reads a raw attribute. */
  readonly type?: string | readonly string[];
  readonly dialect?: string;
  /** A dotted path in the resource; the facet's `value` is what stands there (absent: the property does not exist). */
  readonly attribute?: string;
}

export interface Documentation {
  readonly what: LocalizedText;
  readonly why: LocalizedText;
  /** What the code can and cannot show. */
  readonly limits?: LocalizedText;
  readonly fix?: LocalizedText;
  readonly exceptions?: LocalizedText;
  readonly examples?: Readonly<Record<string, { readonly bad: string; readonly good: string }>>;
}

/** The rules of the core pack, from the bundled rule data (`packs/core/**`). */
export function loadCoreRules(data: Readonly<Record<string, unknown>>): readonly Rule[] {
  return Object.entries(data)
    .filter(([name]) => name.startsWith('packs/core/'))
    .map(([, content]) => ({ ...(content as Rule), pack: 'core' }));
}

/** The part before the slash: where, read, modify, cutoff, operate; a pack's own name for its questions. */
export function questionOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('/')));
}
