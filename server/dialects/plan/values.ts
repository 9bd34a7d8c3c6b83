import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { MapEntry, Unknown, Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { withSensitivity } from '../terraform/expressions';
import { passing } from '../terraform/passing';
import { contentOf, items, member } from './nodes';
import type { Plan, PlannedVariable } from './plan';

/** @param key Which message under `plan.` gives the reason; `plan.<key>.settle` says what would settle it. */
export function unknown(key: string, at: Location, args: Message['args'] = {}): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `plan.${key}`, args },
    settle: { key: `plan.${key}.settle`, args },
  };
}

/** What a value of the JSON is told to be besides. */
export interface Marks {
  readonly unknown?: Node | undefined;
  readonly sensitive?: Node | undefined;
}

/**
 * A value that stands in the JSON.
 * @param at Where it is decided; its own place in the JSON unless said.
 */
export function valueAt(node: Node, path: string, marks: Marks = {}, at?: Location): Value {
  const place = at ?? { path, range: node.kind === 'scalar' ? node.content : node.range };
  if (isTrue(marks.unknown)) return unknown('after-apply', place);
  const sensitive = isTrue(marks.sensitive) ? { sensitive: true } : {};
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: node.value, at: place, ...sensitive };
    case 'sequence':
      return {
        kind: 'list',
        at: place,
        items: node.items.map((item, i) => valueAt(item, path, below(marks, i), at)),
        ...sensitive,
      };
    case 'mapping': {
      const entries = new Map<string, MapEntry>();
      for (const { key, value } of node.pairs) {
        const name = String(key.value);
        entries.set(name, {
          key: at ?? { path, range: key.content },
          value: valueAt(value, path, below(marks, name), at),
        });
      }
      return { kind: 'map', at: place, entries, ...sensitive };
    }
  }
}

/** What a variable was when the plan was made. */
export function variableValue(plan: Plan, name: string, { value, sensitive }: PlannedVariable): Value {
  const at = { path: plan.path, range: contentOf(value) };
  const made = withSensitivity(valueAt(value, plan.path), sensitive);
  return passing(made, { step: 'variable-file', name: `var.${name}`, at });
}

/** The marks of a member or an item. */
export function below(marks: Marks, step: string | number): Marks {
  const of = (node: Node | undefined) =>
    isTrue(node) ? node : typeof step === 'number' ? items(node)[step] : member(node, step);
  return { unknown: of(marks.unknown), sensitive: of(marks.sensitive) };
}

export function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

/** Whether a value is certainly what the JSON says; texts, numbers and booleans are alike if they are written alike. */
export function isSame(value: Value, node: Node): boolean {
  switch (value.kind) {
    case 'scalar':
      return node.kind === 'scalar' && String(value.value) === String(node.value);
    case 'list':
      return (
        node.kind === 'sequence' &&
        !value.open &&
        value.items.length === node.items.length &&
        value.items.every((item, i) => isSame(item, node.items[i]!))
      );
    case 'map':
      return (
        node.kind === 'mapping' &&
        !value.open &&
        node.pairs.every(({ key, value: inner }) => {
          const entry = value.entries.get(String(key.value));
          return entry ? isSame(entry.value, inner) : inner.kind === 'scalar' && inner.value === null;
        })
      );
    default:
      return false;
  }
}
