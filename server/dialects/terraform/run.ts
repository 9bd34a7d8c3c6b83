import type { Earlier, Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { MapValue } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import { backendBody } from './backend';
import type { Declarations } from './declarations';
import { newBudget, type Resolved, type TraversalStep } from './expressions';
import { locate, moduleFile, type Placed, placed } from './file';
import type { Context, Given, Instance, Node } from './instance';
import { calledInstance, createInstance, installedModules, sourceOf } from './modules';
import { nodeOf } from './nodes';
import { governorOf, handedTo, isProxy, platformOf, providerName, providerType } from './providers';
import { takeOver } from './reach';
import { resolve } from './references';
import { automaticFiles, type Run } from './runs';
import { publicModule } from './source';
import { localSource, type TerraformTree } from './tree';
import { unknown } from './unknowns';

/** What a tool around Terraform brings to a run. */
export interface Wrapping {
  /** The evaluation's inputs, to which the tool adds what it reads itself. */
  readonly inputs: Set<string>;
  /** The module with the files that the tool adds. */
  readonly declarations: Declarations;
  readonly given: Given;
  /** What the root module names its calls, if not modules. */
  readonly calls?: 'component';
  /** A folder whose variable files are copied over those of the module's folder. */
  readonly over?: string;
  /** Further variable files, in the order in which they are handed over. */
  readonly variableFiles: readonly string[];
  /** What a name means in the files that the tool adds, before Terraform sees them. */
  readonly resolve: (names: readonly TraversalStep[], at: Location) => Resolved | undefined;
}

/**
 * What one run creates: its resources, data sources, providers, backend and calls of modules outside the tree.
 * Arguments are evaluated when they are first looked at; `inputs` grows by the files that they then read.
 * @param earlier the same run before some files changed: what these do not reach is taken over, and its resources stay
 *   the same. It is used up by that.
 */
export function evaluateRun(
  tree: TerraformTree,
  run: Run,
  wrapping?: Wrapping,
  earlier?: Earlier,
): Evaluation {
  const declarations = wrapping?.declarations ?? tree.module(run.folder);
  const inputs = wrapping?.inputs ?? new Set<string>();
  for (const path of [`${run.folder}/`, ...(run.seen ?? [])]) inputs.add(path);
  if (!declarations) return { resources: [], unknowns: [], problems: [], inputs };
  const before = earlier && roots.get(earlier.evaluation);
  const context: Context = {
    tree,
    run,
    library: !wrapping && isLibrary(declarations),
    settings: settingsOf(tree, run, inputs, wrapping),
    ...(wrapping && { given: wrapping.given }),
    installed: installedModules(run.folder, (path) => {
      inputs.add(path);
      const result = tree.host.read(path);
      return 'text' in result ? result.text : undefined;
    }),
    calls: wrapping?.calls ?? 'module',
    budget: before?.context.budget ?? newBudget(),
    inputs,
    problems: [],
    count: { instances: 0 },
    resolve: wrapping
      ? (instance, node, names, at) => wrapping.resolve(names, at) ?? resolve(instance, node, names, at)
      : resolve,
  };
  const root =
    before && takeOver(before, context, earlier.stale)
      ? before
      : createInstance({ ...context, budget: newBudget() }, declarations);
  const resources: Resource[] = [];
  collect(root, resources);
  const evaluation = { resources, unknowns: [], problems: context.problems, inputs };
  if (!wrapping) roots.set(evaluation, root);
  return evaluation;
}

const roots = new WeakMap<Evaluation, Instance>();

/** A root module without provider and backend is meant to be called: what its variables default to may be replaced. */
function isLibrary({ providers, backend }: Declarations): boolean {
  return providers.size === 0 && !backend;
}

/** What variable files set, in the order in which Terraform reads them. */
function settingsOf(
  tree: TerraformTree,
  run: Run,
  inputs: Set<string>,
  wrapping?: Wrapping,
): Map<string, Placed<Attribute>> {
  const paths = automaticFiles(tree, run.folder, wrapping?.over);
  paths.push(...(wrapping?.variableFiles ?? []));
  if (run.candidate !== undefined) paths.push(run.candidate);
  const settings = new Map<string, Placed<Attribute>>();
  for (const path of paths) {
    inputs.add(path);
    const read = tree.read(path);
    if (!read) continue;
    const file = moduleFile(path, read);
    for (const node of read.tree.body.items) {
      if (node.kind === 'attribute') settings.set(node.name.name, placed(file, node));
    }
  }
  return settings;
}

/** The resources of a module instance and of all that it calls. */
function collect(instance: Instance, into: Resource[]): void {
  const { declarations } = instance;
  if (!instance.call && declarations.backend) {
    const node = nodeOf(instance, declarations.backend);
    const type = node.declaration.block.labels[0]?.name ?? 'cloud';
    into.push(resource(node, 'backend', type, backendBody(node, type)));
  }
  for (const declaration of declarations.providers.values()) {
    if (isProxy(instance, declaration)) continue;
    const node = nodeOf(instance, declaration);
    const local = declaration.block.labels[0]!.name;
    into.push(
      one(node, () => ({
        ...resource(node, 'provider', providerType(instance, local)),
        ...platform(node, local),
      })),
    );
  }
  for (const declaration of declarations.data.values()) governed(nodeOf(instance, declaration), 'data', into);
  for (const declaration of declarations.resources.values())
    governed(nodeOf(instance, declaration), 'resource', into);
  for (const declaration of declarations.duplicates) {
    const kind = declaration.block.type.name === 'data' ? 'data' : 'resource';
    governed(nodeOf(instance, declaration), kind, into);
  }
  for (const declaration of declarations.calls.values()) {
    const call = nodeOf(instance, declaration);
    if (call.iteration().exists === 'never') continue;
    const source = sourceOf(call);
    if (source !== undefined && localSource('', source) === undefined) moduleCall(call, source, into);
    const child = calledInstance(call);
    if (child) collect(child, into);
  }
}

function governed(node: Node, kind: 'resource' | 'data', into: Resource[]): void {
  if (node.iteration().exists === 'never') return;
  into.push(
    one(node, () => {
      const local = providerName(node);
      const type = node.declaration.block.labels[0]!.name;
      return { ...resource(node, kind, type), ...platform(node, local[0]), ...governance(node, local) };
    }),
  );
}

/** A call of a module outside the tree: judged by its inputs where the catalog knows that public module. */
function moduleCall(call: Node, source: string, into: Resource[]): void {
  into.push(
    one(call, () => {
      const { name, provider } = publicModule(source);
      const handed = provider === undefined ? undefined : handedTo(call, provider);
      return {
        ...resource(call, 'module', name),
        ...(handed && { ...platform(call, handed[0]), ...governance(call, handed) }),
      };
    }),
  );
}

/** The resource of a node, made once: it stays the same one as long as the node does. */
function one(node: Node, make: () => Resource): Resource {
  const known = resources.get(node) ?? make();
  resources.set(node, known);
  return known;
}

const resources = new WeakMap<Node, Resource>();

function resource(node: Node, kind: Resource['kind'], type: string, body: MapValue = node.body()): Resource {
  const { instance, declaration, id, address, header } = node;
  const { context } = instance;
  const { file, block } = declaration;
  const broken = file.broken.some(({ start, end }) => start <= block.range.end && block.range.start <= end);
  return {
    id,
    address,
    dialect: 'terraform',
    kind,
    type,
    header,
    extent: locate(file, block.range),
    // While it is being typed, what a block lacks may be what is about to be written.
    body: broken ? { ...body, open: unknown('half-written', header) } : body,
    certain: instance.certain && node.iteration().exists === 'certainly' && isReached(context.run),
    library: context.library,
    scope: `${context.run.key}#${instance.address}`,
    ...(instance.installed && { installed: true }),
  };
}

/** Whether the run takes place: with a file that is not loaded by itself perhaps not, unless there is no other. */
function isReached({ candidate, only }: Run): boolean {
  return candidate === undefined || only === true;
}

function platform(node: Node, local: string): Pick<Resource, 'provider'> {
  const provider = platformOf(node.instance.context.tree.platforms, node.instance, local);
  return provider === undefined ? {} : { provider };
}

function governance(
  node: Node,
  [local, alias]: readonly [string, string?],
): Pick<Resource, 'governor' | 'ungoverned'> {
  const governor = governorOf(node.instance, local, alias);
  return 'node' in governor
    ? { governor: governor.node.id }
    : { ungoverned: { ...governor.unknown, at: node.header } };
}
