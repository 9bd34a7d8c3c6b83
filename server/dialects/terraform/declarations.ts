import type { Attribute, Block, ObjectExpression } from '../../syntax/hcl/ast';
import { type Content, contentOf, type ModuleFile, type Placed, placed } from './file';
import { literalText } from './literal';

/** A block that declares something, with what override files change in it. */
export interface Declaration {
  readonly file: ModuleFile;
  readonly block: Block;
  readonly content: Content;
}

/** What the files of one module folder declare. */
export interface Declarations {
  readonly folder: string;
  readonly files: readonly ModuleFile[];
  /** A file could not be read wholly: what seems undeclared may be declared there. */
  readonly broken: boolean;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Placed<Attribute>>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** By `type.name`; of duplicates the first. */
  readonly resources: ReadonlyMap<string, Declaration>;
  readonly data: ReadonlyMap<string, Declaration>;
  /** Further blocks of an address that is taken: Terraform refuses them, a half-typed file has them. */
  readonly duplicates: readonly Declaration[];
  readonly calls: ReadonlyMap<string, Declaration>;
  /** By local name, or local name and alias: `aws`, `aws.dr`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  /** Source addresses by local name, as `required_providers` states them. */
  readonly sources: ReadonlyMap<string, string>;
  /** The `backend` or `cloud` block. */
  readonly backend?: Declaration;
}

/** Reads one folder's files; override files come last and change what the others declare. */
export function declarationsOf(folder: string, files: readonly ModuleFile[]): Declarations {
  const collected = new Collector();
  for (const file of files.filter((one) => !isOverride(one.path))) collected.add(file, false);
  for (const file of files.filter((one) => isOverride(one.path))) collected.add(file, true);
  return { folder, files, broken: files.some((file) => file.broken.length > 0), ...collected };
}

function isOverride(path: string): boolean {
  return /(^|\/|_)override\.(tf|tofu)(\.json)?$/.test(path);
}

/** Fills the maps of a `Declarations`, file by file. */
class Collector {
  readonly variables = new Map<string, Declaration>();
  readonly locals = new Map<string, Placed<Attribute>>();
  readonly outputs = new Map<string, Declaration>();
  readonly resources = new Map<string, Declaration>();
  readonly data = new Map<string, Declaration>();
  readonly duplicates: Declaration[] = [];
  readonly calls = new Map<string, Declaration>();
  readonly providers = new Map<string, Declaration>();
  readonly sources = new Map<string, string>();
  backend?: Declaration;

  add(file: ModuleFile, override: boolean): void {
    this.named(file, 'variable', this.variables, 1, override);
    this.named(file, 'output', this.outputs, 1, override);
    this.named(file, 'resource', this.resources, 2, override);
    this.named(file, 'data', this.data, 2, override);
    this.named(file, 'module', this.calls, 1, override);
    for (const block of file.blocks.get('provider') ?? []) {
      if (block.labels.length !== 1) continue;
      this.enter(this.providers, declare(file, block), override);
    }
    for (const block of file.blocks.get('locals') ?? []) {
      for (const node of block.body.items) {
        if (node.kind === 'attribute' && (override || !this.locals.has(node.name.name)))
          this.locals.set(node.name.name, placed(file, node));
      }
    }
    for (const block of file.blocks.get('terraform') ?? []) this.settings(file, block, override);
  }

  private named(
    file: ModuleFile,
    type: string,
    into: Map<string, Declaration>,
    labels: number,
    override: boolean,
  ): void {
    for (const block of file.blocks.get(type) ?? []) {
      if (block.labels.length !== labels) continue;
      this.enter(into, declare(file, block), override);
    }
  }

  private enter(into: Map<string, Declaration>, next: Declaration, override: boolean): void {
    const name = keyOf(next);
    const before = into.get(name);
    if (!before) into.set(name, next);
    else if (override) into.set(name, overridden(before, next));
    else if (into === this.resources || into === this.data) this.duplicates.push(next);
  }

  private settings(file: ModuleFile, block: Block, override: boolean): void {
    for (const item of block.body.items) {
      if (item.kind !== 'block') continue;
      if (item.type.name === 'required_providers') this.requirements(item, override);
      else if (isBackend(item) && (override || !this.backend)) this.backend = declare(file, item);
    }
  }

  private requirements(block: Block, override: boolean): void {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute' || item.value.kind !== 'object') continue;
      const source = literalText(member(item.value, 'source'));
      const name = item.name.name;
      if (source !== undefined && (override || !this.sources.has(name))) this.sources.set(name, source);
    }
  }
}

function isBackend({ type, labels }: Block): boolean {
  return (type.name === 'backend' && labels.length === 1) || (type.name === 'cloud' && labels.length === 0);
}

/** Under which name a block is declared: its labels, and a provider block's alias. */
export function keyOf({ block, content }: Declaration): string {
  const name = block.labels.map((label) => label.name).join('.');
  if (block.type.name !== 'provider') return name;
  const alias = literalText(content.attributes.get('alias')?.node.value);
  return alias === undefined ? name : `${name}.${alias}`;
}

const declared = new WeakMap<Block, Declaration>();

/** One for each block: it is the same as long as the block's text and place are. */
function declare(file: ModuleFile, block: Block): Declaration {
  let known = declared.get(block);
  if (known?.file.path !== file.path) {
    let content: Content | undefined;
    known = {
      file,
      block,
      get content() {
        content ??= contentOf(file, block.body);
        return content;
      },
    };
    declared.set(block, known);
  }
  return known;
}

const overriding = new WeakMap<Declaration, WeakMap<Declaration, Declaration>>();

/** Arguments replace arguments of their name, blocks replace all blocks of their type. */
function overridden(before: Declaration, by: Declaration): Declaration {
  const all = overriding.get(before) ?? new WeakMap<Declaration, Declaration>();
  overriding.set(before, all);
  const known = all.get(by) ?? {
    file: before.file,
    block: before.block,
    content: {
      attributes: new Map([...before.content.attributes, ...by.content.attributes]),
      blocks: new Map([...before.content.blocks, ...by.content.blocks]),
    },
  };
  all.set(by, known);
  return known;
}

/** An object expression's member by its literal name. */
function member(object: ObjectExpression, name: string) {
  return object.items.find(({ key }) => (key.kind === 'variable' ? key.name : literalText(key)) === name)
    ?.value;
}
