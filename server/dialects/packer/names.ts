import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Attribute, Expression } from '../../syntax/hcl/ast';
import {
  type Budget,
  type Builtin,
  convert,
  evaluate,
  type Functions,
  isFailure,
  newBudget,
  parseType,
  plainly,
  type Resolved,
  type Scope,
  type TraversalStep,
  functions as terraformFunctions,
  withSensitivity,
} from '../terraform/expressions';
import { locate, type ModuleFile, type Placed } from '../terraform/file';
import { lazy } from '../terraform/lazy';
import { passing } from '../terraform/passing';
import { joinPath, nameOf } from '../terraform/path';
import { unknown as terraformUnknown } from '../terraform/unknowns';
import type { PackerRun, PackerTree } from './runs';
import type { Template, Variable } from './template';
import { unknown } from './unknowns';

/** What holds for one run of `packer build`. */
export interface Build {
  readonly tree: PackerTree;
  readonly run: PackerRun;
  readonly template: Template;
  /** What files of variables set; of several files the last that sets it. */
  readonly settings: ReadonlyMap<string, Placed<Attribute>>;
  readonly budget: Budget;
  /** Files read and looked for, folders listed. */
  readonly inputs: Set<string>;
  /** Results by name, filled as they are asked for. */
  readonly values: Map<string, () => Value>;
}

/** The scope of an expression that stands in a template. */
export function scopeOf(build: Build, file: ModuleFile): Scope {
  const { run, tree, inputs } = build;
  return {
    path: file.path,
    text: file.text,
    instance: `packer ${run.key}`,
    budget: build.budget,
    functions,
    resolve: (names, at) => resolve(build, names, at),
    readFile(path) {
      const full = joinPath(run.folder, path);
      inputs.add(full);
      return { ...tree.host.read(full), path: full };
    },
    list(path) {
      const full = joinPath(run.folder, path);
      inputs.add(`${full}/`);
      return tree.host.list(full);
    },
  };
}

const env: Builtin = plainly(1, 1, ([name], call) =>
  unknown(
    'environment',
    call.at,
    { name: name!.kind === 'scalar' ? String(name!.value) : call.name },
    'settle',
  ),
);

/** Packer's functions, as far as they are Terraform's; what only Packer has is not known. */
const functions: Functions = { get: (name) => (name === 'env' ? env : terraformFunctions.get(name)) };

function resolve(build: Build, names: readonly TraversalStep[], at: Location): Resolved | undefined {
  const [root, second, third] = [0, 1, 2].map((i) => {
    const step = names[i];
    return step && 'name' in step ? step.name : undefined;
  });
  const { template } = build;
  switch (root) {
    case 'var':
    case 'local': {
      if (second === undefined) return undefined;
      const value = root === 'var' ? variableValue(build, second) : localValue(build, second);
      if (value) return { value, consumed: 2 };
      // The older JSON takes variables that only a file of variables knows.
      if (build.run.legacy)
        return { value: unknown('variable-unset', at, { name: second }, 'settle'), consumed: 2 };
      return template.broken
        ? { value: terraformUnknown('broken', at, { name: second }), consumed: 2 }
        : undefined;
    }
    case 'data': {
      const declaration = template.data.get(`${second}.${third}`);
      if (!declaration) return undefined;
      const name = `data.${second}.${third}`;
      const value = unknown('looked-up', at, { name });
      const trace = { step: 'data', name, at: locate(declaration.file, declaration.block.header) } as const;
      return { value: { ...value, trace }, consumed: 3 };
    }
    case 'path':
      if (second === 'root') return { value: { kind: 'scalar', value: '.', at }, consumed: 2 };
      return { value: unknown('runtime', at, { name: 'path.cwd' }), consumed: 2 };
    case 'build':
    case 'source':
    case 'packer':
      return { value: unknown('runtime', at, { name: root }), consumed: 1 };
    default:
      // The older JSON's templates: `{{timestamp}}`.
      return root?.startsWith('{{')
        ? { value: unknown('runtime', at, { name: root }), consumed: 1 }
        : undefined;
  }
}

function localValue(build: Build, name: string): Value | undefined {
  const local = build.template.locals.get(name);
  if (!local) return undefined;
  return remembered(build, `local.${name}`, local.at, () =>
    passing(evaluateIn(build, local.value), { step: 'local', name: `local.${name}`, at: local.at }),
  );
}

function variableValue(build: Build, name: string): Value | undefined {
  const variable = build.template.variables.get(name);
  if (!variable) return undefined;
  const { header } = variable;
  return remembered(build, `var.${name}`, header, () => {
    const raw = givenValue(build, name) ?? (variable.default && evaluateIn(build, variable.default));
    const value =
      (raw && typed(build, raw, variable)) ?? unknown('variable-unset', header, { name }, 'settle');
    return withSensitivity(
      passing(value, { step: 'variable', name: `var.${name}`, at: header }),
      variable.sensitive,
    );
  });
}

/** What does not fit the type is refused by Packer, but it is what the code states. */
function typed(build: Build, value: Value, { type }: Variable): Value {
  if (!type) return value;
  const converted = convert(value, parseType(type.node.value, scopeOf(build, type.file)));
  return isFailure(converted) ? value : converted;
}

function givenValue({ settings }: Build, name: string): Value | undefined {
  const setting = settings.get(name);
  if (!setting) return undefined;
  const { file, node } = setting;
  return passing(evaluate(node.value, literalScope(file)), {
    step: 'variable-file',
    name: nameOf(file.path),
    at: locate(file, node.name.range),
  });
}

/** A scope without names: for files of variables. */
function literalScope({ path, text }: ModuleFile): Scope {
  return { path, text, instance: path, budget: newBudget(), resolve: () => undefined };
}

function remembered(build: Build, name: string, at: Location, compute: () => Value): Value {
  let value = build.values.get(name);
  if (!value) {
    value = lazy(compute, () => terraformUnknown('cycle', at, { name }));
    build.values.set(name, value);
  }
  return value();
}

export function evaluateIn(build: Build, { file, node }: Placed<{ readonly value: Expression }>): Value {
  return evaluate(node.value, scopeOf(build, file));
}
