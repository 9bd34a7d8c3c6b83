import type { Expression } from '../../syntax/hcl/ast';
import { type Declaration, type Declarations, keyOf } from './declarations';
import { MAX_STEPS } from './expressions';
import type { Context, Instance, Node } from './instance';
import { calledFolder, enter } from './modules';
import { type Name, type Naming, namedBy, namedForCreation, namedIn } from './named';
import { nodeOf } from './nodes';
import { folderOf } from './path';
import { governorOf, providerName } from './providers';
import { comparedNames } from './workspace';

/**
 * Takes the modules of a run over into its next evaluation, but for what an edit reaches in them. A value depends on what
 * its text names, and on what that names in turn; besides on a few things that no text names, which `Reach` looks at one
 * by one. Whatever is not certain to be as it was is forgotten, and evaluated again when it is asked for.
 *
 * @param root the root module as it was evaluated last; it is changed
 * @param context what holds for the new evaluation
 * @param stale the files that have changed since
 * @returns whether it was taken over; if not, `root` is as it was, and all is to be evaluated again
 */
export function takeOver(root: Instance, context: Context, stale: ReadonlySet<string>): boolean {
  const after = context.tree.module(root.declarations.folder);
  if (!after || !isAlike(root.context, context) || !isBuiltAlike(root.declarations, after)) return false;
  const reach = new Reach(root, context, stale);
  // All is looked at as it was before anything is changed.
  for (const take of reach.takings(root, after)) take();
  return true;
}

/** Whether all is alike that holds for a whole run. */
function isAlike(before: Context, after: Context): boolean {
  return (
    before.library === after.library &&
    before.run.candidate === after.run.candidate &&
    before.run.only === after.run.only &&
    // What a limit cuts depends on what was evaluated before it.
    before.problems.length === 0 &&
    before.budget.total + before.budget.steps < MAX_STEPS &&
    haveSameEntries(before.installed, after.installed)
  );
}

/** Whether modules are alike in what governs whom: the provider blocks, and the names that they go by. */
function isBuiltAlike(before: Declarations, after: Declarations): boolean {
  return (
    before === after ||
    (before.files[0]!.path === after.files[0]!.path &&
      haveSameEntries(before.providers, after.providers) &&
      haveSameEntries(before.sources, after.sources))
  );
}

function haveSameEntries<V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

/** References that lead further than this are taken for changed. */
const MAX_DEPTH = 100;

type Space = Name['space'] | 'outputs' | 'providers';

/** Tells of what the modules of a run declare whether an edit reaches it. */
class Reach {
  private readonly answers = new Map<Instance, Map<string, boolean>>();
  private readonly modules = new Map<Instance, Declarations | undefined>();
  private readonly stale = new Set<string>();
  private depth = 0;

  constructor(
    private readonly root: Instance,
    private readonly context: Context,
    stale: ReadonlySet<string>,
  ) {
    for (const path of stale) this.stale.add(path).add(`${folderOf(path)}/`);
  }

  /** What there is to do to take an instance over, and all that it calls. */
  takings(instance: Instance, after: Declarations): (() => void)[] {
    const { variables, locals, outputs, nodes, children } = instance;
    const forget = [
      ...this.reachedIn(instance, 'variables', variables),
      ...this.reachedIn(instance, 'locals', locals),
      ...this.reachedIn(instance, 'outputs', outputs),
    ];
    const calls = new Map<string, Instance>();
    for (const [id, child] of children)
      if (child && !this.isReached(instance, 'calls', keyOf(child.call!.declaration))) calls.set(id, child);
    const renewed = [...nodes.values()].filter((node) => this.isNodeReached(node));
    const take = () => {
      for (const one of forget) one();
      for (const { id, declaration } of renewed) {
        nodes.delete(declaration);
        // Arguments are read by the variables of the module that is called.
        if (!calls.has(id)) forgetReads(instance, namedBy(declaration));
      }
      for (const id of children.keys()) if (!calls.has(id)) children.delete(id);
      instance.context = this.context;
      instance.declarations = after;
      enter(instance);
      for (const child of calls.values()) child.call = nodeOf(instance, child.call!.declaration);
    };
    return [take, ...[...calls.values()].flatMap((child) => this.takings(child, this.after(child)!))];
  }

