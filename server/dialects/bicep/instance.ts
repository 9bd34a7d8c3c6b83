import type { Host } from '../../core/host';
import type { Problem } from '../../core/message';
import type { Location, Range } from '../../core/source';
import type { Unknown, Value } from '../../core/value';
import type {
  BicepDocument,
  Declaration,
  Expression,
  ModuleDeclaration,
  ResourceDeclaration,
} from '../../syntax/bicep/ast';
import type { TreeFile } from '../../syntax/tree/node';
import { unknown } from './values';

/** What is at hand for reading the project's files. */
export interface BicepTree {
  readonly host: Host;
  /** A Bicep file; undefined where there is none. */
  readonly bicep: (path: string) => BicepFile | undefined;
  /** A JSON or YAML file, parsed. */
  readonly tree: (path: string) => TreeFile | undefined;
}

export interface BicepFile {
  readonly text: string;
  readonly document: BicepDocument;
}

/** What all files that one run evaluates have in common. */
export interface Context {
  readonly tree: BicepTree;
  readonly inputs: Set<string>;
  readonly problems: Problem[];
  /** Steps left, over the whole run: what is made to explode ends as unknown. */
  readonly budget: { left: number };
  readonly count: { files: number; things: number };
  /** The resources found so far, by id. */
  readonly found: Map<string, Node>;
  /** Those that it creates, by place of deployment, type and name; null for several of one name. */
  readonly named: Map<string, Node | null>;
  /** The evaluator, handed down so that no file imports in a circle. */
  readonly evaluate: (e: Expression, scope: Scope) => Value;
}

/** A file as one call evaluates it, or by itself. */
export interface Instance {
  readonly context: Context;
  readonly path: string;
  readonly text: string;
  readonly document: BicepDocument;
  readonly symbols: ReadonlyMap<string, Declaration>;
  /** What its resources' ids begin with. */
  readonly unit: string;
  /** What its resources' addresses begin with: the modules that lead here (`network.`). */
  readonly address: string;
  /** Parameters handed in. */
  readonly given: ReadonlyMap<string, Value>;
  /** What parameters that are not named may be set to. */
  readonly rest?: Value;
  readonly certain: boolean;
  /** What called it. */
  readonly caller?: Instance;
  /** The scope that a call states for it, as a value; absent where it is the caller's. */
  readonly target?: Value;
  readonly memory: Memory;
}

/** What was worked out already; null while it is being worked out. */
export interface Memory {
  readonly values: Map<string, Value | null>;
  readonly nodes: Map<string, Nodes<Node> | null>;
  readonly calls: Map<string, Nodes<ModuleCall> | null>;
  readonly bodies: Map<string, Value | null>;
  readonly children: Map<string, Instance | undefined>;
}

/** Where and under which assumptions something is evaluated. */
export interface Scope {
  readonly instance: Instance;
  /** The variables of loops, lambdas and functions. */
  readonly locals: ReadonlyMap<string, Value>;
  /** Alternatives taken for granted here: a decision's name -> what it comes to. */
  readonly assumed: ReadonlyMap<string, string>;
  /** The resource in whose body it is: its nested resources go by their names there. */
  readonly within?: Node;
  /** How many functions call each other here. */
  readonly depth: number;
}

/** One of the things that a declaration of a resource or module creates. */
export interface Creation {
  readonly instance: Instance;
  /** Where its body is evaluated. */
  readonly scope: Scope;
  readonly object: Expression;
  readonly certain: boolean;
  /** Its number in the loop that creates it. */
  readonly position?: number;
  /** Unique in the project. */
  readonly id: string;
  /** `network.vnet::subnet` */
  readonly address: string;
}

/** A resource that is created, or found (`existing`). */
export interface Node extends Creation {
  readonly declaration: ResourceDeclaration;
  /** `Microsoft.Storage/storageAccounts` */
  readonly type: string;
  readonly parent?: Node;
}

export interface ModuleCall extends Creation {
  readonly declaration: ModuleDeclaration;
}

export interface Nodes<One> {
  readonly all: readonly One[];
  readonly isLoop: boolean;
  /** Why there may be others. */
  readonly open?: Unknown;
}

/** The value of the first steps of an access, and how many those are. */
export interface Begun {
  readonly value: Value;
  readonly taken: number;
}

/** More steps than any real deployment takes. */
export const BUDGET = 2_000_000;
/** Functions that call each other deeper than this are not followed. */
export const MAX_DEPTH = 60;

export function scopeOf(instance: Instance): Scope {
  return { instance, locals: NONE, assumed: NONE, depth: 0 };
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The same scope with one more thing taken for granted. */
export function assume(scope: Scope, picks: ReadonlyMap<string, string> | undefined): Scope {
  if (!picks || picks.size === 0) return scope;
  return { ...scope, assumed: new Map([...scope.assumed, ...picks]) };
}

/** The same scope with names of its own. */
export function bind(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, locals: new Map([...scope.locals, ...names]) };
}

export function locate({ instance }: Scope, range: Range): Location {
  return { path: instance.path, range };
}

/** How the code writes something. */
export function sourceText({ start, end }: Range, { instance }: Scope): string {
  return instance.text.slice(start, end);
}

/** The declarations of a file that go by a name. */
export function symbolsOf({ declarations }: BicepDocument): ReadonlyMap<string, Declaration> {
  const symbols = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if ('name' in declaration && declaration.kind !== 'output' && declaration.kind !== 'metadata') {
      symbols.set(declaration.name.name, declaration);
    }
  }
  return symbols;
}

/** A file of the tree as an instance; undefined where there is none. */
export function openInstance(
  context: Context,
  path: string,
  call: Partial<Instance> = {},
): Instance | undefined {
  context.inputs.add(path);
  const file = context.tree.bicep(path);
  if (!file) return undefined;
  context.count.files++;
  return {
    unit: path,
    address: '',
    given: NONE,
    certain: true,
    ...call,
    context,
    path,
    ...file,
    symbols: symbolsOf(file.document),
    memory: {
      values: new Map(),
      nodes: new Map(),
      calls: new Map(),
      bodies: new Map(),
      children: new Map(),
    },
  };
}

/** What something of a file comes to, worked out once; unknown where it is asked for while that is being done. */
export function remembered(instance: Instance, name: string, at: Location, make: () => Value): Value {
  const { values } = instance.memory;
  const known = values.get(name);
  if (known) return known;
  if (known === null) return unknown(at, 'circular', { name });
  values.set(name, null);
  const value = make();
  values.set(name, value);
  return value;
}
