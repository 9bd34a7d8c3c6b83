import type { Location, Range } from '../../core/source';
import type { Value } from '../../core/value';
import type { MappingNode, Node, ScalarNode } from '../../syntax/tree/node';

/** A template's sections by name, as written. */
export interface Template {
  readonly path: string;
  /** Key of the evaluation unit: resource ids begin with it. */
  readonly unit: string;
  readonly parameters: ReadonlyMap<string, Declaration>;
  readonly mappings: ReadonlyMap<string, Declaration>;
  readonly conditions: ReadonlyMap<string, Declaration>;
  readonly resources: ReadonlyMap<string, Declaration>;
  /** SAM's `Globals`, by section (`Function`). */
  readonly globals: ReadonlyMap<string, Declaration>;
  /** Names in `Transform`. */
  readonly transforms: readonly ScalarNode[];
  /** Values handed in from outside: a parameters file, or the call of a nested stack. */
  readonly given: ReadonlyMap<string, Value>;
}

export interface Declaration {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** Where and under which assumptions something is evaluated. */
export interface Scope {
  readonly template: Template;
  /** Alternatives taken for granted here (`condition Prod` -> `true`, `parameter Env` -> `prod`). */
  readonly assumed: ReadonlyMap<string, string>;
  /** Loop variables of `Fn::ForEach`. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Conditions already evaluated under these assumptions; null while one is being evaluated. */
  readonly decided: Map<string, Value | null>;
  /** Steps left, over the whole template: what is made to explode ends as unknown. */
  readonly budget: { left: number };
  /** Set in mappings, where functions mean nothing. */
  readonly literal?: boolean;
}

/** Reads a template's sections; what is not a mapping is an empty section. */
export function readTemplate(
  doc: Node,
  path: string,
  unit: string,
  given: ReadonlyMap<string, Value> = new Map(),
): Template {
  const transform = member(doc, 'Transform');
  return {
    path,
    unit,
    parameters: declarations(member(doc, 'Parameters')),
    mappings: declarations(member(doc, 'Mappings')),
    conditions: declarations(member(doc, 'Conditions')),
    resources: declarations(member(doc, 'Resources')),
    globals: declarations(member(doc, 'Globals')),
    transforms: transform ? transformNames(transform) : [],
    given,
  };
}

function declarations(section: Node | undefined): ReadonlyMap<string, Declaration> {
  return new Map(section?.kind === 'mapping' ? section.pairs.map((pair) => [pair.key.text, pair]) : []);
}

function transformNames(node: Node): ScalarNode[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'sequence') return node.items.flatMap(transformNames);
  const name = member(node, 'Name');
  return name?.kind === 'scalar' ? [name] : [];
}

/** A mapping's member of that name. */
export function member(node: Node | undefined, name: string): Node | undefined {
  return pairOf(node, name)?.value;
}

export function pairOf(node: Node | undefined, name: string): MappingNode['pairs'][number] | undefined {
  return node?.kind === 'mapping' ? node.pairs.find((pair) => pair.key.text === name) : undefined;
}

export function locate(scope: Scope, range: Range): Location {
  return { path: scope.template.path, range };
}

/** More evaluation steps than any real template takes. */
const BUDGET = 200_000;

/** The outermost scope of a template. */
export function scopeOf(template: Template): Scope {
  return {
    template,
    assumed: new Map(),
    variables: new Map(),
    decided: new Map(),
    budget: { left: BUDGET },
  };
}

/** The same scope with one more thing taken for granted. */
export function assume(scope: Scope, picks: ReadonlyMap<string, string>): Scope {
  if (picks.size === 0) return scope;
  return { ...scope, assumed: new Map([...scope.assumed, ...picks]), decided: new Map() };
}

/** A name with the loops' variables put in; `&{X}` is `${X}` without what logical ids may not contain. */
export function withLoopVariables(text: string, scope: Scope): string {
  if (scope.variables.size === 0) return text;
  return text.replace(/[$&]\{([^}]*)\}/g, (whole, name: string) => {
    const value = scope.variables.get(name.trim());
    if (value?.kind !== 'scalar') return whole;
    return whole.startsWith('&') ? String(value.value).replace(/[^A-Za-z0-9]/g, '') : String(value.value);
  });
}

/** What an expression comes to; undefined for `AWS::NoValue`: as if it were not written. */
export type Evaluate = (node: Node, scope: Scope) => Value | undefined;

/** A resource's id, unique in the project. */
export function resourceId(unit: string, logicalId: string): string {
  return `${unit}:${logicalId}`;
}
