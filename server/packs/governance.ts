import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Knowledge } from '../engine/knowledge';
import { type Configuration, loadProfiles, readConfiguration, resolvePolicy } from '../engine/policy';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';
import { loadPack } from './pack';
import type { Schema } from './schema';

/** What a project is judged by, and what is wrong with what says so. */
export interface Governance {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** An unusable configuration or pack: the command line refuses to go on, an editor goes on without it. */
  readonly problems: readonly Problem[];
  /**
   * Files that were read or looked for, and folders that were listed (with a `/` at their end): a change to one of them, or
   * in one, asks for all of this again.
   */
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
  /** ISO date of the run; today, where the user is, unless said. */
  readonly today?: string;
}

/** Reads the configuration, its profiles and packs, through the host. */
export function governanceOf(host: Host, knowledge: Knowledge, choices: Choices): Governance {
  const { data, facts, coreRules } = knowledge;
  const path = choices.configuration ?? '.sovlint.yaml';
  const inputs = new Set([path]);
  const problems: Problem[] = [];
  const configuration = configurationAt(path, choices.configuration !== undefined, host, data, problems);
  const profiles = loadProfiles(data);
  // What is no profile and no path is left for the policy to say, which knows what was meant.
  const named = (configuration?.extends ?? []).filter(
    (name) => !Object.hasOwn(profiles, name) && /[/:@]/.test(name),
  );
  const rules = [...coreRules];
  const schema = data['schema/rule.schema.json'] as Schema;
  for (const [index, name] of named.entries()) {
    const range = configuration?.ranges.get(`extends.${configuration.extends!.indexOf(name)}`);
    if (!/^\.{1,2}\//.test(name) || index >= mostPacks) {
      problems.push({
        path,
        ...(range && { range }),
        message: { key: 'pack.unsupported', args: { source: name } },
      });
      continue;
    }
    const folder = beside(path, name);
    const pack = loadPack(host, folder, schema, new Set(rules.map((rule) => rule.id)));
    rules.push(...pack.rules);
    for (const input of pack.inputs) inputs.add(input);
    problems.push(
      ...pack.problems.map((one) => (one.path === folder ? { ...one, path, ...(range && { range }) } : one)),
    );
  }
  const resolved = resolvePolicy({
    ...(configuration && { configuration }),
    flags: {
      ...(choices.home && { home: choices.home }),
      ...(choices.profile && { profile: choices.profile }),
      rules: choices.rules ?? [],
    },
    profiles,
    packs: named,
    rules: rules.map((rule) => rule.id),
    today: choices.today ?? localDate(),
    data,
    facts,
  });
  const policy = configuration ? { ...resolved.policy, configuration: path } : resolved.policy;
  return { policy, rules, problems: [...problems, ...resolved.problems], inputs };
}

/** More packs than anybody extends; a bound on what a configuration may cost. */
const mostPacks = 20;

function configurationAt(
  path: string,
  named: boolean,
  host: Host,
  data: Knowledge['data'],
  problems: Problem[],
): Configuration | undefined {
  const read = host.read(path);
  if ('text' in read) {
    const { configuration, problems: found } = readConfiguration(read.text, path, data);
    problems.push(...found);
    return configuration;
  }
  if ('problem' in read) problems.push({ path, message: read.problem });
  else if (named) problems.push({ path, message: { key: 'pack.unreadable' } });
  return undefined;
}

/** A path as written in a file, from the project's root. */
function beside(file: string, written: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of written.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function localDate(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
