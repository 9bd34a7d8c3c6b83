import type { Location } from '../../core/source';
import {
  candidates,
  type Hop,
  type MapEntry,
  type MapValue,
  type Option,
  type Scalar,
  type Unknown,
  type Value,
} from '../../core/value';
import { inheritedAttribute } from './effective';
import { choice, type Iteration, narrow } from './elements';
import {
  choose,
  combine,
  failure,
  isFailure,
  type Possible,
  type Resolved,
  type TraversalStep,
  under,
  untraced,
  withPossible,
} from './expressions';
import { locate } from './file';
import { evaluateIn, type Instance, type Node } from './instance';
import { entryOf, lazy } from './lazy';
import { withMembers } from './members';
import { calledInstance, outputValue } from './modules';
import { nodeOf } from './nodes';
import { passing } from './passing';
import { relativePath } from './path';
import { reached } from './reached';
import { twinOf } from './twins';
import { reference, unknown } from './unknowns';
import { variableValue } from './variables';
import { workspaceValue } from './workspace';

/** What a name means in a module: see `Scope.resolve`. */
export function resolve(
  instance: Instance,
  node: Node | undefined,
  names: readonly TraversalStep[],
  at: Location,
): Resolved | undefined {
  const root = nameAt(names, 0);
  const second = nameAt(names, 1);
  if (root === undefined) return undefined;
  switch (root) {
    case 'var':
      return second === undefined
        ? undefined
        : found(instance, variableValue(instance, second), 2, second, at);
    case 'local':
      return second === undefined ? undefined : found(instance, localValue(instance, second), 2, second, at);
    case 'each':
    case 'count':
      return iterationName(node, root, second, at);
    case 'path':
      return second === undefined ? undefined : pathValue(instance, second, at);
    case 'terraform':
      return second === 'workspace'
        ? { value: workspaceValue(instance.declarations, at), consumed: 2 }
        : { value: unknown('runtime', at, { name: 'terraform' }), consumed: 1 };
    case 'self':
    case 'ephemeral':
      return { value: unknown('runtime', at, { name: root }), consumed: 1 };
    case 'module':
      return second === undefined ? undefined : moduleReference(instance, second, names, at);
    case 'data': {
      const third = nameAt(names, 2);
      if (second === undefined || third === undefined) return undefined;
      const declaration = instance.declarations.data.get(`${second}.${third}`);
      return declaration
        ? nodeReference(nodeOf(instance, declaration), names, 3, at)
        : found(instance, undefined, 3, `data.${second}.${third}`, at);
    }
    default: {
      if (second === undefined) return undefined;
      const declaration = instance.declarations.resources.get(`${root}.${second}`);
      return declaration
        ? nodeReference(nodeOf(instance, declaration), names, 2, at)
        : found(instance, undefined, 2, `${root}.${second}`, at);
    }
  }
}

function nameAt(names: readonly TraversalStep[], i: number): string | undefined {
  const step = names[i];
  return step && 'name' in step ? step.name : undefined;
}

/** What is not declared may stand in the part of a file that could not be read. */
function found(
  instance: Instance,
  value: Value | undefined,
  consumed: number,
  name: string,
  at: Location,
): Resolved | undefined {
  if (value) return { value, consumed };
  return instance.declarations.broken ? { value: unknown('broken', at, { name }), consumed } : undefined;
}

function localValue(instance: Instance, name: string): Value | undefined {
  const local = instance.declarations.locals.get(name);
  if (!local) return undefined;
  let value = instance.locals.get(name);
  if (!value) {
    const at = locate(local.file, local.node.name.range);
    value = lazy(
      () => passing(reached(evaluateIn(instance, local)), { step: 'local', name: `local.${name}`, at }),
      () => unknown('cycle', at, { name: `local.${name}` }),
    );
    instance.locals.set(name, value);
  }
  return value();
}

function iterationName(
  node: Node | undefined,
  root: 'each' | 'count',
  second: string | undefined,
  at: Location,
): Resolved | undefined {
  const iteration = node?.iteration();
  if (!iteration || second === undefined || iteration.form !== root) return undefined;
  const value = root === 'count' || second === 'key' ? iteration.key : iteration.value;
  return { value: value ?? unknown('no-element', at), consumed: 2 };
}

