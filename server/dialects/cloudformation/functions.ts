import type { Location } from '../../core/source';
import type { Option, Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { choose, combine, under } from '../values/choices';
import { type Plain, scalar, textOf, throughAll, untellable } from '../values/values';
import { callOf } from './call';
import { type Evaluate, locate, member, pairOf, type Scope } from './template';
import { unknown } from './values';

/** `Fn::Select`: an item by its number; of an unknown number, each item may be it. */
export function select(index: Value, list: Value, at: Location): Value {
  return combine([index, list], at, ([number, items]) => {
    if (items!.kind === 'unknown') return items!;
    if (items!.kind !== 'list') return unknown(at, 'malformed', { name: 'Fn::Select' });
    const text = textOf(number!);
    if (text === undefined) {
      if (items!.open) return items!.open;
      return choose(
        items!.items.flatMap((item) => under(item, { certain: false })),
        at,
      );
    }
    const item = items!.items[Number(text)];
    return item ?? items!.open ?? unknown(at, 'no-item', { index: text });
  });
}

/** `Fn::Split`: the pieces of a literal stand where they are written. */
export function split(delimiter: Value, source: Value, node: Node, at: Location, scope: Scope): Value {
  return combine([delimiter, source], at, ([mark, whole]) => {
    const [by, text] = [textOf(mark!), textOf(whole!)];
    if (by === undefined || text === undefined) {
      return [mark!, whole!].find((value) => value.kind === 'unknown') ?? untellable(at, 'no-string');
    }
    const literal = node.kind === 'scalar' && !node.tag && node.text === text ? node : undefined;
    let start = 0;
    const items = (by === '' ? [text] : text.split(by)).map((piece): Value => {
      const from = start;
      start += piece.length + by.length;
      if (!literal) return { ...whole!, kind: 'scalar', value: piece } as Value;
      return scalar(piece, locate(scope, pieceRange(literal, from, from + piece.length)));
    });
    return { kind: 'list', items, at };
  });
}

/** `Fn::Length` of a list all of whose items are known. */
export function length(list: Value, at: Location): Value {
  return combine([list], at, ([items]) => {
    if (items!.kind === 'list') return items!.open ?? scalar(items!.items.length, at);
    return items!.kind === 'unknown' ? items! : unknown(at, 'malformed', { name: 'Fn::Length' });
  });
}

/**
 * `Fn::FindInMap`: with a key that cannot be told, each entry that has the other key may be it.
 * @param parts the function's arguments: map, two keys, and options
 */
export function findInMap(parts: readonly Node[], at: Location, scope: Scope, evaluate: Evaluate): Value {
  const malformed = () => unknown(at, 'malformed', { name: 'Fn::FindInMap' });
  const [mapNode, topNode, secondNode, options] = parts;
  if (!mapNode || !topNode || !secondNode) return malformed();
  const [mapName, top, second] = [mapNode, topNode, secondNode].map((node) => evaluate(node, scope));
  if (!mapName || !top || !second) return malformed();
  const fallback = () => {
    const node = options && member(options, 'DefaultValue');
    return node && evaluate(node, scope);
  };
  return combine([mapName, top, second], at, ([named, topKey, secondKey]) => {
    const name = textOf(named!);
    if (name === undefined) return named!.kind === 'unknown' ? named! : malformed();
    const mapping = scope.template.mappings.get(name);
    if (!mapping) return unknown(at, 'nothing-named', { name });
    const found: Option[] = [];
    for (const upper of chosen(mapping.value, topKey!, topNode, scope)) {
      for (const lower of chosen(upper.node, secondKey!, secondNode, scope)) {
        const value = evaluate(lower.node, { ...scope, literal: true });
        if (!value) continue;
        const certain = upper.certain && lower.certain;
        const when = upper.when ?? lower.when;
        const picks = new Map([...(upper.picks ?? []), ...(lower.picks ?? [])]);
        const hop = {
          step: 'mapping' as const,
          name: `${name}.${upper.name}.${lower.name}`,
          at: locate(scope, lower.key),
          ...(when !== undefined && { when }),
        };
        const reached = { certain, ...(when !== undefined && { when }), ...(picks.size > 0 && { picks }) };
        found.push(...under(throughAll(value, hop), reached));
      }
    }
    if (found.length > 0) return choose(found, at);
    const keys = [topKey!, secondKey!].map((key) => textOf(key));
    return (
      fallback() ?? unknown(at, 'no-map-entry', { name: [name, ...keys.map((key) => key ?? '?')].join('.') })
    );
  });
}

interface Chosen {
  readonly name: string;
  readonly key: { readonly start: number; readonly end: number };
  readonly node: Node;
  readonly certain: boolean;
  readonly when?: string;
  readonly picks?: ReadonlyMap<string, string>;
}

/** The members that a key may mean. */
function chosen(map: Node, key: Plain, keyNode: Node, scope: Scope): Chosen[] {
  if (map.kind !== 'mapping') return [];
  const name = textOf(key);
  if (name !== undefined) {
    const pair = pairOf(map, name);
    return pair ? [{ name, key: pair.key.content, node: pair.value, certain: true }] : [];
  }
  const named = referredName(keyNode);
  const decision = named && (scope.template.parameters.has(named) ? `parameter ${named}` : named);
  const assumed = decision && scope.assumed.get(decision);
  return map.pairs
    .filter((pair) => (assumed ?? pair.key.text) === pair.key.text)
    .filter((pair) => key.kind !== 'unknown' || fits(pair.key.text, key))
    .map((pair) => ({
      name: pair.key.text,
      key: pair.key.content,
      node: pair.value,
      certain: false,
      ...(named && { when: named }),
      ...(decision && { picks: new Map([[decision, pair.key.text]]) }),
    }));
}

function fits(text: string, key: { readonly prefix?: string; readonly suffix?: string }): boolean {
  return text.startsWith(key.prefix ?? '') && text.endsWith(key.suffix ?? '');
}

/** The name in a plain `Ref`. */
function referredName(node: Node): string | undefined {
  const call = callOf(node);
  return call?.name === 'Ref' && call.argument.kind === 'scalar' ? call.argument.text : undefined;
}
