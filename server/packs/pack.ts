import type { Host } from '../core/host';
import type { LocalizedText, Problem } from '../core/message';
import type { Documentation, Rule } from '../engine/rules/rule';
import type { Node } from '../syntax/tree/node';
import { parseYaml } from '../syntax/tree/yaml';
import { misfits, type Schema } from './schema';

/** A team's rules, ready to judge by; or why they cannot be used. */
export interface Pack {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
  /** Files that were read. */
  readonly inputs: readonly string[];
}

/** More rules than any pack has; a bound on what a pack may cost. */
const mostRules = 500;

/**
 * Loads a pack: a folder of YAML files, one rule each, through any depth of folders. A pack is data: nothing in it is
 * run, and its patterns are globs, whose time grows with their length alone.
 * @param folder from the project's root
 * @param schema rules/schema/rule.schema.json
 * @param taken ids of rules that are there already: an id never changes its meaning
 */
export function loadPack(host: Host, folder: string, schema: Schema, taken: ReadonlySet<string>): Pack {
  const name = folder.split('/').findLast((part) => part !== '' && part !== '.') ?? folder;
  const problems: Problem[] = [];
  const rules: Rule[] = [];
  const paths = rulePaths(host, folder.replace(/^\.\//, '').replace(/\/$/, ''), 0);
  if (paths.length === 0) problems.push({ path: folder, message: { key: 'pack.empty', args: { folder } } });
  if (paths.length > mostRules) {
    problems.push({ path: folder, message: { key: 'pack.too-many', args: { most: mostRules } } });
  }
  const ids = new Set(taken);
  for (const path of paths.slice(0, mostRules)) {
    const { rule, problems: found } = readRule(host, path, name, schema);
    problems.push(...found);
    if (!rule) continue;
    if (ids.has(rule.id)) problems.push({ path, message: { key: 'pack.taken', args: { id: rule.id } } });
    else rules.push(rule);
    ids.add(rule.id);
  }
  return { name, rules, problems, inputs: paths };
}

function rulePaths(host: Host, folder: string, depth: number): string[] {
  if (depth > 8) return [];
  return [...host.list(folder)]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, kind }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') return rulePaths(host, path, depth + 1);
      return /\.ya?ml$/.test(name) ? [path] : [];
    });
}

function readRule(
  host: Host,
  path: string,
  pack: string,
  schema: Schema,
): { readonly rule?: Rule; readonly problems: readonly Problem[] } {
  const read = host.read(path);
  if (!('text' in read)) {
    const message = 'problem' in read ? read.problem : { key: 'pack.unreadable' };
    return { problems: [{ path, message }] };
  }
  const file = parseYaml(read.text);
  const node = file.documents[0];
  const found = file.problems.length > 0 || !node ? file.problems : misfits(node, schema);
  if (found.length > 0) return { problems: found.map((one) => ({ path, ...one })) };
  if (!node) return { problems: [{ path, message: { key: 'pack.empty', args: { folder: path } } }] };
  return { rule: ruleOf(plain(node) as unknown as WrittenRule, pack), problems: [] };
}

type Text = string | LocalizedText;
type WrittenRule = Omit<Rule, 'title' | 'message' | 'cases' | 'at'> & {
  readonly title: Text;
  readonly message: Text;
  readonly at?: Rule['at'];
  readonly cases?: readonly { readonly message?: Text }[];
};

function ruleOf(written: WrittenRule, pack: string): Rule {
  const { cases, ...rest } = written;
  const { docs } = written;
  return {
    ...rest,
    ...(docs && { docs: localizedDocs(docs) }),
    pack,
    at: written.at ?? 'deciding',
    title: localized(written.title),
    message: localized(written.message),
    ...(cases && {
      cases: cases.map((one) => ({
        ...one,
        ...(one.message !== undefined && { message: localized(one.message) }),
      })),
    }),
  } as Rule;
}

/** A team that writes one language is understood in every one. */
function localized(text: Text): LocalizedText {
  return typeof text === 'string' ? { en: text, ko: text } : text;
}

function localizedDocs({ examples, ...texts }: Documentation): Documentation {
  const entries = Object.entries(texts).map(([name, text]) => [name, localized(text as Text)]);
  return { ...Object.fromEntries(entries), ...(examples && { examples }) };
}

function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plain);
    case 'mapping':
      return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, plain(value)]));
  }
}
