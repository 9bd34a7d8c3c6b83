import type { Location, Range } from '../../core/source';
import {
  type Hop,
  type MapValue,
  referredResource,
  through,
  type Unknown,
  type Value,
} from '../../core/value';
import type { ResourceDeclaration, Step } from '../../syntax/bicep/ast';
import { opaque } from '../arm/functions/call';
import { choose, under } from '../values/choices';
import { changed } from '../values/entries';
import { scalar, symbolOf, textOf, throughAll } from '../values/values';
import { creationsOf } from './creations';
import { createdUnder, fullName, written } from './identity';
import { type Begun, type Instance, locate, type Node, type Nodes, type Scope, scopeOf } from './instance';
import { literalText } from './literal';
import { picked } from './picking';
import { mapOf, named, unknown } from './values';

/** The resources that go by a name: nested ones in the bodies of those around them, all others in the whole file. */
export function resourcesNamed(name: string, scope: Scope): Nodes<Node> | undefined {
  for (let within = scope.within; within; within = within.parent) {
    const nested = nestedIn(within, name);
    if (nested) return nodesOf(nested, within.instance, within);
  }
  const symbol = scope.instance.symbols.get(name);
  return symbol?.kind === 'resource' ? nodesOf(symbol, scope.instance) : undefined;
}

function nestedIn(node: Node, name: string): ResourceDeclaration | undefined {
  return declaredIn(node).find((declaration) => declaration.name.name === name);
}

/** The resources declared in a resource's body. */
export function declaredIn({ object }: Node): readonly ResourceDeclaration[] {
  return object.kind === 'object' ? object.items.filter((item) => item.kind === 'resource') : [];
}

/** What a declaration creates, for each that its parent's declaration creates. */
export function nodesOf(declaration: ResourceDeclaration, instance: Instance, parent?: Node): Nodes<Node> {
  const { nodes } = instance.memory;
  const key = `${parent?.id ?? ''} ${declaration.range.start}`;
  const known = nodes.get(key);
  if (known) return known;
  const at = { path: instance.path, range: declaration.name.range };
  if (known === null)
    return { all: [], isLoop: false, open: unknown(at, 'circular', { name: declaration.name.name }) };
  nodes.set(key, null);
  const made = createdBy(declaration, instance, parent);
  nodes.set(key, made);
  for (const node of made.all) instance.context.found.set(node.id, node);
  return made;
}

function createdBy(
  declaration: ResourceDeclaration,
  instance: Instance,
  parent: Node | undefined,
): Nodes<Node> {
  const outer = parent ? { ...parent.scope, within: parent } : scopeOf(instance);
  const made = creationsOf(declaration.body, outer);
  const name = declaration.name.name;
  const type = (literalText(declaration.type) ?? '').replace(/^az:|@.*$/g, '');
  const all = made.all.map((one): Node => {
    const index = one.position === undefined ? '' : `[${one.position}]`;
    const own: Node = {
      ...one,
      instance,
      declaration,
      id: `${parent ? `${parent.id}::` : `${instance.unit}:`}${name}${index}`,
      address: parent ? `${parent.address}::${name}` : `${instance.address}${name}`,
      type: parent && type !== '' ? `${parent.type}/${type}` : type,
      certain: one.certain && (parent?.certain ?? instance.certain),
      ...(parent && { parent }),
    };
    return { ...own, scope: { ...one.scope, within: own } };
  });
  return { ...made, all };
}

