import type { Problem } from '../../core/message';
import type { Location } from '../../core/source';
import type { MapValue, Value } from '../../core/value';
import type { Attribute, Expression } from '../../syntax/hcl/ast';
import type { Declaration, Declarations } from './declarations';
import type { Iteration } from './elements';
import { type Budget, evaluate, type Resolved, type Scope, type TraversalStep } from './expressions';
import type { ModuleFile, Placed } from './file';
import { isIterated } from './literal';
import { joinPath } from './path';
import type { Run } from './runs';
import type { TerraformTree } from './tree';

/**
 * The value of a root module's variable.
 * @param setting What variable files set it to.
 * @param standard Its default.
 */
export type Given = (
  name: string,
  setting: Value | undefined,
  standard: () => Value | undefined,
) => Value | undefined;

/** What holds for a whole run, each time that it is evaluated. */
export interface Context {
  readonly tree: TerraformTree;
  readonly run: Run;
  /** The root module is a library: what its variables default to may be replaced. */
  readonly library: boolean;
  /** What variable files set, by variable; of several files the last that sets it. */
  readonly settings: ReadonlyMap<string, Placed<Attribute>>;
  /** Folders of installed modules, by the dotted path of calls (`vpc.subnets`). */
  readonly installed: ReadonlyMap<string, string>;
  /** What a tool around Terraform sets the root module's variables to: see `Wrapping`. */
  readonly given?: Given;
  /** What calls of modules are named in the root module. */
  readonly calls: 'module' | 'component';
  readonly budget: Budget;
  /** Files read and looked for, folders listed. */
  readonly inputs: Set<string>;
  readonly problems: Problem[];
  /** Module instances so far. */
  readonly count: { instances: number };
  /** What a name means in a module; here, so that expressions and references may need each other. */
  readonly resolve: (
    instance: Instance,
    node: Node | undefined,
    names: readonly TraversalStep[],
    at: Location,
  ) => Resolved | undefined;
}

/**
 * A module as one chain of calls creates it. It stays from one evaluation to the next, with the results that an edit does
 * not reach: see `takeOver`, which alone changes what is not read-only.
 */
export interface Instance {
  context: Context;
  /** `module.a.module.b`; '' for the root module. */
  readonly address: string;
  declarations: Declarations;
  /** The call that creates it, in the instance that makes the call. */
  call?: Node;
  /** Whether every run creates it. */
  readonly certain: boolean;
  /** Installed by `terraform init`: read for its values alone. */
  readonly installed: boolean;
  /** Results by name, filled as they are asked for. */
  readonly variables: Map<string, () => Value>;
  readonly locals: Map<string, () => Value>;
  readonly outputs: Map<string, () => Value>;
  readonly nodes: Map<Declaration, Node>;
  readonly children: Map<string, Instance | undefined>;
  /** The files that the functions of an argument read, and the folders (with `/`) that they listed. */
  readonly reads: Map<Expression, Set<string>>;
}

/** A block in a module instance: resource, data source, provider, module call, backend. */
export interface Node {
  readonly instance: Instance;
  readonly declaration: Declaration;
  /** Within its module, as references name it: `aws_s3_bucket.a`, `data.aws_region.b`, `module.c`, `provider.aws`. */
  readonly name: string;
  readonly address: string;
  readonly id: string;
  readonly header: Location;
  readonly iteration: () => Iteration;
  /** All that it states, evaluated when looked at; open where more may be known only to the platform. */
  readonly body: () => MapValue;
}

/** The scope of an expression in a module instance, or in a block of it with `each`, `count` and `self`. */
export function scopeIn(instance: Instance, file: ModuleFile, expression: Expression, node?: Node): Scope {
  const { context } = instance;
  const { tree, run } = context;
  const read = (path: string) => {
    instance.context.inputs.add(path);
    const known = instance.reads.get(expression);
    if (known) known.add(path);
    else instance.reads.set(expression, new Set([path]));
  };
  const own = node && isIterated(expression) ? `/${node.name}` : '';
  return {
    path: file.path,
    text: file.text,
    instance: `${run.key}#${instance.address}${own}`,
    budget: context.budget,
    resolve: (names, at) => context.resolve(instance, node, names, at),
    readFile(path) {
      const full = joinPath(run.folder, path);
      read(full);
      return { ...tree.host.read(full), path: full };
    },
    list(path) {
      const full = joinPath(run.folder, path);
      read(`${full}/`);
      return tree.list(full);
    },
  };
}

export function evaluateIn(instance: Instance, { file, node }: Placed<Attribute>, within?: Node): Value {
  return evaluate(node.value, scopeIn(instance, file, node.value, within));
}