function pathValue(instance: Instance, name: string, at: Location): Resolved | undefined {
  const { folder } = instance.context.run;
  const text =
    name === 'module'
      ? relativePath(folder, instance.declarations.folder)
      : name === 'root'
        ? '.'
        : undefined;
  if (text !== undefined) return { value: { kind: 'scalar', value: text, at }, consumed: 2 };
  return name === 'cwd' ? { value: unknown('runtime', at, { name: 'path.cwd' }), consumed: 2 } : undefined;
}

/** `module.a.out`, `module.a["x"].out`, `module.a`. */
function moduleReference(
  instance: Instance,
  name: string,
  names: readonly TraversalStep[],
  at: Location,
): Resolved | undefined {
  const declaration = instance.declarations.calls.get(name);
  if (!declaration) return found(instance, undefined, 2, `module.${name}`, at);
  const call = nodeOf(instance, declaration);
  return indexed(call, names, 2, at, {
    member: (output) => outputValue(call, output, at),
    whole: () => {
      const child = calledInstance(call);
      const entries = new Map<string, MapEntry>();
      for (const [output, { file, block }] of child?.declarations.outputs ?? []) {
        const key = locate(file, block.header);
        const value = lazy(
          () => outputValue(call, output, at) ?? unknown('cycle', key, { name: output }),
          () => unknown('cycle', key, { name: output }),
        );
        entries.set(output, entryOf(key, value));
      }
      const open = !child || child.declarations.broken ? outputValue(call, '*', at) : undefined;
      return { kind: 'map', at, entries, ...(open?.kind === 'unknown' && { open }) };
    },
  });
}

/** A resource or data source, one of its instances, or one of its attributes. */
function nodeReference(node: Node, names: readonly TraversalStep[], consumed: number, at: Location) {
  const hop = hopTo(node);
  return indexed(node, names, consumed, at, {
    member: (attribute) => attributeOf(node, attribute, at),
    whole: () => {
      const open = unwritten(node, '*', hop, at);
      return withMembers(node.body(), (member) => passing(member, hop), { trace: hop, open });
    },
  });
}

function hopTo(node: Node): Omit<Hop, 'next'> {
  const step = node.declaration.block.type.name === 'data' ? 'data' : 'resource';
  return { step, name: node.name, at: node.header, resource: node.id };
}

/** What is written of a thing, or follows from its provider; a data source that looks up a resource of the run has its. */
function attributeOf(node: Node, attribute: string, at: Location): Value {
  const hop = hopTo(node);
  const value = node.body().entries.get(attribute)?.value ?? inheritedAttribute(node, attribute);
  if (value) return passing(value, hop);
  const twin = hop.step === 'data' ? twinOf(node) : undefined;
  if (!twin) return unwritten(node, attribute, hop, at);
  // What it refers to is the resource.
  const { resource: _, ...through } = hop;
  return passing(attributeOf(twin, attribute, at), through);
}

/** What the platform decides when it creates or looks up the thing: `id`, `arn` … */
function unwritten(node: Node, attribute: string, hop: Omit<Hop, 'next'>, at: Location) {
  const data = node.declaration.block.type.name === 'data';
  return reference(unknown(data ? 'looked-up' : 'computed', at, { address: node.name, attribute }), hop);
}

interface Members {
  readonly member: (name: string) => Value | undefined;
  readonly whole: () => MapValue;
}

/** Steps through the index of a thing with `count` or `for_each`, then to a member if the reference names one. */
function indexed(
  node: Node,
  names: readonly TraversalStep[],
  base: number,
  at: Location,
  members: Members,
): Resolved | undefined {
  const iteration = node.iteration();
  const index = iteration.form === 'single' ? undefined : indexAt(names[base], at);
  if (iteration.form !== 'single') {
    if (!index)
      return names.length > base ? undefined : { value: collection(node, members, at), consumed: base };
    if (iteration.exists === 'never') return undefined;
    if (index.kind === 'scalar' && !mayHave(iteration, index)) return undefined;
  }
  const consumed = index ? base + 1 : base;
  const name = nameAt(names, consumed);
  const value = name === undefined ? members.whole() : members.member(name);
  if (!value) return undefined;
  return {
    value: index ? atIndex(value, index, node, at) : value,
    consumed: name === undefined ? consumed : consumed + 1,
  };
}

