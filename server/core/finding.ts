import type { LocalizedText, Message } from './message';
import type { Location } from './source';
import type { Hop } from './value';

export type Severity = 'error' | 'warning' | 'info';

/** What the product says: one cause, one finding. */
export interface Finding {
  readonly rule: string;
  readonly question: string;
  readonly severity: Severity;
  readonly message: Message | LocalizedText;
  readonly at: Location;
  readonly value?: string;
  /** The deciding text must never be shown, nor the line it stands in. */
  readonly sensitive?: boolean;
  readonly countries?: readonly string[];
  readonly certain: boolean;
  readonly trace: readonly Hop[];
  readonly affects: readonly Affected[];
  readonly fixes: readonly Fix[];
  readonly fingerprint: string;
  readonly references: readonly Reference[];
  readonly pack: string;
}

export interface Affected {
  readonly id: string;
  readonly address: string;
  readonly type: string;
  readonly at: Location;
}

/** `safe`: same meaning, may be applied in bulk. `unsafe`: moves or recreates something; one at a time. */
export interface Fix {
  readonly title: Message | LocalizedText;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

/** Replaces a range (empty: inserts) by a text. */
export interface Edit {
  readonly at: Location;
  readonly newText: string;
}

export interface Reference {
  readonly framework: string;
  readonly clause: string;
  readonly relation: string;
  readonly confidence: string;
}

export interface Suppressed {
  readonly rule: string;
  readonly at: Location;
  readonly reason: string;
  /** ISO date. */
  readonly until?: string;
  readonly by: 'comment' | 'configuration';
}
