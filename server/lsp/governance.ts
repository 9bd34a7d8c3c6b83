import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Knowledge } from '../engine/knowledge';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';
import type { Settings } from './protocol';

/** What a folder is judged by, and what is wrong with what says so. */
export interface Governance {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
  /** Files that were read or looked for. */
  readonly inputs: ReadonlySet<string>;
}

export function governanceOf(_host: Host, knowledge: Knowledge, settings: Settings): Governance {
  const home = settings.home || 'KR';
  return {
    policy: {
      home,
      homeChosen: !!settings.home,
      profile: settings.profile || 'kr',
      countries: [home],
      allow: { operators: [], hosts: [], accounts: [], regions: [], findings: [] },
      operatorTag: { key: 'domestic-operator', aliases: [] },
      mirrors: {},
      rules: {},
      references: {},
      ignore: [],
      overrides: [],
      only: [],
      today: today(),
    },
    rules: knowledge.coreRules,
    problems: [],
    inputs: new Set(['.sovlint.yaml']),
  };
}

/** The date where the user is. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