  private reachedIn(instance: Instance, space: Space, values: Map<string, unknown>): (() => void)[] {
    return [...values.keys()]
      .filter((name) => this.isReached(instance, space, name))
      .map((name) => {
        const text = textOf(instance, space, name);
        return () => {
          values.delete(name);
          if (text) forgetReads(text.instance, text.naming);
        };
      });
  }

  private isNodeReached({ instance, declaration }: Node): boolean {
    const space = spaces[declaration.block.type.name];
    // There is one backend, and its files are looked for each time.
    if (!space) return true;
    const { duplicates } = instance.declarations;
    if (duplicates.includes(declaration) && !same(duplicates, this.after(instance)!.duplicates)) return true;
    return (
      (!duplicates.includes(declaration) && this.isReached(instance, space, keyOf(declaration))) ||
      this.namesReached(instance, namedBy(declaration))
    );
  }

  /** Whether what stands under a name in a module is, or comes to, something else. */
  private isReached(instance: Instance, space: Space, name: string): boolean {
    return this.answer(instance, `${space} ${name}`, () => {
      const { declarations } = instance;
      const after = this.after(instance)!;
      const declared = declarations[space].get(name);
      if (declared !== after[space].get(name)) return true;
      // What is not declared may stand in what could not be read.
      if (!declared) return declarations.broken !== after.broken;
      const text = textOf(instance, space, name);
      return (
        (text !== undefined && this.namesReached(text.instance, text.naming)) ||
        this.isSetOtherwise(instance, space, name, declared as Declaration)
      );
    });
  }

  /** Whether something changes what stands under a name that its own text does not name. */
  private isSetOtherwise(instance: Instance, space: Space, name: string, declared: Declaration): boolean {
    switch (space) {
      case 'variables':
        return !instance.call && instance.context.settings.get(name) !== this.context.settings.get(name);
      case 'data':
        return this.areTwinsReached(declared.block.labels[0]!.name);
      case 'calls':
        return this.isOpenedOtherwise(instance, declared);
      default:
        return false;
    }
  }

  private namesReached(instance: Instance, { names, workspace, expressions }: Naming): boolean {
    return (
      names.some((name) => this.isNameReached(instance, name)) ||
      (workspace && this.isWorkspaceReached(instance)) ||
      (instance.reads.size > 0 && expressions.some((one) => this.isReadStale(instance, one)))
    );
  }

  /** Whether what a reference finds is something else. */
  private isNameReached(instance: Instance, { space, name, output }: Name): boolean {
    if (this.isReached(instance, space, name)) return true;
    const declared = instance.declarations[space].get(name) as Declaration | undefined;
    if (!declared) return false;
    const node = instance.nodes.get(declared);
    switch (space) {
      case 'resources':
      case 'data':
        // What is not written at a thing may follow from its provider.
        return !node || this.isGovernorReached(node);
      case 'calls': {
        const child = node && instance.children.get(node.id);
        return child !== undefined && this.areOutputsReached(child, output);
      }
      default:
        return false;
    }
  }

  private isGovernorReached(node: Node): boolean {
    const governor = governorOf(node.instance, ...providerName(node));
    return (
      'node' in governor &&
      this.isReached(governor.node.instance, 'providers', keyOf(governor.node.declaration))
    );
  }

  /** @param name all of them where it is not told */
  private areOutputsReached(child: Instance, name: string | undefined): boolean {
    if (name !== undefined) return this.isReached(child, 'outputs', name);
    return this.answer(child, 'outputs', () => {
      const after = this.after(child)!;
      const names = new Set([...child.declarations.outputs.keys(), ...after.outputs.keys()]);
      return (
        child.declarations.broken !== after.broken ||
        [...names].some((one) => this.isReached(child, 'outputs', one))
      );
    });
  }