/** A resource's properties as written; the parent that it is nested in is one of them. */
export function bodyOf(node: Node): MapValue {
  const { instance, declaration, object, scope, parent } = node;
  const { bodies } = instance.memory;
  const known = bodies.get(node.id);
  const at = locate(scope, object.range);
  if (known === null) return mapOf(new Map(), at, unknown(at, 'circular', { name: declaration.name.name }));
  if (known) return known as MapValue;
  bodies.set(node.id, null);
  const value = instance.context.evaluate(object, scope);
  let body = value.kind === 'map' ? value : mapOf(new Map(), at, unknown(at, 'broken'));
  const header = headerOf(node);
  const above = parent ? reference(createdOf(parent), parent.address, header) : namedParent(node);
  if (above && !body.entries.has('parent')) {
    body = { ...body, entries: new Map([...body.entries, ['parent', { key: header, value: above }]]) };
  }
  if (!body.open && isHalfWritten(node)) body = { ...body, open: unknown(header, 'half-written') };
  bodies.set(node.id, body);
  return body;
}

/** Whether there is an error in a declaration: what it seems to leave out may be in the part that cannot be read. */
function isHalfWritten({ instance, declaration: { range } }: Node): boolean {
  return instance.document.problems.some(
    (problem) => problem.range.start >= range.start && problem.range.start <= range.end,
  );
}

export function headerOf({ instance, declaration }: Node): Location {
  return { path: instance.path, range: declaration.header };
}

export function hopTo(node: Node, label: string): Omit<Hop, 'next'> {
  const step = node.declaration.existing ? 'data' : 'resource';
  return { step, name: label, at: headerOf(node), resource: node.id };
}

/** What an `existing` resource finds, where its name is that of one that the run creates: that one. */
function createdOf(node: Node): Node {
  const { declaration, instance, type } = node;
  if (!declaration.existing) return node;
  const name = written(node, 'name');
  const id = name && referredResource(instance.context.evaluate(name, node.scope));
  const created = id === undefined ? undefined : instance.context.found.get(id);
  if (created && !created.declaration.existing && sameType(created.type, type)) return created;
  const full = written(node, 'scope') ? undefined : fullName(node);
  return (full === undefined ? undefined : createdUnder(instance, type, full)) ?? node;
}

