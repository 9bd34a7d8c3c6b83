import type { Problem } from './message';
import type { Resource, UnknownValue } from './resource';

/** What a dialect makes of one evaluation unit (a root module's run, a template, a manifest file). */
export interface Evaluation {
  readonly resources: readonly Resource[];
  readonly unknowns: readonly UnknownValue[];
  readonly problems: readonly Problem[];
  /**
   * Every file that was read, or looked for: a change to one of them makes this stale. A folder that was listed
   * stands here with a `/` at its end: a file that appears or vanishes in it makes this stale.
   */
  readonly inputs: ReadonlySet<string>;
}

/** An evaluation, and the files that have changed since. */
export interface Earlier {
  readonly evaluation: Evaluation;
  readonly stale: ReadonlySet<string>;
}
