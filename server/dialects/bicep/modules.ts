import type { Location, Range } from '../../core/source';
import { type Hop, type MapValue, through, type Unknown, type Value } from '../../core/value';
import type { ModuleDeclaration, Step } from '../../syntax/bicep/ast';
import { folderOf, joinPath } from '../terraform/path';
import { choose, under } from '../values/choices';
import { scalar, throughAll } from '../values/values';
import { creationsOf } from './creations';
import {
  type Begun,
  type Instance,
  locate,
  type ModuleCall,
  type Nodes,
  openInstance,
  remembered,
  type Scope,
  scopeOf,
} from './instance';
import { literalText } from './literal';
import { picked } from './picking';
import { mapOf, unknown } from './values';

/** Calls within calls: deeper than any sane tree. */
const MAX_DEPTH = 32;
/** Files that one run evaluates. */
const MAX_FILES = 2000;

/** What a module's declaration calls: a loop, once for each element. */
export function callsOf(declaration: ModuleDeclaration, instance: Instance): Nodes<ModuleCall> {
  const { calls } = instance.memory;
  const key = String(declaration.range.start);
  const known = calls.get(key);
  if (known) return known;
  const name = declaration.name.name;
  const at = { path: instance.path, range: declaration.name.range };
  if (known === null) return { all: [], isLoop: false, open: unknown(at, 'circular', { name }) };
  calls.set(key, null);
  const made = creationsOf(declaration.body, scopeOf(instance));
  const all = made.all.map((one): ModuleCall => {
    const index = one.position === undefined ? '' : `[${one.position}]`;
    return {
      ...one,
      instance,
      declaration,
      id: `${instance.unit}:${name}${index}`,
      address: `${instance.address}${name}`,
      certain: one.certain && instance.certain,
    };
  });
  calls.set(key, { ...made, all });
  return { ...made, all };
}

/** What a call's body states: name, scope, parameters. */
export function callBody({ id, instance, object, scope, declaration }: ModuleCall): MapValue {
  const { bodies } = instance.memory;
  const known = bodies.get(id);
  const at = locate(scope, object.range);
  if (known === null) return mapOf(new Map(), at, unknown(at, 'circular', { name: declaration.name.name }));
  if (known) return known as MapValue;
  bodies.set(id, null);
  const value = instance.context.evaluate(object, scope);
  const body = value.kind === 'map' ? value : mapOf(new Map(), at, unknown(at, 'broken'));
  bodies.set(id, body);
  return body;
}

/** The path or address of the module that a declaration calls. */
export function sourceOf({ path }: ModuleDeclaration): string | undefined {
  return literalText(path);
}

/** Whether a module lies in a registry: its files are not in the tree. */
export function isRemote(source: string): boolean {
  return /^(br|ts)[:/]/.test(source);
}

/** Why what a module creates and gives is not known, where its file is not evaluated. */
export function outsideOf(call: ModuleCall): Pick<Unknown, 'reason' | 'settle'> {
  const { declaration, address, instance } = call;
  const source = sourceOf(declaration) ?? '?';
  const args = { name: address, source };
  const limit = isRemote(source) ? undefined : limitOf(instance, localPath(call, source));
  const key = isRemote(source) ? 'module-outside' : (limit ?? 'module-missing');
  return {
    reason: { key: `bicep.unknown.${key}`, args },
    ...(!limit && { settle: { key: `bicep.settle.${key}`, args } }),
  };
}

function localPath({ instance }: ModuleCall, source: string): string {
  return joinPath(folderOf(instance.path), source);
}

/** The file that a call evaluates; undefined where it is not at hand, or where calls go round in a circle. */
export function calledInstance(call: ModuleCall): Instance | undefined {
  const { children } = call.instance.memory;
  if (!children.has(call.id)) children.set(call.id, openCall(call));
  return children.get(call.id);
}

function openCall(call: ModuleCall): Instance | undefined {
  const { instance, declaration } = call;
  const source = sourceOf(declaration);
  if (source === undefined || isRemote(source)) return undefined;
  const path = localPath(call, source);
  const limit = limitOf(instance, path);
  if (limit) {
    report(call, limit);
    return undefined;
  }
  const body = callBody(call);
  return openInstance(instance.context, path, {
    unit: call.id,
    address: `${call.address}.`,
    ...handedBy(call, body),
    certain: call.certain,
    caller: instance,
    target: body.entries.get('scope')?.value,
  });
}

/** Why a file is not opened from another, if it is not: which message under `bicep.` says so. */
function limitOf(instance: Instance, path: string): string | undefined {
  if (instance.context.count.files >= MAX_FILES) return 'too-many-modules';
  let depth = 0;
  for (let above: Instance | undefined = instance; above; above = above.caller) {
    if (above.path === path) return 'module-circle';
    if (++depth > MAX_DEPTH) return 'too-many-modules';
  }
  return undefined;
}

