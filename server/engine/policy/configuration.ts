import type { Severity } from '../../core/finding';
import type { Message, Problem } from '../../core/message';
import type { Range } from '../../core/source';
import type { Node } from '../../syntax/tree/node';
import { parseYaml } from '../../syntax/tree/yaml';
import { type Mistake, readBySchema, type Schema } from './schema';
import { withGuess } from './spelling';

/** What `.sovlint.yaml` says; rules/schema/configuration.schema.json describes each part. */
export interface Configuration {
  readonly path: string;
  readonly home?: string;
  readonly extends?: readonly string[];
  readonly allow?: {
    readonly countries?: readonly string[];
    readonly operators?: readonly string[];
    readonly hosts?: readonly string[];
    readonly accounts?: readonly string[];
    readonly regions?: readonly {
      readonly region: string;
      readonly types?: readonly string[];
      readonly reason: string;
    }[];
    readonly findings?: readonly {
      readonly fingerprint: string;
      readonly reason: string;
      readonly until?: string;
    }[];
  };
  readonly tags?: {
    readonly operator?: {
      readonly key?: string;
      readonly aliases?: readonly string[];
      readonly value?: string;
    };
  };
  readonly mirrors?: Readonly<Record<string, string>>;
  readonly rules?: RuleSettings;
  readonly ignore?: readonly string[];
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: RuleSettings }[];
  /** Where each value stands, by its way from the root: `extends.0`, `rules.where/unpinned-region`. */
  readonly ranges: ReadonlyMap<string, Range>;
}

export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/**
 * Reads a configuration. Every mistake is a problem with its range, and with mistakes there is no configuration: a
 * part that silently did nothing would be worse.
 *
 * @param path as problems name it
 * @param data the bundled rule data: schema, profiles, names of countries
 */
export function readConfiguration(
  text: string,
  path: string,
  data: Readonly<Record<string, unknown>>,
): { readonly configuration?: Configuration; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (message: Message, range?: Range) => {
    problems.push({ path, message, ...(range && { range }) });
  };
  const file = parseYaml(text);
  for (const { range, message } of file.problems) report(message, range);
  if (file.templated) report({ key: 'policy.templated' });
  if (file.documents.length > 1) report({ key: 'policy.several-documents' }, file.documents[1]!.range);
  const root = file.documents[0];
  const ranges = new Map<string, Range>();
  const schema = data['schema/configuration.schema.json'] as Schema;
  const content = root
    ? readBySchema(root, schema, (mistake) => report(messageOf(mistake, data), mistake.range), ranges)
    : {};
  if (root && problems.length === 0) unknownRules(root, content as Partial<Configuration>, data, report);
  if (problems.length > 0) return { problems };
  return {
    configuration: { ...(content as Omit<Configuration, 'path' | 'ranges'>), path, ranges },
    problems,
  };
}

/** What is expected at a place is worded by the schema's definition that describes it. */
function messageOf(mistake: Mistake, data: Readonly<Record<string, unknown>>): Message {
  const { kind, where, value = '', definition, allowed = [] } = mistake;
  switch (kind) {
    case 'unknown-key':
      return withGuess('policy.unknown-key', { key: value, where }, value, allowed);
    case 'missing-key':
      return { key: 'policy.missing-key', args: { key: value, where } };
    case 'too-few':
      return { key: 'policy.too-few', args: { where } };
    case 'wrong-type':
      return where === ''
        ? { key: 'policy.expected-root' }
        : { key: `policy.expected-${mistake.expected}`, args: { where } };
    case 'bad-value':
      if (definition === 'jurisdiction')
        return withGuess('policy.bad-jurisdiction', { value }, countryNamed(value, data) ?? value, allowed);
      return withGuess(`policy.bad-${definition ?? 'text'}`, { value, where }, value, allowed);
  }
}

/** The code of a country that was written out: `Korea`, `south korea`, `kr`. */
function countryNamed(value: string, data: Readonly<Record<string, unknown>>): string | undefined {
  const file = data['facts/countries.yaml'] as { countries: Record<string, { en: string; ko: string }> };
  const written = value.trim().toLowerCase();
  const rows = Object.entries(file.countries);
  return rows.find(([code, { en, ko }]) =>
    [code, en, ko].some((name) => name.toLowerCase() === written),
  )?.[0];
}

/** Rules that nothing defines; a pack that is not built in may define any. */
function unknownRules(
  root: Node,
  content: Partial<Configuration>,
  data: Readonly<Record<string, unknown>>,
  report: (message: Message, range: Range) => void,
): void {
  if (content.extends?.some((name) => !(`packs/${name}/profile.yaml` in data))) return;
  const known = ruleIds(data);
  const check = (rules: Node | undefined) => {
    if (rules?.kind !== 'mapping') return;
    for (const { key } of rules.pairs)
      if (!known.includes(key.text))
        report(withGuess('policy.unknown-rule', { rule: key.text }, key.text, known), key.range);
  };
  check(child(root, 'rules'));
  const overrides = child(root, 'overrides');
  if (overrides?.kind === 'sequence') for (const item of overrides.items) check(child(item, 'rules'));
}

/** The core pack's rules: those that the schema offers and those that are there. */
export function ruleIds(data: Readonly<Record<string, unknown>>): string[] {
  const schema = data['schema/configuration.schema.json'] as Schema | undefined;
  const offered = schema?.definitions?.rules?.propertyNames?.anyOf?.flatMap((name) => name.enum ?? []) ?? [];
  const there = Object.keys(data).flatMap((name) => /^packs\/core\/(.+)\.ya?ml$/.exec(name)?.[1] ?? []);
  return [...new Set([...offered, ...there])];
}

function child(node: Node, key: string): Node | undefined {
  return node.kind === 'mapping' ? node.pairs.findLast((pair) => pair.key.text === key)?.value : undefined;
}
