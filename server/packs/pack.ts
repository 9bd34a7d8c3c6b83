import type { Host } from '../core/host';
import type { LocalizedText, Problem } from '../core/message';
import type { Documentation, Rule } from '../engine/rules/rule';
import type { Node } from '../syntax/tree/node';
import { parseYaml } from '../syntax/tree/yaml';
import { meaningless, tooLarge } from './meaning';
import { misfits, type Schema } from './schema';

/** A team's rules, ready to judge by; or why they cannot be used. */
export interface Pack {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
  /** Files that were read, and folders that were listed, with a `/` at their end. */
  readonly inputs: readonly string[];
}

/** More rules than any pack has; a bound on what a pack may cost. */
const mostRules = 500;
/** Folders below this depth are not looked into. */
const deepest = 8;

/**
 * Loads a pack: a folder of YAML files, one rule each, through folders of any name. A pack is data: nothing in it is run,
 * and its patterns are globs, whose time grows with their length alone.
 * @param folder from the project's root
 * @param schema rules/schema/rule.schema.json
 * @param taken ids of rules that are there already: an id never changes its meaning
 */
export function loadPack(host: Host, folder: string, schema: Schema, taken: ReadonlySet<string>): Pack {
  const name = folder.split('/').findLast((part) => part !== '' && part !== '.') ?? folder;
  const inputs: string[] = [];
  const problems: Problem[] = [];
  const rules: Rule[] = [];
  const fault = (key: string, args: Problem['message']['args'] & {}) =>
    problems.push({ path: folder, message: { key, args } });
  const paths: string[] = [];
  const collect = (at: string, depth: number): void => {
    inputs.push(`${at}/`);
    if (depth > deepest) {
      fault('pack.too-deep', { folder: at, most: deepest });
      return;
    }
    const entries = [...host.list(at)].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name: entry, kind } of entries) {
      const path = at === '' ? entry : `${at}/${entry}`;
      if (kind === 'folder') collect(path, depth + 1);
      else if (/\.ya?ml$/.test(entry)) paths.push(path);
    }
  };
  if (name === 'core') fault('pack.name', { name });
  collect(folder, 0);
  if (paths.length === 0) fault('pack.empty', { folder });
  if (paths.length > mostRules) fault('pack.too-many', { most: mostRules });
  const ids = new Set(taken);
  for (const path of paths.slice(0, mostRules)) {
    inputs.push(path);
    const { rule, id, problems: found } = readRule(host, path, name, schema);
    problems.push(...found);
    if (!rule || !id) continue;
    if (ids.has(rule.id)) {
      problems.push({ path, range: id.range, message: { key: 'pack.taken', args: { id: rule.id } } });
    } else rules.push(rule);
    ids.add(rule.id);
  }
  return { name, rules, problems, inputs };
}

interface ReadRule {
  readonly rule?: Rule;
  /** Where its id is written. */
  readonly id?: Node;
  readonly problems: readonly Problem[];
}

function readRule(host: Host, path: string, pack: string, schema: Schema): ReadRule {
  const read = host.read(path);
  if (!('text' in read)) {
    const message = 'problem' in read ? read.problem : { key: 'pack.unreadable' };
    return { problems: [{ path, message }] };
  }
  const file = parseYaml(read.text);
  const [node, second] = file.documents;
  const refuse = (found: readonly Omit<Problem, 'path'>[]) => ({
    problems: found.map((one) => ({ path, ...one })),
  });
  if (file.problems.length > 0) return refuse(file.problems);
  if (file.templated) return refuse([{ message: { key: 'pack.templated' } }]);
  if (!node) return refuse([{ message: { key: 'pack.empty', args: { folder: path } } }]);
  if (second) return refuse([{ range: second.range, message: { key: 'pack.one-rule' } }]);
  for (const check of [tooLarge, (one: Node) => misfits(one, schema), meaningless]) {
    const found = check(node);
    if (found.length > 0) return refuse(found);
  }
  // The schema asks for a mapping.
  if (node.kind !== 'mapping') return refuse([]);
  const id = node.pairs.find(({ key }) => key.text === 'id')!.value;
  return { rule: ruleOf(plain(node) as WrittenRule, pack), id, problems: [] };
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