/** The first of its kind: where one call goes too far, its neighbours do too. */
function report({ instance, declaration, address }: ModuleCall, key: string): void {
  const { problems } = instance.context;
  const message = { key: `bicep.problem.${key}`, args: { name: address } };
  if (problems.some((problem) => problem.message.key === message.key)) return;
  problems.push({ path: instance.path, range: declaration.header, message });
}

/** What a call hands over, and what the parameters may be set to that it does not name. */
function handedBy({ address }: ModuleCall, body: MapValue): Pick<Instance, 'given' | 'rest'> {
  const given = new Map<string, Value>();
  const handed = body.entries.get('params')?.value;
  if (handed?.kind !== 'map') {
    const rest = handed?.kind === 'choice' ? unknown(handed.at, 'several') : (handed ?? body.open);
    return rest?.kind === 'unknown' ? { given, rest } : { given };
  }
  for (const [name, { key, value }] of handed.entries) {
    given.set(name, throughAll(value, { step: 'module-input', name: `${address}.${name}`, at: key }));
  }
  return { given, ...(handed.open && { rest: handed.open }) };
}

/** What an access comes to that begins with a module's name. */
export function moduleReference(
  name: string,
  range: Range,
  steps: readonly Step[],
  scope: Scope,
): Begun | undefined {
  const symbol = scope.instance.symbols.get(name);
  if (symbol?.kind !== 'module') return undefined;
  let calls = callsOf(symbol, scope.instance);
  let taken = 0;
  /** Passes a step of a kind, and marks before it that say that something is not null. */
  const next = <Kind extends Step['kind']>(kind: Kind): Extract<Step, { kind: Kind }> | undefined => {
    let position = taken;
    while (steps[position]?.kind === 'assert') position++;
    const step = steps[position];
    if (step?.kind !== kind) return undefined;
    taken = position + 1;
    return step as Extract<Step, { kind: Kind }>;
  };
  const index = calls.isLoop ? next('index') : undefined;
  if (index) calls = picked(calls, scope.instance.context.evaluate(index.index, scope));
  const outputs = next('property');
  const output = outputs?.name.name === 'outputs' ? next('property') : undefined;
  const at = locate(scope, { start: range.start, end: steps[taken - 1]?.range.end ?? range.end });
  if (!output) {
    return { value: ofCalls(calls, at, (call) => reference(call, name, at)), taken: steps.length };
  }
  // `module.?outputs.?x` of one that is not called is null.
  if (calls.all.length === 0 && !calls.open && (outputs!.safe || output.safe)) {
    return { value: scalar(null, at), taken };
  }
  return { value: ofCalls(calls, at, (call) => outputOf(call, output.name.name, at)), taken };
}

function ofCalls({ all, open }: Nodes<ModuleCall>, at: Location, make: (call: ModuleCall) => Value): Value {
  const [only, ...others] = all;
  if (!only) return open ?? unknown(at, 'not-created');
  if (others.length === 0) return make(only);
  return choose(
    all.flatMap((call) => under(make(call), { certain: false })),
    at,
  );
}

/** What only the platform knows of a module's deployment. */
function reference({ id, instance, declaration }: ModuleCall, label: string, at: Location): Unknown {
  const header = { path: instance.path, range: declaration.header };
  return through(unknown(at, 'resource', { name: label }), {
    step: 'module-output',
    name: label,
    at: header,
    resource: id,
  });
}

function outputOf(call: ModuleCall, name: string, at: Location): Value {
  const { declaration, address } = call;
  const label = `${address}.outputs.${name}`;
  const child = calledInstance(call);
  if (!child) {
    const header = { path: call.instance.path, range: declaration.header };
    const value: Unknown = { kind: 'unknown', at, ...outsideOf(call) };
    return through(value, { step: 'module-output', name: label, at: header, resource: call.id });
  }
  const output = child.document.declarations.find((one) => one.kind === 'output' && one.name.name === name);
  if (output?.kind !== 'output') return unknown(at, 'no-output', { name: label });
  const hop: Omit<Hop, 'next'> = {
    step: 'module-output',
    name: label,
    at: { path: child.path, range: output.name.range },
  };
  const value = remembered(child, `output ${name}`, hop.at, () =>
    child.context.evaluate(output.value, scopeOf(child)),
  );
  const secure = output.decorators.some((one) => one.name.name === 'secure');
  return throughAll(secure ? { ...value, sensitive: true } : value, hop);
}
