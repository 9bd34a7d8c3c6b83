import type { LocalizedText } from '../../core/message';
import type { DialectName } from '../../core/resource';
import type {
  CatalogRow,
  CopySpec,
  HolderSpec,
  KeyLink,
  KeySpec,
  PlaceSpec,
  Role,
  ScheduleSpec,
  TagsSpec,
} from '../types';

/** A file of rules/catalog, as it is written: rules/schema/catalog.schema.json says the same and checks it. */
export interface WrittenFile {
  readonly dialect: DialectName;
  readonly provider?: string;
  /** Where the facts of this file were read; a row may name its own. */
  readonly source: string;
  /** ISO date on which that was. */
  readonly checked: string;
  /** A place for YAML anchors; not read. */
  readonly shared?: unknown;
  readonly defaults?: {
    readonly place?: readonly WrittenPlace[];
    readonly tags?: Partial<TagsSpec>;
    /** Values of any key argument that mean the provider's own key. */
    readonly managed?: readonly string[];
  };
  /** What a row's `pod` stands for, below the pod's path. */
  readonly pod?: {
    readonly images: readonly string[];
    readonly programs?: CatalogRow['programs'];
    readonly schedule: readonly WrittenSchedule[];
    readonly accelerator?: CatalogRow['accelerator'];
  };
  /** The node labels of every schedule in this file. */
  readonly labels?: Readonly<Record<string, string | null>>;
  /** Types (and beginnings, `google_tags_*`) without a place: what no other row names does not take its provider's. */
  readonly placeless?: { readonly thing: LocalizedText; readonly types: readonly string[] };
  /** Crossplane's types, by the type of Terraform's that each is made from. */
  readonly crossplane?: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, WrittenRow>>;
}

export interface WrittenRow {
  readonly thing: LocalizedText;
  /** Instead of the file's. */
  readonly provider?: string;
  readonly is?: readonly Role[];
  readonly place?: readonly WrittenPlace[];
  readonly schedule?: readonly WrittenSchedule[];
  readonly copies?: readonly CopySpec[];
  readonly key?: WrittenKey;
  readonly holder?: HolderSpec;
  /** A path alone takes the rest from the file's defaults. */
  readonly tags?: string | TagsSpec;
  readonly images?: readonly string[];
  /** Paths of pod specifications. */
  readonly pod?: readonly string[];
  readonly packages?: CatalogRow['packages'];
  readonly state?: CatalogRow['state'];
  readonly programs?: CatalogRow['programs'];
  readonly services?: CatalogRow['services'];
  readonly installs?: CatalogRow['installs'];
  readonly models?: CatalogRow['models'];
  readonly principals?: CatalogRow['principals'];
  readonly documents?: CatalogRow['documents'];
  readonly signs?: CatalogRow['signs'];
  readonly used?: CatalogRow['used'];
  readonly router?: CatalogRow['router'];
  readonly accelerator?: CatalogRow['accelerator'];
  readonly confidential?: CatalogRow['confidential'];
  readonly guards?: CatalogRow['guards'];
  readonly guardedBy?: CatalogRow['guardedBy'];
  readonly registry?: boolean;
  readonly regional?: boolean;
  readonly module?: boolean;
  readonly made?: string;
  readonly source?: string;
  /** Further names under which this very row is found. */
  readonly aka?: readonly string[];
  readonly names?: CatalogRow['names'];
  /** The same thing in CloudFormation: paths become PascalCase, what is written here replaces what they would be. */
  readonly also?: {
    readonly cloudformation?: string | CloudFormation;
    /** The same thing in Azure Resource Manager: in its own words, since paths do not carry over. */
    readonly arm?: string | Arm | readonly (string | Arm)[];
  };
}

export interface CloudFormation extends Partial<Omit<WrittenRow, 'also' | 'thing'>> {
  readonly type: string;
}

export interface Arm extends Partial<Omit<WrittenRow, 'also' | 'thing'>> {
  readonly type: string;
}

/** A path alone is `{ at: path }`. */
export type WrittenPlace = string | PlaceSpec;

export type WrittenSchedule = Omit<ScheduleSpec, 'labels'>;

export interface WrittenKey extends Omit<KeySpec, 'at' | 'linked'> {
  readonly at: string | readonly string[];
  readonly linked?: readonly (Omit<KeyLink, 'at'> & { readonly at: string | readonly string[] })[];
}
