import type { Finding, Suppressed } from '../core/finding';
import type { Problem } from '../core/message';
import type { UnknownValue } from '../core/resource';

export interface Report {
  readonly home: string;
  readonly homeChosen: boolean;
  readonly profile: string;
  readonly files: number;
  readonly resources: number;
  readonly values: { readonly judged: number; readonly unknown: number };
  readonly findings: readonly Finding[];
  readonly unknowns: readonly UnknownValue[];
  readonly suppressed: readonly Suppressed[];
  readonly problems: readonly Problem[];
}
