import type { MapEntry, MapValue, Option, Unknown, Value } from '../../core/value';
import type { Attribute, Block, Expression } from '../../syntax/hcl/ast';
import { choice, elementSets } from './elements';
import { bind, conjunction, evaluate, type Scope } from './expressions';
import { type Content, contentOf, locate, type ModuleFile, type Placed } from './file';
import { entryOf, LazyEntries, lazy } from './lazy';
import { mentions } from './literal';
import { reached, reachedThroughout } from './reached';
import { unknown } from './unknowns';

/** The scope of an expression that stands in a file: each file quotes its own text. */
export type ScopeOf = (file: ModuleFile, expression: Expression) => Scope;

/** Blocks that one `dynamic` block makes; beyond, the list is open. */
const MAX_BLOCKS = 256;
/** Alternatives of the blocks of one type that are told apart; beyond, the list is open. */
const MAX_ALTERNATIVES = 16;

/**
 * What a block's arguments and nested blocks come to, each evaluated when it is first looked at.
 * @param omit Names of the meta-arguments and blocks to leave out.
 */
export function bodyOf(
  content: Content,
  scopeOf: ScopeOf,
  omit: ReadonlySet<string>,
): ReadonlyMap<string, MapEntry> {
  return new LazyEntries(namesIn(content, omit), (name) => {
    const attribute = content.attributes.get(name);
    return attribute
      ? argumentEntry(name, attribute, scopeOf)
      : blocksEntry(name, content.blocks.get(name)!, scopeOf);
  });
}

function argumentEntry(name: string, { file, node }: Placed<Attribute>, scopeOf: ScopeOf): MapEntry {
  const at = locate(file, node.value.range);
  const value = lazy(
    () => reachedThroughout(evaluate(node.value, scopeOf(file, node.value))),
    () => unknown('cycle', at, { name }),
  );
  return entryOf(locate(file, node.name.range), value, at);
}

function blocksEntry(type: string, blocks: readonly Placed<Block>[], scopeOf: ScopeOf): MapEntry {
  const { file, node } = blocks[0]!;
  const at = locate(file, node.header);
  const value = lazy(
    () => blockList(blocks, scopeOf),
    () => unknown('cycle', at, { name: type }),
  );
  return entryOf(locate(file, node.type.range), value);
}

const names = new WeakMap<Content, ReadonlySet<string>>();

/** Of a block's arguments and nested blocks; the same are left out each time. */
function namesIn(content: Content, omit: ReadonlySet<string>): ReadonlySet<string> {
  let known = names.get(content);
  if (!known) {
    const all = [...content.attributes.keys(), ...content.blocks.keys()];
    known = new Set(all.filter((name) => !omit.has(name)));
    names.set(content, known);
  }
  return known;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The blocks that stand there, or some of those that may: without its option's value. */
interface Alternative {
  readonly items: readonly Value[];
  readonly open?: Unknown;
  readonly option: Omit<Option, 'value'>;
}

/** The blocks of one type: a list, or a choice of lists where a `dynamic` block depends on what is undecided. */
function blockList(blocks: readonly Placed<Block>[], scopeOf: ScopeOf): Value {
  const [first] = blocks;
  const at = locate(first!.file, first!.node.header);
  let alternatives: Alternative[] = [{ items: [], option: { certain: true } }];
  for (const placed of blocks) {
    const added =
      placed.node.type.name === 'dynamic'
        ? dynamicBlocks(placed, scopeOf)
        : [{ items: [blockValue(placed, placed.node, scopeOf)], option: { certain: true } }];
    const next = alternatives.flatMap((before) => added.flatMap((after) => appended(before, after)));
    alternatives = next.length > MAX_ALTERNATIVES ? [merged(next, at)] : next;
  }
  const values = alternatives.map(({ items, open, option }) => ({
    ...option,
    value: { kind: 'list', items, at, ...(open && { open }) } as const,
  }));
  return values.length === 1 ? values[0]!.value : { kind: 'choice', at, options: values };
}

function appended(before: Alternative, after: Alternative): Alternative[] {
  const picks = new Map(before.option.picks);
  for (const [decision, pick] of after.option.picks ?? []) {
    if ((picks.get(decision) ?? pick) !== pick) return [];
    picks.set(decision, pick);
  }
  const open = before.open ?? after.open;
  const when = conjunction(before.option.when, after.option.when);
  return [
    {
      items: [...before.items, ...after.items],
      ...(open && { open }),
      option: {
        certain: before.option.certain && after.option.certain,
        ...(when !== undefined && { when }),
        ...(picks.size > 0 && { picks }),
      },
    },
  ];
}

/** Too many alternatives: what all have in common, and that there may be more. */
function merged(alternatives: readonly Alternative[], at: Value['at']): Alternative {
  const [first, ...rest] = alternatives;
  const items = first!.items.filter((item) => rest.every((other) => other.items.includes(item)));
  return { items, open: unknown('alternatives', at), option: { certain: true } };
}

function blockValue(placed: Placed<Block>, contentBlock: Block, scopeOf: ScopeOf): MapValue {
  const { file, node } = placed;
  const header = locate(file, node.header);
  return {
    kind: 'map',
    at: header,
    header,
    extent: locate(file, node.range),
    entries: bodyOf(contentOf(file, contentBlock.body), scopeOf, NOTHING),
  };
}

/** `dynamic "x" { for_each = …, content { … } }`: a block for each element. */
function dynamicBlocks(placed: Placed<Block>, scopeOf: ScopeOf): Alternative[] {
  const { file, node } = placed;
  const { attributes, blocks } = contentOf(file, node.body);
  const content = blocks.get('content')?.[0]?.node;
  const forEach = attributes.get('for_each')?.node.value;
  const at = locate(file, node.header);
  if (!content || !forEach) return [{ items: [], open: unknown('dynamic', at), option: { certain: true } }];
  const named = attributes.get('iterator')?.node.value;
  const iterator = named?.kind === 'variable' ? named.name : node.labels[0]!.name;
  const collection = reached(evaluate(forEach, scopeOf(file, forEach)));
  return elementSets(collection, locate(file, forEach.range)).map(({ option, elements, open, doubt }) => ({
    items: elements.slice(0, MAX_BLOCKS).map(({ name, key, value, option: there }) => {
      const element: MapValue = {
        kind: 'map',
        at,
        entries: new Map([
          ['key', { key: at, value: key }],
          ['value', { key: at, value }],
        ]),
      };
      const scopeIn: ScopeOf = (inFile, expression) => {
        const outer = scopeOf(inFile, expression);
        // What does not speak of the element decides alike for all of them.
        if (!mentions(expression, iterator)) return outer;
        return bind(outer, new Map([[iterator, element]]), `${node.range.start}:${name}`);
      };
      const block = blockValue(placed, content, scopeIn);
      return there ? choice([{ ...there, value: block }], at) : block;
    }),
    ...(elements.length > MAX_BLOCKS
      ? { open: unknown('blocks', at, { limit: MAX_BLOCKS }) }
      : openness(open ?? (elements.some((element) => element.option) ? doubt : undefined))),
    option: withoutValue(option),
  }));
}

function openness(open: Unknown | undefined): Pick<Alternative, 'open'> {
  return open ? { open } : {};
}

function withoutValue({ value: _, ...option }: Option): Omit<Option, 'value'> {
  return option;
}