  /** Whether a call creates another module than before, or one where there was none. */
  private isOpenedOtherwise(instance: Instance, call: Declaration): boolean {
    const node = instance.nodes.get(call);
    if (!node || !instance.children.has(node.id)) return true;
    const child = instance.children.get(node.id);
    const after = child && this.after(child);
    if (after) return !isBuiltAlike(child.declarations, after);
    const called = calledFolder(node);
    return (
      child !== undefined || (called !== undefined && this.context.tree.module(called.folder) !== undefined)
    );
  }

  /** Whether a data source may look up another resource of the run: see `twinOf`. */
  private areTwinsReached(type: string): boolean {
    return this.answer(this.root, `twins ${type}`, () => this.areSomeReached(this.root, type));
  }

  private areSomeReached(instance: Instance, type: string): boolean {
    const { resources, calls } = instance.declarations;
    const after = this.after(instance)!;
    const named = [...new Set([...resources.keys(), ...after.resources.keys()])];
    return (
      named.some((name) => name.startsWith(`${type}.`) && this.isReached(instance, 'resources', name)) ||
      [...new Set([...calls.keys(), ...after.calls.keys()])].some((name) =>
        this.isReached(instance, 'calls', name),
      ) ||
      [...instance.children.values()].some((child) => child && this.areSomeReached(child, type))
    );
  }

  private isWorkspaceReached(instance: Instance): boolean {
    return !same(comparedNames(instance.declarations), comparedNames(this.after(instance)!));
  }

  private isReadStale({ reads }: Instance, expression: Expression): boolean {
    for (const path of reads.get(expression) ?? []) if (this.stale.has(path)) return true;
    return false;
  }

  /** The module as it is now. */
  private after(instance: Instance): Declarations | undefined {
    if (!this.modules.has(instance))
      this.modules.set(instance, this.context.tree.module(instance.declarations.folder));
    return this.modules.get(instance);
  }

  private answer(instance: Instance, question: string, work: () => boolean): boolean {
    let answers = this.answers.get(instance);
    if (!answers) {
      answers = new Map();
      this.answers.set(instance, answers);
    }
    const known = answers.get(question);
    if (known !== undefined) return known;
    if (this.depth >= MAX_DEPTH) return true;
    // What goes round in a circle depends on where it begins.
    answers.set(question, true);
    this.depth++;
    const answer = work();
    this.depth--;
    answers.set(question, answer);
    return answer;
  }
}

/** The expressions that decide what stands under a name, and the module whose names they are in. */
function textOf(
  instance: Instance,
  space: Space,
  name: string,
): { readonly instance: Instance; readonly naming: Naming } | undefined {
  const { declarations, call } = instance;
  switch (space) {
    case 'variables': {
      const argument = call?.declaration.content.attributes.get(name);
      return argument && { instance: call!.instance, naming: namedIn(argument.node.value) };
    }
    case 'locals':
      return { instance, naming: namedIn(declarations.locals.get(name)!.node.value) };
    case 'outputs': {
      const value = declarations.outputs.get(name)!.content.attributes.get('value');
      return value && { instance, naming: namedIn(value.node.value) };
    }
    case 'calls':
      return { instance, naming: namedForCreation(declarations.calls.get(name)!) };
    default:
      return { instance, naming: namedBy(declarations[space].get(name)!) };
  }
}

/** Where a block of a type is declared. */
const spaces: Readonly<Record<string, Space>> = {
  resource: 'resources',
  data: 'data',
  module: 'calls',
  provider: 'providers',
};

function forgetReads({ reads }: Instance, { expressions }: Naming): void {
  for (const expression of expressions) reads.delete(expression);
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
