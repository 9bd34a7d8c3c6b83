import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import { parseJson } from '../../syntax/tree/json';
import type { TreeFile } from '../../syntax/tree/node';
import { parseYaml } from '../../syntax/tree/yaml';
import { element, property } from '../arm/functions';
import { nodeValue } from '../kubernetes/node-value';
import { keeper } from '../terraform/expressions/keeper';
import { folderOf, joinPath } from '../terraform/path';
import { scalar, textOf, throughAll } from '../values/values';
import type { Scope } from './instance';
import { unknown } from './values';

/** What a function that reads a file comes to: each value stands at its own text there. Undefined for other functions. */
export function fileFunction(
  name: string,
  args: readonly Value[],
  at: Location,
  scope: Scope,
): Value | undefined {
  const parse = PARSERS[name];
  if (!parse && name !== 'loadTextContent' && name !== 'loadFileAsBase64') return undefined;
  const file = args[0] && textOf(args[0]);
  if (file === undefined) return args[0]?.kind === 'unknown' ? args[0] : unknown(at, 'function', { name });
  const { context, path: home } = scope.instance;
  const path = joinPath(folderOf(home), file);
  context.inputs.add(path);
  const read = context.tree.host.read(path);
  if ('problem' in read) return { kind: 'unknown', at, reason: read.problem };
  if ('missing' in read) return unknown(at, 'file-missing', { path: file });
  const whole = { path, range: { start: 0, end: read.text.length } };
  const hop = { step: 'function', name: `${name}('${file}')`, at } as const;
  if (!parse) return throughAll(scalar(read.text, whole), hop);
  const [node] = parse(read.text).documents;
  if (!node) return unknown(at, 'file-broken', { path: file });
  const value = nodeValue(node, { path, verbatim: true });
  return throughAll(args[1] ? partAt(value, args[1], at) : value, hop);
}

const PARSERS: Readonly<Record<string, ((text: string) => TreeFile) | undefined>> = {
  __proto__: null as never,
  loadJsonContent: keeper(parseJson),
  loadYamlContent: keeper(parseYaml),
};

/** What stands at a path (`$.a.b[0]`); other queries are not worked out. */
function partAt(value: Value, path: Value, at: Location): Value {
  const text = textOf(path)?.replace(/^\$?\.?/, '');
  if (text === undefined || /[^\w.[\]-]/.test(text)) return unknown(at, 'file-query');
  let part = value;
  for (const [, name, index] of text.matchAll(/([\w-]+)|\[(\d+)\]/g)) {
    part =
      name === undefined ? element(part, scalar(Number(index), at), at, index!) : property(part, name, at);
  }
  return part;
}
