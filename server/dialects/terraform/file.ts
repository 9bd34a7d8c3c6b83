import type { Location, Range } from '../../core/source';
import type { Attribute, Block, Body } from '../../syntax/hcl/ast';
import type { TerraformFile } from './tree';

/** One file of a module, its top-level blocks sorted by their type. */
export interface ModuleFile {
  readonly path: string;
  readonly text: string;
  /** In source order, by the block's type (`resource`, `locals` …). */
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
  /** What in it could not be read: what seems undeclared, or left out of a block there, may be written there. */
  readonly broken: readonly Range[];
}

/** A node and the file it stands in. */
export interface Placed<T> {
  readonly file: ModuleFile;
  readonly node: T;
}

const places = new WeakMap<Attribute, Placed<Attribute>>();

/** An attribute in its file; one for each, for as long as its text and place stay the same. */
export function placed(file: ModuleFile, node: Attribute): Placed<Attribute> {
  let known = places.get(node);
  if (known?.file.path !== file.path) {
    known = { file, node };
    places.set(node, known);
  }
  return known;
}

const indexes = new WeakMap<TerraformFile['tree'], Map<string, ModuleFile>>();

/** The index of a parsed file; made once for a tree and path. */
export function moduleFile(path: string, { text, tree }: TerraformFile): ModuleFile {
  let byPath = indexes.get(tree);
  if (!byPath) {
    byPath = new Map();
    indexes.set(tree, byPath);
  }
  let index = byPath.get(path);
  if (!index) {
    index = { path, text, blocks: blocksByType(tree.body), broken: tree.problems.map(({ range }) => range) };
    byPath.set(path, index);
  }
  return index;
}

function blocksByType(body: Body): Map<string, Block[]> {
  const blocks = new Map<string, Block[]>();
  for (const item of body.items) {
    if (item.kind !== 'block') continue;
    const list = blocks.get(item.type.name);
    if (list) list.push(item);
    else blocks.set(item.type.name, [item]);
  }
  return blocks;
}

/** A body's arguments by name and blocks by type; of an argument written twice the first counts. */
export interface Content {
  readonly attributes: ReadonlyMap<string, Placed<Attribute>>;
  readonly blocks: ReadonlyMap<string, readonly Placed<Block>[]>;
}

export function contentOf(file: ModuleFile, body: Body): Content {
  const attributes = new Map<string, Placed<Attribute>>();
  const blocks = new Map<string, Placed<Block>[]>();
  for (const node of body.items) {
    if (node.kind === 'attribute') {
      if (!attributes.has(node.name.name)) attributes.set(node.name.name, { file, node });
      continue;
    }
    const type = blockType(node);
    const list = blocks.get(type);
    if (list) list.push({ file, node });
    else blocks.set(type, [{ file, node }]);
  }
  return { attributes, blocks };
}

/** The type of the blocks that a block makes: a `dynamic` block's label. */
function blockType(block: Block): string {
  return block.type.name === 'dynamic' ? (block.labels[0]?.name ?? 'dynamic') : block.type.name;
}

export function locate({ path }: ModuleFile, range: Range): Location {
  return { path, range };
}
