import type { DialectName } from '../../core/resource';

/** What rules/fixes/keys.yaml says of keys. */
export interface KeyKnowledge {
  readonly kinds: readonly KeyKind[];
  /** By an argument's path or name: what it says beside a key; null where it must not stand beside one. */
  readonly switches: Readonly<Record<string, string | boolean | null>>;
  /** Names of properties that hold a list. */
  readonly lists: readonly string[];
}

/** The customer-managed key of one platform in one language. */
export interface KeyKind {
  readonly dialect: DialectName;
  readonly provider: string;
  readonly type: string;
  /** By which a key is named. */
  readonly attribute: string;
  /** False where blocks that take the key ask for more than that. */
  readonly nested?: boolean;
  /** What to write where there is none; the last is the key. */
  readonly skeleton?: readonly {
    readonly type: string;
    readonly members: Readonly<Record<string, string | number | boolean>>;
  }[];
}

/** @param data the bundled rule data */
export function loadKeyKnowledge(data: Readonly<Record<string, unknown>>): KeyKnowledge {
  return data['fixes/keys.yaml'] as KeyKnowledge;
}
