import type { Expression } from '../../syntax/hcl/ast';
import type { Declaration, Declarations } from './declarations';
import { type Content, contentOf } from './file';
import { children } from './literal';
import { META } from './nodes';

/** A name in a text that may stand for something declared in the module. */
export interface Name {
  readonly space: keyof Pick<Declarations, 'variables' | 'locals' | 'resources' | 'data' | 'calls'>;
  readonly name: string;
  /** Of a call: the one output that is asked for; absent where it may be any. */
  readonly output?: string;
}

/** What a text names: rather too much (a variable of `for` is taken for a resource) than too little. */
export interface Naming {
  readonly names: readonly Name[];
  /** Whether `terraform.workspace` is asked for. */
  readonly workspace: boolean;
  /** The expressions that were looked through, as arguments hold them. */
  readonly expressions: readonly Expression[];
}

/** What an expression names. */
export const namedIn = remembered((expression: Expression) => {
  const naming = new Collected();
  naming.argument(expression);
  return naming;
});

/** What a block names in all that is ever evaluated of it. */
export const namedBy = remembered(({ block, content }: Declaration) => {
  const omitted = META[block.type.name];
  const naming = new Collected();
  naming.content(content, (name) => !omitted?.has(name) || creating.has(name));
  return naming;
});

/** What a call names to say which module it creates, and how often. */
export const namedForCreation = remembered(({ content }: Declaration) => {
  const naming = new Collected();
  naming.content({ ...content, blocks: new Map() }, (name) => creating.has(name));
  return naming;
});

const creating = new Set(['count', 'for_each', 'source']);

/** The same for the same text: an unchanged file keeps its tree from one edit to the next. */
function remembered<K extends object>(collect: (key: K) => Naming): (key: K) => Naming {
  const known = new WeakMap<K, Naming>();
  return (key) => {
    let naming = known.get(key);
    if (!naming) {
      naming = collect(key);
      known.set(key, naming);
    }
    return naming;
  };
}

class Collected implements Naming {
  readonly names: Name[] = [];
  readonly expressions: Expression[] = [];
  workspace = false;
  private readonly seen = new Set<string>();

  content({ attributes, blocks }: Content, wanted: (name: string) => boolean = () => true): void {
    for (const [name, { node }] of attributes) if (wanted(name)) this.argument(node.value);
    for (const [type, list] of blocks) {
      if (!wanted(type)) continue;
      for (const { file, node } of list) this.content(contentOf(file, node.body));
    }
  }

  argument(expression: Expression): void {
    this.expressions.push(expression);
    this.visit(expression);
  }

  private visit(expression: Expression): void {
    const path = pathOf(expression);
    if (path?.[0] === 'terraform') this.workspace = true;
    else if (path) this.add(nameOf(path));
    for (const child of path ? indexesOf(expression) : children(expression)) this.visit(child);
  }

  private add(name: Name | undefined): void {
    if (!name) return;
    const key = `${name.space} ${name.name} ${name.output ?? ''}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.names.push(name);
  }
}

/** As `resolve` in references.ts takes the names of a reference. */
function nameOf([root, second, third]: readonly string[]): Name | undefined {
  if (second === undefined) return undefined;
  switch (root) {
    case 'var':
      return { space: 'variables', name: second };
    case 'local':
      return { space: 'locals', name: second };
    case 'module':
      return { space: 'calls', name: second, ...(isOutput(third) && { output: third }) };
    case 'data':
      return { space: 'data', name: `${second}.${third}` };
    case 'each':
    case 'count':
    case 'path':
    case 'self':
    case 'ephemeral':
      return undefined;
    default:
      return { space: 'resources', name: `${root}.${second}` };
  }
}

/** `module.a.0` is an older form of `module.a[0]`. */
function isOutput(name: string | undefined): name is string {
  return name !== undefined && !/^\d+$/.test(name);
}

function indexesOf(reference: Expression): Expression[] {
  const indexes: Expression[] = [];
  for (let node = reference; node.kind === 'attribute-of' || node.kind === 'index'; node = node.object)
    if (node.kind === 'index') indexes.push(node.index);
  return indexes;
}

/** The names of a reference, without its indexes: `module`, `a`, `out` of `module.a["x"].out`. */
function pathOf(expression: Expression): string[] | undefined {
  switch (expression.kind) {
    case 'variable':
      return [expression.name];
    case 'attribute-of':
      return pathOf(expression.object)?.concat(expression.name.name);
    case 'index':
      return pathOf(expression.object);
    default:
      return undefined;
  }
}
