import type { Reference, Severity } from '../../core/finding';
import type { Message, Problem } from '../../core/message';
import type { Facts, Policy } from '../types';
import { type Configuration, ruleIds } from './configuration';
import { globMatcher } from './glob';
import { lineage, loadProfiles, type Profile, type Profiles } from './profiles';
import { withGuess } from './spelling';

export { type Configuration, readConfiguration } from './configuration';
export { globMatcher, matchGlob } from './glob';
export { loadProfiles, type Profile, type Profiles } from './profiles';

export interface PolicyInput {
  readonly configuration?: Configuration;
  /** From the command line: they win over the configuration. */
  readonly flags?: { readonly home?: string; readonly profile?: string; readonly rules?: readonly string[] };
  /** Built-in profiles, and those of the packs in use. Default: the built-in ones. */
  readonly profiles?: Profiles;
  /** Entries of `extends` that were loaded as packs and are no profiles of their own. */
  readonly packs?: readonly string[];
  /** Rules that may be named: the core pack's and those of the packs in use. Default: the core pack's. */
  readonly rules?: readonly string[];
  /** ISO date of the run. */
  readonly today: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly facts?: Pick<Facts, 'members'>;
}

/** The profile that holds where nothing chooses another. */
const DEFAULT_PROFILE = 'kr';

/**
 * What holds for a run: flags over configuration over profile.
 *
 * The profile is the one `--profile` names, or that of `--home` if there is one, or those the configuration extends, or
 * that of its home if there is one, else `kr`. A profile's references to clauses are kept only where its home is the
 * one that holds, or a bloc around it.
 *
 * Problems of flags have the flag as their path.
 */
export function resolvePolicy(input: PolicyInput): {
  readonly policy: Policy;
  readonly problems: readonly Problem[];
} {
  const { configuration, flags = {}, today, data } = input;
  const profiles = input.profiles ?? loadProfiles(data);
  const members = input.facts?.members ?? membersFrom(data);
  const problems: Problem[] = [];
  const flagProblem = (path: string, message: Message) => problems.push({ path, message });

  const flagHome = homeOfFlag(flags.home, data, flagProblem);
  checkRules(flags.rules ?? [], input.rules ?? ruleIds(data), flagProblem);
  const extended = extendedProfiles(configuration, profiles, input.packs ?? [], problems);
  const chosen = chosenProfiles();
  const names = [...new Set(chosen.flatMap((name) => lineage(name, profiles, circular)))];
  const layers = names.map((name) => profiles[name]!);
  const profileHome = layers.findLast((layer) => layer.home !== undefined)?.home;
  const home =
    flagHome ??
    (flags.profile === undefined
      ? (configuration?.home ?? profileHome)
      : (profileHome ?? configuration?.home)) ??
    'KR';
  const allow = configuration?.allow ?? {};
  const tag = configuration?.tags?.operator;

  const policy: Policy = {
    home,
    homeChosen:
      flagHome !== undefined ||
      flags.profile !== undefined ||
      configuration?.home !== undefined ||
      extended.length > 0,
    profile: chosen.at(-1) ?? DEFAULT_PROFILE,
    countries: unique([home, ...list(layers, 'countries'), ...(allow.countries ?? [])].flatMap(members)),
    allow: {
      operators: unique([...list(layers, 'operators'), ...(allow.operators ?? [])]),
      hosts: unique([...list(layers, 'hosts'), ...(allow.hosts ?? [])]),
      accounts: allow.accounts ?? [],
      regions: allow.regions ?? [],
      findings: allow.findings ?? [],
    },
    operatorTag: {
      key: tag?.key ?? 'domestic-operator',
      aliases: tag?.aliases ?? [],
      ...(tag?.value !== undefined && { value: tag.value }),
    },
    mirrors: configuration?.mirrors ?? {},
    rules: Object.assign({}, ...layers.map((layer) => layer.rules), configuration?.rules) as Record<
      string,
      Severity | 'off'
    >,
    references: references(layers, home, members),
    ignore: configuration?.ignore ?? [],
    overrides: configuration?.overrides ?? [],
    only: flags.rules ?? [],
    today,
  };
  return { policy, problems };

  function chosenProfiles(): readonly string[] {
    const { profile } = flags;
    if (profile !== undefined) {
      if (Object.hasOwn(profiles, profile)) return [profile];
      flagProblem('--profile', unknownProfile(profile, profiles));
      return [DEFAULT_PROFILE];
    }
    const ofHome = (jurisdiction: string | undefined) => {
      const name = jurisdiction?.toLowerCase();
      return name !== undefined && Object.hasOwn(profiles, name) ? [name] : undefined;
    };
    const ofFlag = ofHome(flagHome);
    if (ofFlag) return ofFlag;
    return extended.length > 0 ? extended : (ofHome(configuration?.home) ?? [DEFAULT_PROFILE]);
  }

  function circular(name: string): void {
    const message: Message = { key: 'policy.circular-profile', args: { name } };
    problems.push({ path: configuration?.path ?? '--profile', message });
  }
}

