import type { Edit } from '../../core/finding';
import type { Resource } from '../../core/resource';
import { facetsOf } from '../facets';
import { originsOf } from '../facets/placing';
import type { CatalogRow, TagsSpec } from '../types';
import type { FixContext } from './index';
import type { Inserted, Members } from './inserted';
import { appendBlocks, type Block, entryAt, insertBeside } from './insertion';
import type { KeyKind } from './key-knowledge';
import { knownTag, type Tag } from './tags';

/** A key for a module that has none, to be completed by people: it says so in a comment or in its description. */
export interface Skeleton {
  /** As the module's things name the key. */
  readonly name: string;
  /** The same as blocks, for languages that have them. */
  readonly blocks: readonly Block[];
  /** Writes it below the thing that needs it. */
  edits(text: string): readonly Edit[] | undefined;
}

/**
 * @param resource what the key is for
 * @returns nothing where what the key needs is not known, or where it would lack the operator tag that the rest carries
 */
export function skeletonOf(
  kind: KeyKind,
  resource: Resource,
  row: CatalogRow,
  context: FixContext,
): Skeleton | undefined {
  const parts = kind.skeleton;
  if (!parts) return undefined;
  const isTemplate = kind.dialect === 'cloudformation';
  if (!isTemplate && resource.extent.path.endsWith('.json')) return undefined;
  // What a loop makes has no place beside it for something else.
  if (isTemplate && textOf(resource, context).split('\n', 1)[0]!.includes('${')) return undefined;
  const tag = isMostlyUntagged(resource, row, context) ? undefined : knownTag(context);
  if (!tag && stateOfTag(resource, context) === 'present') return undefined;
  const name = freeName(isTemplate ? 'DataKey' : 'data', kind, resource, context);
  const place = placeCode(resource, context);
  const provider = /^[ \t]*provider[ \t]*=[ \t]*([\w.]+)/m.exec(textOf(resource, context))?.[1];
  const made = parts.map(({ type, members }) => {
    const filled: Record<string, Inserted> = {};
    for (const [key, value] of Object.entries(members)) {
      if (value === '$name') filled[key] = name;
      else if (value === '$place') {
        if (place === undefined) return undefined;
        filled[key] = place;
      } else if (typeof value === 'string' && value.startsWith('$')) {
        filled[key] = { expression: value.replace(/^\$(.*)\.(.*)$/, `$1.${name}.$2`) };
      } else filled[key] = value;
    }
    const tags = context.catalog.row(kind.dialect, type)?.tags;
    const own = tag && tags && !isGiven(tags, tag, resource, row, context) ? tagged(tags, tag) : {};
    return { type, members: { ...filled, ...own } };
  });
  if (made.some((one) => one === undefined)) return undefined;
  const known = made.filter((one) => one !== undefined);
  if (isTemplate) {
    const { type, members } = known.at(-1)!;
    const value: Members = { members: { Type: type, Properties: { members } } };
    return { name, blocks: [], edits: (text) => insertBeside(resource.extent, name, value, text) };
  }
  const blocks = known.map(({ type, members }, i) => ({
    ...(i === 0 && { comment: 'A skeleton by sovlint: review it before use.' }),
    header: `resource ${JSON.stringify(type)} ${JSON.stringify(name)}`,
    members: { ...(provider && { provider: { expression: provider } }), ...members },
  }));
  return {
    name: `${kind.type}.${name}`,
    blocks,
    edits: (text) => appendBlocks(resource, blocks, text),
  };
}

/** The address inside its own module. */
export function localName({ address }: Resource): string {
  return address.replace(/^(module\.[^.]+\.)+/, '');
}

/** The resources of a type in the module or template that a resource stands in. */
export function siblingsOf({ scope }: Resource, type: string, context: FixContext): readonly Resource[] {
  return context.ask({ by: 'type', of: type }).filter((one) => one.scope === scope);
}

