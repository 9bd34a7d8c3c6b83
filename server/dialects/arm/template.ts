import type { Location, Range } from '../../core/source';
import type { Value } from '../../core/value';
import type { MappingNode, Node, Pair, TreeFile } from '../../syntax/tree/node';
import type { Declared } from './declared';

/** The trees of the project's files, by path. */
export type Trees = (path: string) => TreeFile | undefined;

/** What the templates of one deployment share. */
export interface Run {
  readonly trees: Trees;
  /** What has been declared so far, by type and name, by symbolic name, by id. */
  readonly declared: Index;
  /** Steps left: what is made to explode ends as unknown. */
  readonly budget: { left: number };
  /** What parameters, variables and outputs came to; forgotten once everything is declared. */
  memory: WeakMap<Template, Memory>;
  evaluate(node: Node, scope: Scope): Value;
}

export interface Index {
  /** By `type|name`, both in lower case, the name with what is unknown in it by its symbol. */
  readonly byName: Map<string, Declared>;
  /** By name alone, in lower case, as `reference('deployment')` names what the same template declares. */
  readonly byNameAlone: Map<string, Declared>;
  readonly byId: Map<string, Declared>;
}

export interface Memory {
  /** Null while one is being worked out. */
  readonly values: Map<string, Value | null>;
}

/** A template whose expressions are worked out in a scope of their own. */
export interface Template {
  readonly run: Run;
  /** The file that its text stands in. */
  readonly path: string;
  readonly root: Node;
  /** The template whose deployment deploys it. */
  readonly caller?: Template;
  readonly parameters: ReadonlyMap<string, Pair>;
  readonly variables: ReadonlyMap<string, Pair>;
  /** Variables that a loop makes: `{ name, count, input }`. */
  readonly variableLoops: ReadonlyMap<string, Node>;
  /** By namespace and name: `contoso.uniquename`. */
  readonly functions: ReadonlyMap<string, Node>;
  /** Values from outside by parameter, in lower case. Undefined: as if none were given. */
  given(name: string): Value | undefined;
  /** Names the place of deployment in symbols where that is not the outermost one. */
  readonly within: string;
  /** Names the template itself in symbols where that is not the outermost one. */
  readonly own: string;
  /** The resource group it is deployed to, where that is declared in the same run. */
  readonly group?: () => Declared | undefined;
  /** Resources by symbolic name, in lower case; empty for templates that have none. */
  readonly symbolic: Map<string, Declared>;
}

/** Where something is evaluated. */
export interface Scope {
  readonly template: Template;
  /** Numbers of the loops around, by name in lower case; the innermost under ''. */
  readonly loops: ReadonlyMap<string, Value>;
  /** Variables of lambdas, or parameters of a function of the template's own, in lower case. */
  readonly locals: ReadonlyMap<string, Value>;
}

/** More evaluation steps than any real deployment takes. */
export const BUDGET = 1_500_000;

export function sectionsOf(
  root: Node,
): Pick<Template, 'root' | 'parameters' | 'variables' | 'variableLoops' | 'functions'> {
  return {
    root,
    parameters: pairsIn(root, 'parameters'),
    variables: pairsIn(root, 'variables'),
    variableLoops: new Map(
      loopsIn(member(root, 'variables')).map((loop) => [textIn(loop, 'name')?.toLowerCase() ?? '', loop]),
    ),
    functions: functionsIn(root),
  };
}

function pairsIn(root: Node, name: string): ReadonlyMap<string, Pair> {
  const section = member(root, name);
  return new Map(
    section?.kind === 'mapping' ? section.pairs.map((pair) => [pair.key.text.toLowerCase(), pair]) : [],
  );
}

/** Loops that make properties: `copy: [{ name, count, input }]`. */
export function loopsIn(node: Node | undefined): readonly Node[] {
  const copy = member(node, 'copy');
  if (copy?.kind !== 'sequence') return [];
  return copy.items.every((item) => member(item, 'count') && textIn(item, 'name') !== undefined)
    ? copy.items
    : [];
}

function functionsIn(root: Node): ReadonlyMap<string, Node> {
  const section = member(root, 'functions');
  const found = new Map<string, Node>();
  for (const space of section?.kind === 'sequence' ? section.items : []) {
    const name = textIn(space, 'namespace');
    const members = member(space, 'members');
    if (name === undefined || members?.kind !== 'mapping') continue;
    for (const { key, value } of members.pairs) found.set(`${name}.${key.text}`.toLowerCase(), value);
  }
  return found;
}

/** A mapping's member; names compare without case. */
export function member(node: Node | undefined, name: string): Node | undefined {
  return pairOf(node, name)?.value;
}

export function pairOf(node: Node | undefined, name: string): MappingNode['pairs'][number] | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const wanted = name.toLowerCase();
  return node.pairs.find(({ key }) => key.text === name || key.text.toLowerCase() === wanted);
}

/** The text of a member that is a scalar. */
export function textIn(node: Node | undefined, name: string): string | undefined {
  const found = member(node, name);
  return found?.kind === 'scalar' ? found.text : undefined;
}

export function locate(scope: Scope, range: Range): Location {
  return { path: scope.template.path, range };
}

export function scopeOf(template: Template): Scope {
  return { template, loops: new Map(), locals: new Map() };
}

/** What is remembered of a template's values until everything is declared. */
export function memoryOf(template: Template): Memory {
  const { run } = template;
  let memory = run.memory.get(template);
  if (!memory) {
    memory = { values: new Map() };
    run.memory.set(template, memory);
  }
  return memory;
}

/** Works a value out once. @param circular what it is to whoever asks for it while it is being worked out */
export function once(template: Template, key: string, circular: () => Value, make: () => Value): Value {
  const { values } = memoryOf(template);
  const known = values.get(key);
  if (known !== undefined) return known ?? circular();
  values.set(key, null);
  const value = make();
  values.set(key, value);
  return value;
}