function sameType(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The resource of which one is a part whose type says so, where it is nested in none: found by the names. */
function namedParent(node: Node): Value | undefined {
  const types = node.type.split('/').slice(0, -1);
  if (types.length < 2) return undefined;
  const type = types.join('/');
  const names = fullName(node)?.split('/').slice(0, -1);
  const parent =
    names?.length === types.length - 1 ? createdUnder(node.instance, type, names.join('/')) : undefined;
  const header = headerOf(node);
  return parent ? reference(parent, parent.address, header) : unknown(header, 'outside', { name: type });
}

const NAMESPACED = /^[a-z][\w-]*(\.[\w-]+)+\//i;

/** `resourceId('Microsoft.KeyVault/vaults', name)`: what the run creates under that name; with more in front, elsewhere. */
export function resourceIdOf(name: string, args: readonly Value[], at: Location, instance: Instance): Value {
  const first = args.findIndex((one) => NAMESPACED.test(textOf(one) ?? ''));
  if (first < 0) return args.find((one) => one.kind === 'unknown') ?? unknown(at, 'function', { name });
  const type = textOf(args[first]!)!;
  const symbols = args.slice(first + 1).map(symbolOf);
  if (symbols.includes(undefined))
    return args.find((one) => one.kind === 'unknown') ?? unknown(at, 'outside', { name: type });
  const full = symbols.join('/');
  const node = first === 0 ? createdUnder(instance, type, full) : undefined;
  if (node) return reference(node, `${node.address}.id`, at);
  const before = args.slice(0, first).map((one) => symbolOf(one) ?? '?');
  return named(unknown(at, 'outside', { name: type }), opaque([...before, type, full].join('|')));
}

/** What only the platform knows of a resource: a reference to it. */
export function reference(node: Node, label: string, at: Location): Unknown {
  const value = unknown(at, 'resource', { name: label });
  // Whatever the code calls the resource, its property is the same.
  const property = label.replace(/^[^.]*/, '');
  return through(named(value, opaque(`${node.id}${property}`)), hopTo(node, label));
}

/** What an access comes to that begins with a resource's name. */
export function resourceReference(
  name: string,
  range: Range,
  steps: readonly Step[],
  scope: Scope,
): Begun | undefined {
  let nodes = resourcesNamed(name, scope);
  if (!nodes) return undefined;
  let taken = 0;
  let label = name;
  for (; taken < steps.length; taken++) {
    const step: Step = steps[taken]!;
    if (step.kind === 'index' && nodes.isLoop) {
      nodes = picked(nodes, scope.instance.context.evaluate(step.index, scope));
    } else if (step.kind === 'nested') {
      nodes = nestedNodes(nodes, step.name.name);
      label = `${label}::${step.name.name}`;
    } else if (step.kind !== 'assert') break;
  }
  nodes = { ...nodes, all: nodes.all.map(createdOf) };
  const step = steps[taken];
  const at = locate(scope, { start: range.start, end: (step ?? steps.at(-1))?.range.end ?? range.end });
  if (step?.kind !== 'property' && step?.kind !== 'method') {
    return { value: ofNodes(nodes, at, (node) => reference(node, label, at)), taken };
  }
  const whole = labelOf(label, steps.slice(taken));
  const value = ofNodes(nodes, at, (node) =>
    step.kind === 'method'
      ? { ...reference(node, whole, at), sensitive: true }
      : propertyOf(node, step.name.name, whole, at),
  );
  return { value, taken: taken + 1 };
}

/** `store.properties.primaryEndpoints`: a resource and the properties behind it. */
function labelOf(name: string, steps: readonly Step[]): string {
  let label = name;
  for (const step of steps) {
    if (step.kind === 'method') return `${label}.${step.name.name}()`;
    if (step.kind !== 'property') return label;
    label += `.${step.name.name}`;
  }
  return label;
}

function nestedNodes(nodes: Nodes<Node>, name: string): Nodes<Node> {
  const below = nodes.all.flatMap((node) => {
    const declaration = nestedIn(node, name);
    return declaration ? [nodesOf(declaration, node.instance, node)] : [];
  });
  const open = nodes.open ?? below.find((one) => one.open)?.open;
  return {
    all: below.flatMap(({ all }) => all),
    isLoop: below.some(({ isLoop }) => isLoop),
    ...(open && { open }),
  };
}

/** A resource by its name alone: what `parent`, `scope` and `dependsOn` hold. */
export function wholeResource(name: string, range: Range, scope: Scope): Value | undefined {
  return resourceReference(name, range, [], scope)?.value;
}

/** What holds of one of several resources; of which is not known where there are more. */
function ofNodes({ all, open }: Nodes<Node>, at: Location, make: (node: Node) => Value): Value {
  const [only, ...others] = all;
  if (!only) return open ?? unknown(at, 'not-created');
  if (others.length === 0) return make(only);
  const options = all.flatMap((node) => under(make(node), { certain: false }));
  return choose(options, at);
}

function propertyOf(node: Node, name: string, label: string, at: Location): Value {
  if (name === 'id') return reference(node, label, at);
  if (name === 'type' || name === 'apiVersion') return ofType(node.declaration, name, node, at);
  const body = bodyOf(node);
  const entry = body.entries.get(name);
  if (!entry) return body.open ?? reference(node, label, at);
  return opened(throughAll(entry.value, hopTo(node, label)), reference(node, label, at));
}

function ofType({ type }: ResourceDeclaration, part: 'type' | 'apiVersion', node: Node, at: Location): Value {
  const [name, version] = (literalText(type) ?? '').split('@');
  const text = part === 'type' ? (node.type ?? name) : version;
  return text ? scalar(text, at) : reference(node, part, at);
}

/** A value to whose objects the platform may add, at any depth. */
function opened(value: Value, open: Unknown): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => opened(item, open)) };
  if (value.kind !== 'map') return value;
  const entries = changed(value.entries, (one) => opened(one, open));
  return { ...value, entries, open: value.open ?? open };
}
