import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { hops, type MapEntry, type MapValue, type Option, type Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { entryOf, lazy } from '../terraform/lazy';
import { items, member } from './nodes';
import { below, isSame, isTrue, type Marks, unknown, valueAt } from './values';

/** What the plan says an argument comes to, in one of the instances. */
export interface Planned extends Marks {
  readonly node: Node | undefined;
}

/** Places that a platform fills in where the code leaves them to the provider's settings. */
const PLACES = ['region', 'location', 'zone', 'availability_zone'];

/**
 * A resource of the source with what the plan knows better: values that the code alone does not tell, and which of
 * several candidates it came to. Where a value stands, the source says.
 * @param placed Whether its provider block says where it is; else the plan may.
 */
export function settled(
  resource: Resource,
  planned: readonly Planned[],
  path: string,
  placed: boolean,
): Resource {
  const body = settledMap(resource.body, planned, path, resource.header);
  const entries = new Map(body.entries);
  for (const name of placed ? [] : PLACES) {
    if (entries.has(name)) continue;
    const nodes = planned.map((one) => stepped(one, name));
    if (nodes.every(isKnownText))
      entries.set(name, { key: resource.header, value: told(nodes, path, resource.header) });
  }
  return { ...resource, certain: true, library: false, body: { ...body, entries } };
}

function isKnownText({ node, unknown: untold }: Planned): boolean {
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== '' && !isTrue(untold);
}

function settledMap(own: MapValue, planned: readonly Planned[], path: string, at: Location): MapValue {
  const entries = new Map<string, MapEntry>();
  for (const [name, entry] of own.entries) {
    const value = lazy(
      () =>
        settledValue(
          entry.value,
          planned.map((one) => stepped(one, name)),
          path,
          entry.expression ?? entry.key,
        ),
      () => unknown('after-apply', entry.key),
    );
    entries.set(name, entryOf(entry.key, value, entry.expression));
  }
  const { open: _, ...rest } = own;
  const [one, ...others] = planned;
  if (!own.open || others.length > 0 || one?.node?.kind !== 'mapping' || isTrue(one.unknown))
    return { ...own, entries };
  for (const { key, value } of one.node.pairs) {
    const name = String(key.value);
    if (!entries.has(name)) entries.set(name, { key: at, value: valueAt(value, path, below(one, name), at) });
  }
  return { ...rest, entries };
}

function settledValue(own: Value, planned: readonly Planned[], path: string, at: Location): Value {
  switch (own.kind) {
    case 'scalar':
      return own;
    case 'unknown':
      return isReference(own) || !planned.every(isTold) ? own : told(planned, path, at);
    case 'choice':
      return chosen(own.options, planned) ?? own;
    case 'map':
      return planned.every(({ node }) => node?.kind === 'mapping') ? settledMap(own, planned, path, at) : own;
    case 'list': {
      const [one, ...others] = planned;
      if (!one?.node || others.length > 0) return own;
      // A block that there is one of may be written as an object.
      const parts = one.node.kind === 'sequence' ? items(one.node).map((_, i) => stepped(one, i)) : [one];
      if (own.open && own.items.length === 0 && one.node.kind === 'sequence' && isTold(one)) {
        return { ...(told([one], path, at) as typeof own), at: own.at };
      }
      if (parts.length !== own.items.length) return own;
      if (parts.length > 1 && !own.items.every((item, i) => agrees(item, parts[i]!))) return own;
      return { ...own, items: own.items.map((item, i) => settledValue(item, [parts[i]!], path, at)) };
    }
  }
}

/** A reference to a resource says more than its text; what a data source looked up is but its text. */
function isReference({ trace }: Value): boolean {
  return hops(trace).some((hop) => hop.resource !== undefined && hop.step !== 'data');
}

/** What is not there at all is known after apply; null says that it is left out. */
function isTold({ node, unknown: untold }: Planned): boolean {
  return node !== undefined && !isTrue(untold);
}

/** Whether nothing that the source says of an item speaks against what the plan says: sets have an order of their own. */
function agrees(own: Value, { node }: Planned): boolean {
  if (own.kind === 'scalar') return node === undefined || isSame(own, node);
  if (own.kind !== 'map' || node?.kind !== 'mapping') return true;
  return [...own.entries].every(([name, { value }]) => {
    const inner = value.kind === 'scalar' ? member(node, name) : undefined;
    return !inner || isSame(value, inner);
  });
}

/** The candidates that the plan came to. */
function chosen(options: readonly Option[], planned: readonly Planned[]): Value | undefined {
  if (!planned.every(({ node }) => node?.kind === 'scalar')) return undefined;
  const texts = new Set(planned.map(({ node }) => (node?.kind === 'scalar' ? String(node.value) : '')));
  const taken = options.filter(({ value }) => value.kind === 'scalar' && texts.has(String(value.value)));
  const [first, ...others] = taken;
  if (
    !first ||
    new Set(taken.map(({ value }) => (value.kind === 'scalar' ? value.value : ''))).size < texts.size
  )
    return undefined;
  if (others.length === 0) return first.value;
  return {
    kind: 'choice',
    at: first.value.at,
    options: taken.map((option) => ({ ...option, certain: true })),
  };
}

/** What the instances come to: each value once. */
function told(planned: readonly Planned[], path: string, at: Location): Value {
  const values = new Map<string, Exclude<Value, { kind: 'choice' }>>();
  for (const { node, ...marks } of planned) {
    const value = valueAt(node!, path, marks, at);
    if (value.kind !== 'choice')
      values.set(value.kind === 'scalar' ? String(value.value) : `#${values.size}`, value);
  }
  const [first, ...others] = values.values();
  if (others.length === 0) return first!;
  return { kind: 'choice', at, options: [...values.values()].map((value) => ({ value, certain: true })) };
}

function stepped({ node, ...marks }: Planned, step: string | number): Planned {
  const inner = typeof step === 'number' ? items(node)[step] : member(node, step);
  return { node: inner, ...below(marks, step) };
}