/** The index that a step states; `aws_x.y.0` is the older form of `[0]`. */
function indexAt(step: TraversalStep | undefined, at: Location): Value | undefined {
  if (!step) return undefined;
  if ('index' in step) return step.index;
  return /^\d+$/.test(step.name) ? { kind: 'scalar', value: step.name, at } : undefined;
}

function mayHave({ keys }: Iteration, index: Scalar): boolean {
  return !keys || keys.includes(String(index.value));
}

/** What belongs to the instances that an index may pick. */
function atIndex(value: Value, index: Value, node: Node, at: Location): Value {
  const iteration = node.iteration();
  return combine([index], at, ([one]) => {
    if (one?.kind !== 'scalar') return value;
    if (!mayHave(iteration, one)) return unknown('instances', at, { name: node.name });
    const key = String(one.value);
    return wherePresent(narrow(value, iteration.decision, key), iteration, key, node, at);
  });
}

/**
 * What an instance comes to, and that it fails where `count` or `for_each` makes no such instance: `try` and `can` go by
 * that, and no run that uses it outside of them goes on.
 */
function wherePresent(
  value: Value,
  { alternatives, decision }: Iteration,
  key: string,
  node: Node,
  at: Location,
): Value {
  const found = alternatives.map(({ option, has }) => ({ option, has: has(key) }));
  if (found.every(({ has }) => has === true)) return value;
  const absent = failure('instance', at, { name: `${node.name}[${key}]` });
  return choose(
    found.flatMap(({ option, has }) => {
      if (has !== undefined) return under(has ? value : absent, option);
      const either = (present: string): Omit<Option, 'value'> => ({
        ...option,
        certain: false,
        picks: new Map([...(option.picks ?? []), [`${decision}[${key}]`, present]]),
      });
      return [...under(value, either('present')), ...under(absent, either('absent'))];
    }),
    at,
  );
}

/** All instances of a block: a list for `count`, a map for `for_each`. */
function collection(node: Node, members: Members, at: Location): Value {
  const { form, exists, keys, decision, key, bounded } = node.iteration();
  const whole = lazy<Value>(members.whole, () => unknown('cycle', at, { name: node.name }));
  const empty: Value =
    form === 'count' ? { kind: 'list', items: [], at } : { kind: 'map', entries: new Map(), at };
  if (exists === 'never') return empty;
  if (form === 'each') {
    const entries = new Map<string, MapEntry>();
    const possible: Possible[] = [];
    for (const { value, ...option } of key ? candidates(key) : []) {
      const name = option.picks?.get(decision) ?? (value.kind === 'scalar' ? String(value.value) : '?0');
      const one = lazy(
        () => narrow(whole(), decision, name),
        () => unknown('cycle', at, { name: node.name }),
      );
      if (value.kind === 'scalar' && (option.certain || !bounded)) entries.set(name, entryOf(value.at, one));
      else
        possible.push({
          key: value,
          option,
          get value() {
            return one();
          },
        });
    }
    const open = unsettled(node, at);
    const made: MapValue = { kind: 'map', entries, at, ...(!keys && { open }) };
    return bounded ? withPossible(made, possible) : made;
  }
  if (keys) return { kind: 'list', items: keys.map((name) => narrow(whole(), decision, name)), at };
  const some: Value =
    key?.kind === 'unknown'
      ? unsettled(node, at)
      : { kind: 'list', items: [narrow(whole(), decision, '0')], at };
  if (exists === 'certainly' || some.kind === 'unknown') return some;
  return choice(
    [
      { value: some, certain: false },
      { value: empty, certain: false },
    ],
    at,
  );
}

/** Why it is not known which instances there are: what `count` or `for_each` waits for, if it is one thing. */
function unsettled(node: Node, at: Location): Unknown {
  const { open } = node.iteration();
  const cause = open && !isFailure(open) ? untraced(open) : unknown('instances', at, { name: node.name });
  return reference(cause, referenceHop(node));
}

function referenceHop(node: Node): Hop {
  const data = node.declaration.block.type.name === 'data';
  return {
    step: data ? 'data' : node.declaration.block.type.name === 'module' ? 'module-output' : 'resource',
    name: node.name,
    at: node.header,
    ...(calledInstanceIsNone(node) && { resource: node.id }),
  };
}

/** A call is a resource of its own only where the module's files are not at hand. */
function calledInstanceIsNone(node: Node): boolean {
  return node.declaration.block.type.name !== 'module' || !calledInstance(node);
}
