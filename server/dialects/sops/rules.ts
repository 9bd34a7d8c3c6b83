import type { Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import type { MapEntry, MapValue, Scalar } from '../../core/value';
import type { MappingNode, Node, Pair, ScalarNode, TreeFile } from '../../syntax/tree/node';
import { itemsAt, locate, mapOf } from '../kubernetes/node-value';

/** Whether a file says how SOPS encrypts the files beside it. */
export function isSops(path: string): boolean {
  return /(^|\/)\.sops\.ya?ml$/.test(path);
}

/**
 * Each rule of a `.sops.yaml` as a resource of type `creation-rule`. Its keys stand under `kms`, `gcp_kms`,
 * `azure_keyvault` and `hc_vault`, however the rule writes them: names with commas between them, lists, key groups.
 * @param text the file's, in which the keys' places are found
 */
export function evaluateRules(file: TreeFile, path: string, text: string): Evaluation {
  const rules = file.documents.flatMap((document) => itemsAt(document, 'creation_rules'));
  return {
    resources: rules.flatMap((rule, at) => (rule.kind === 'mapping' ? [ruleAt(rule, at, path, text)] : [])),
    unknowns: [],
    problems: [],
    inputs: new Set([path]),
  };
}

function ruleAt(rule: MappingNode, index: number, path: string, text: string): Resource {
  const address = `creation_rules[${index}]`;
  const first = rule.pairs[0];
  return {
    id: `sops ${path} ${address}`,
    address,
    dialect: 'sops',
    kind: 'resource',
    type: 'creation-rule',
    header: locate(path, first?.key.content ?? rule.range),
    extent: locate(path, rule.range),
    body: bodyOf(rule, path, text),
    certain: true,
    library: false,
    scope: path,
  };
}

/** Under which name the keys of a service stand, and the member that names one in a key group. */
const services: readonly {
  readonly name: string;
  readonly written: readonly string[];
  readonly member?: string;
}[] = [
  { name: 'kms', written: ['kms'], member: 'arn' },
  { name: 'gcp_kms', written: ['gcp_kms'], member: 'resource_id' },
  { name: 'azure_keyvault', written: ['azure_keyvault'], member: 'vaultUrl' },
  { name: 'hc_vault', written: ['hc_vault_transit_uri', 'hc_vault'] },
];

function bodyOf(rule: MappingNode, path: string, text: string): MapValue {
  const holders: readonly Node[] = [rule, ...itemsAt(rule, 'key_groups')];
  const entries = new Map<string, MapEntry>();
  for (const { name, written, member } of services) {
    const pairs = holders.flatMap((holder) =>
      holder.kind === 'mapping' ? holder.pairs.filter(({ key }) => written.includes(key.text)) : [],
    );
    const items = pairs.flatMap((pair) => keysIn(pair, member).flatMap((node) => namesIn(node, path, text)));
    if (items.length === 0) continue;
    const at = locate(path, pairs[0]!.value.range);
    const key = locate(path, pairs[0]!.key.content);
    entries.set(name, { key, value: { kind: 'list', at, items } });
  }
  return { ...mapOf(rule, { path, verbatim: true }), entries };
}

/** The scalars that name keys: the value itself, the items of a list, the members of a group's entries. */
function keysIn({ value }: Pair, member: string | undefined): ScalarNode[] {
  const nodes = value.kind === 'sequence' ? value.items : [value];
  return nodes.flatMap((node) => {
    const named = node.kind === 'mapping' ? node.pairs.find(({ key }) => key.text === member)?.value : node;
    return named?.kind === 'scalar' ? [named] : [];
  });
}

/** `arn:…,arn:…+arn:role`: the names between the commas, each where it stands, without the role that opens it. */
function namesIn({ value, range, content }: ScalarNode, path: string, text: string): Scalar[] {
  if (typeof value !== 'string') return [];
  let from = range.start;
  return value.split(',').flatMap((part) => {
    const name = part.trim().replace(/\+.*$/s, '');
    const start = text.indexOf(name, from);
    if (name === '') return [];
    const found = start >= 0 && start + name.length <= range.end;
    if (found) from = start + name.length;
    const at = locate(path, found ? { start, end: start + name.length } : content);
    return [{ kind: 'scalar', at, value: name }];
  });
}
