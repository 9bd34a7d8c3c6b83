import type { Location } from '../../core/source';
import type { Hop, Value } from '../../core/value';
import type { Declarations } from './declarations';
import { withSensitivity } from './expressions';
import { locate } from './file';
import { type Context, evaluateIn, type Instance, type Node } from './instance';
import { lazy } from './lazy';
import { literalFlag, literalText } from './literal';
import { passing } from './passing';
import { joinPath } from './path';
import { reached } from './reached';
import { localSource } from './tree';
import { reference, unknown } from './unknowns';

/** Calls within calls: deeper than any sane tree. */
const MAX_DEPTH = 32;
/** Module instances of one run: where every module calls the next one twice, they double at each level. */
const MAX_INSTANCES = 4000;

/** @param call The call that creates it; none for the root module. */
export function createInstance(
  context: Context,
  declarations: Declarations,
  call?: Node,
  installed = false,
): Instance {
  const above = call?.instance;
  const instance: Instance = {
    context,
    address: call ? call.address : '',
    declarations,
    ...(call && { call }),
    certain: !call || (call.instance.certain && call.iteration().exists === 'certainly'),
    installed: installed || (above?.installed ?? false),
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    nodes: new Map(),
    children: new Map(),
    reads: new Map(),
  };
  enter(instance);
  return instance;
}

/** Counts an instance in, and what was read for it. */
export function enter({ context, declarations, reads }: Instance): void {
  const { count, inputs } = context;
  count.instances++;
  for (const file of declarations.files) inputs.add(file.path);
  inputs.add(`${declarations.folder}/`);
  for (const paths of reads.values()) for (const path of paths) inputs.add(path);
}

/** The source that a call states; OpenTofu lets it be made of variables and locals. */
export function sourceOf({ instance, declaration }: Node): string | undefined {
  const source = declaration.content.attributes.get('source');
  const text = literalText(source?.node.value);
  if (text !== undefined || !source) return text;
  const value = evaluateIn(instance, source);
  return value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** The module that a call creates; undefined where its files are not at hand, or where calls go round in a circle. */
export function calledInstance(call: Node): Instance | undefined {
  const { instance, id } = call;
  if (!instance.children.has(id)) instance.children.set(id, openCall(call));
  return instance.children.get(id);
}

function openCall(call: Node): Instance | undefined {
  const { instance } = call;
  const { context } = instance;
  const called = calledFolder(call);
  if (!called) return undefined;
  const { folder, installed } = called;
  const limit = limitOf(instance, folder);
  if (limit) {
    report(call, `terraform.${limit}`);
    return undefined;
  }
  const declarations = context.tree.module(folder);
  context.inputs.add(`${folder}/`);
  return declarations && createInstance(context, declarations, call, installed);
}

/** The folder of the module that a call creates; undefined where it is not at hand. */
export function calledFolder(
  call: Node,
): { readonly folder: string; readonly installed: boolean } | undefined {
  const { declarations, context } = call.instance;
  const source = sourceOf(call);
  if (source === undefined) return undefined;
  const local = localSource(declarations.folder, source);
  const folder = local ?? context.installed.get(callPath(call));
  return folder === undefined ? undefined : { folder, installed: local === undefined };
}

/** The first of its kind: where one call goes too far, its neighbours do too. */
function report(call: Node, key: string): void {
  const { problems } = call.instance.context;
  if (problems.some((problem) => problem.message.key === key)) return;
  const { path, range } = call.header;
  problems.push({ path, range, message: { key, args: { name: call.address } } });
}

/** Why a module cannot be opened from an instance, if it cannot: which message under `terraform.` says so. */
function limitOf(instance: Instance, folder: string): string | undefined {
  if (instance.context.count.instances >= MAX_INSTANCES) return 'too-many-modules';
  let depth = 0;
  for (let above: Instance | undefined = instance; above; above = above.call?.instance) {
    if (above.declarations.folder === folder) return 'module-circle';
    if (++depth > MAX_DEPTH) return 'too-many-modules';
  }
  return undefined;
}

/** How modules.json names a call: `vpc.subnets`. */
function callPath(call: Node): string {
  return call.address.replace(/(^|\.)module\./g, '$1');
}

/** Where `terraform init` put the modules that a root module's calls name, by the dotted path of calls. */
export function installedModules(
  folder: string,
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const text = read(joinPath(folder, '.terraform/modules/modules.json'));
  if (text === undefined) return folders;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return folders;
  }
  const rows = (manifest as { Modules?: unknown } | null)?.Modules;
  if (!Array.isArray(rows)) return folders;
  for (const row of rows as { Key?: unknown; Dir?: unknown }[]) {
    if (typeof row?.Key === 'string' && row.Key !== '' && typeof row.Dir === 'string')
      folders.set(row.Key, joinPath(folder, row.Dir.replaceAll('\\', '/')));
  }
  return folders;
}

/** A module's output, unnarrowed; undefined where its files are at hand and declare none of that name. */
export function outputValue(call: Node, name: string, at: Location): Value | undefined {
  const child = calledInstance(call);
  if (!child) return unreachable(call, name, at);
  const declaration = child.declarations.outputs.get(name);
  if (!declaration)
    return child.declarations.broken ? unknown('broken', at, { name: `${call.name}.${name}` }) : undefined;
  const header = locate(declaration.file, declaration.block.header);
  let value = child.outputs.get(name);
  if (!value) {
    value = lazy(
      () => {
        const expression = declaration.content.attributes.get('value');
        const hop: Omit<Hop, 'next'> = { step: 'module-output', name: `${call.name}.${name}`, at: header };
        if (!expression) return unknown('broken', header, { name: `output.${name}` });
        const hidden = literalFlag(declaration.content.attributes.get('sensitive')?.node.value) === true;
        return withSensitivity(passing(reached(evaluateIn(child, expression)), hop), hidden);
      },
      () => unknown('cycle', header, { name: `${call.name}.${name}` }),
    );
    child.outputs.set(name, value);
  }
  return value();
}

/** An output of a module that is not at hand: a reference to the call. */
function unreachable(call: Node, name: string, at: Location): Value {
  const source = sourceOf(call) ?? '?';
  const local = localSource('', source) !== undefined;
  const hop: Omit<Hop, 'next'> = {
    step: 'module-output',
    name: `${call.name}.${name}`,
    at: call.header,
    resource: call.id,
  };
  const value = unknown(local ? 'module-missing' : 'module-outside', at, { name: call.name, source });
  return reference(value, hop);
}