/** Whether a block is made several times, so that its name alone names none. */
export function isRepeated(resource: Resource, context: FixContext): boolean {
  return /^[ \t]*"?(count|for_each)"?[ \t]*[=:]/m.test(textOf(resource, context));
}

function textOf({ extent: { path, range } }: Resource, context: FixContext): string {
  return context.text(path)?.slice(range.start, range.end) ?? '';
}

/** Whether the tag is missing from most of what has the same governor: one finding says so, and covers the key too. */
function isMostlyUntagged(resource: Resource, row: CatalogRow, context: FixContext): boolean {
  const { byGovernor, untagged } = governedIn(context);
  const key = governorKey(row.tags?.governor === undefined ? undefined : resource.governor, resource);
  let answer = untagged.get(key);
  if (answer === undefined) {
    const siblings = byGovernor.get(key) ?? [];
    const states = new Map(
      siblings.map((one) => [`${one.header.path}:${one.header.range.start}`, stateOfTag(one, context)]),
    );
    const count = (state: string) => [...states.values()].filter((one) => one === state).length;
    answer = count('absent') > count('present');
    untagged.set(key, answer);
  }
  return answer;
}

interface Governed {
  /** Under a governor's id, and under each file's path. */
  readonly byGovernor: ReadonlyMap<string, readonly Resource[]>;
  readonly untagged: Map<string, boolean>;
}

/** A report asks for the fixes of many findings under one governor. */
const governed = new WeakMap<FixContext, Governed>();

function governedIn(context: FixContext): Governed {
  let known = governed.get(context);
  if (!known) {
    const byGovernor = new Map<string, Resource[]>();
    for (const one of context.resources) {
      const keys = [governorKey(undefined, one), ...(one.governor ? [governorKey(one.governor, one)] : [])];
      for (const key of keys) {
        const list = byGovernor.get(key);
        if (list) list.push(one);
        else byGovernor.set(key, [one]);
      }
    }
    known = { byGovernor, untagged: new Map() };
    governed.set(context, known);
  }
  return known;
}

function governorKey(governor: string | undefined, { header }: Resource): string {
  return governor === undefined ? `file ${header.path}` : `governor ${governor}`;
}

function stateOfTag(resource: Resource, context: FixContext): unknown {
  return facetsOf(resource, context).find(({ kind }) => kind === 'tags')?.properties.state;
}

function freeName(wish: string, { skeleton = [] }: KeyKind, resource: Resource, context: FixContext): string {
  const taken = new Set(
    skeleton.flatMap(({ type }) =>
      siblingsOf(resource, type, context).map((one) => localName(one).split('.').at(-1)),
    ),
  );
  let name = wish;
  for (let n = 2; taken.has(name); n++) name = `${wish}${n}`;
  return name;
}

/** Where the thing is, if that is one region in an allowed country. */
function placeCode(resource: Resource, context: FixContext): string | undefined {
  const codes = new Set(
    originsOf(resource, context).map(({ place }) =>
      place?.countries.length && place.countries.every((one) => context.policy.countries.includes(one))
        ? place.region.toLowerCase()
        : undefined,
    ),
  );
  const [code, ...others] = codes;
  return others.length === 0 ? code : undefined;
}

/** Whether the governor gives the tag to the key as it does to the thing. */
function isGiven(
  tags: TagsSpec,
  tag: Tag,
  resource: Resource,
  row: CatalogRow,
  context: FixContext,
): boolean {
  const path = tags.governor ?? row.tags?.governor;
  const governor = resource.governor === undefined ? undefined : context.resource(resource.governor);
  return (
    path !== undefined &&
    governor !== undefined &&
    entryAt(governor, [...path.split('.'), tag.key]) !== undefined
  );
}

function tagged({ at, shape }: TagsSpec, { key, value }: Tag): Members['members'] {
  if (shape === 'map') return { [at]: { members: { [key]: value } } };
  return shape === 'list' ? { [at]: { items: [{ members: { Key: key, Value: value } }] } } : {};
}
