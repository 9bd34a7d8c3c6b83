import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Knowledge } from '../engine/knowledge';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';

/** What a project is judged by, and what is wrong with what says so. */
export interface Governance {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** An unusable configuration or pack: the command line refuses to go on, an editor goes on without it. */
  readonly problems: readonly Problem[];
  /** Files that were read or looked for: a change to one of them asks for all of this again. */
  readonly inputs: ReadonlySet<string>;
}

/** What is said outside the configuration file, and wins over it. */
export interface Choices {
  readonly home?: string;
  readonly profile?: string;
  /** The configuration file, from the project's root; `.sovlint.yaml` unless said. */
  readonly configuration?: string;
  /** Globs: only these rules run. */
  readonly rules?: readonly string[];
  /** ISO date of the run. */
  readonly today: string;
}

/** Reads the configuration, its profiles and packs, through the host. */
export function governanceOf(_host: Host, knowledge: Knowledge, choices: Choices): Governance {
  const home = choices.home || 'KR';
  return {
    policy: {
      home,
      homeChosen: !!choices.home,
      profile: choices.profile || 'kr',
      countries: knowledge.facts.members(home),
      allow: { operators: [], hosts: [], accounts: [], regions: [], findings: [] },
      operatorTag: { key: 'domestic-operator', aliases: [] },
      mirrors: {},
      rules: {},
      references: {},
      ignore: [],
      overrides: [],
      only: choices.rules ?? [],
      today: choices.today,
    },
    rules: knowledge.coreRules,
    problems: [],
    inputs: new Set(['.sovlint.yaml']),
  };
}