function homeOfFlag(
  written: string | undefined,
  data: Readonly<Record<string, unknown>>,
  problem: (path: string, message: Message) => void,
): string | undefined {
  if (written === undefined) return undefined;
  const home = written.toUpperCase();
  const { countries } = data['facts/countries.yaml'] as { countries: Readonly<Record<string, unknown>> };
  if (Object.hasOwn(countries, home)) return home;
  problem('--home', { key: 'policy.bad-jurisdiction', args: { value: written } });
  return undefined;
}

function checkRules(
  globs: readonly string[],
  known: readonly string[],
  problem: (path: string, message: Message) => void,
): void {
  for (const rule of globs)
    if (!known.some(globMatcher(rule)))
      problem('--rule', withGuess('policy.no-such-rule', { rule }, rule, known));
}

/** The profiles among what the configuration extends. */
function extendedProfiles(
  configuration: Configuration | undefined,
  profiles: Profiles,
  packs: readonly string[],
  problems: Problem[],
): readonly string[] {
  return (configuration?.extends ?? []).filter((name, index) => {
    if (Object.hasOwn(profiles, name)) return true;
    if (packs.includes(name)) return false;
    const range = configuration!.ranges.get(`extends.${index}`);
    const message = unknownProfile(name, profiles);
    problems.push({ path: configuration!.path, message, ...(range && { range }) });
    return false;
  });
}

function unknownProfile(name: string, profiles: Profiles): Message {
  return withGuess('policy.unknown-profile', { name }, name, Object.keys(profiles));
}

function membersFrom(data: Readonly<Record<string, unknown>>): (jurisdiction: string) => readonly string[] {
  const file = data['facts/blocs.yaml'] as { blocs: Record<string, { members: string[] }> };
  return (jurisdiction) => file.blocs[jurisdiction]?.members ?? [jurisdiction];
}

/** What was read in the text itself or in a secondary source; the rest is not printed. */
const PRINTED = ['confirmed', 'secondary'];

function references(
  layers: readonly Profile[],
  home: string,
  members: (jurisdiction: string) => readonly string[],
): Record<string, readonly Reference[]> {
  const byRule: Record<string, Reference[]> = {};
  let layerHome: string | undefined;
  for (const layer of layers) {
    layerHome = layer.home ?? layerHome;
    // A bloc's clauses bear on its members too.
    if (layerHome !== home && !members(layerHome ?? '').includes(home)) continue;
    for (const [rule, rows] of Object.entries(layer.references ?? {}))
      for (const { framework, clause, relation, confidence } of rows)
        if (PRINTED.includes(confidence)) {
          byRule[rule] ??= [];
          byRule[rule].push({ framework, clause, relation, confidence });
        }
  }
  return byRule;
}

function list(layers: readonly Profile[], of: 'countries' | 'operators' | 'hosts'): string[] {
  return layers.flatMap((layer) => layer.allow?.[of] ?? []);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
