import type { Resource } from '../../core/resource';
import { hops, type Unknown, type Value } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, TagsSpec } from '../types';
import { UNKNOWN } from '../types';
import { anchorsOf } from './place';
import { nowhere } from './reading';
import { isThing } from './row';
import { type Found, select } from './select';
import { untold } from './untold';

/** Whether a thing carries the operator tag, and what it says: effective tags count, whoever brings them. */
export function tagFacets(resource: Resource, row: CatalogRow | undefined, context: FacetContext): Facet[] {
  const spec = row?.tags;
  if (!spec || !isThing(resource, row)) return [];
  const due = isDue(row);
  const read = effectiveTags(resource, spec, context, operatorKey(spec, context));
  const { tags } = read;
  const base = { kind: 'tags' as const, resource, row, argument: spec.at };
  if (tags.length > 0) return tags.map((tag) => present(tag, base, due, context));
  if (!due) return [];
  const written = select(resource.body, spec.at)[0]?.entry?.expression;
  const unknown = read.unknown ?? leftElsewhere(resource, spec, context);
  return [
    {
      ...base,
      certain: resource.certain,
      properties: { state: unknown ? UNKNOWN : 'absent', due },
      anchors: anchorsOf(resource, undefined, written),
      ...(unknown && { unknown: untold(unknown, resource, spec.at) }),
    },
  ];
}

/** What computes, stores data or holds keys owes the tag; the rest may carry it. */
export function isDue(row: CatalogRow): boolean {
  return row.is.some((role) => role === 'computes' || role === 'stores-data' || role === 'holds-keys');
}

/** The operator tag under all its names. */
function operatorKey(spec: TagsSpec, { policy }: FacetContext): KeyOf {
  const { key, aliases } = policy.operatorTag;
  const fold = (name: string) => (spec.ignoreCase ? name.toLowerCase() : name);
  const wanted = new Set([key, ...aliases].map(fold));
  return (name) => (wanted.has(fold(name)) ? key : undefined);
}

function present(
  tag: Tag,
  base: Pick<Facet, 'kind' | 'resource' | 'argument'>,
  due: boolean,
  { facts }: FacetContext,
): Facet {
  const { found } = tag;
  const { value } = found;
  const anchors = anchorsOf(base.resource, value.at, found.entry?.expression);
  const certain = base.resource.certain && isSettledTag(tag, base.resource);
  const common = { ...base, certain, anchors, value };
  if (value.kind !== 'scalar') {
    const unknown = value.kind === 'unknown' ? value : undefined;
    return {
      ...common,
      properties: { state: 'present', value: UNKNOWN, operator: UNKNOWN, due },
      ...(unknown && { unknown: untold(unknown, base.resource, base.argument!) }),
    };
  }
  const text = String(value.value);
  const operator = facts.operator(text);
  return {
    ...common,
    properties: {
      state: 'present',
      value: text,
      operator: operator?.id,
      'operator-control': operator?.control,
      due,
    },
  };
}

/** A tag that is looked for, as it was found. */
export interface Tag {
  /** The key, as it is written. */
  readonly name: string;
  readonly key: string;
  readonly found: Found;
}

/** The key that a tag's name stands for among those that are looked for; several names may stand for one. */
type KeyOf = (name: string) => string | undefined;

interface Tags {
  readonly tags: readonly Tag[];
  /** Why there may be others all the same. */
  readonly unknown?: Unknown;
}

/** Whether every run brings it, with this value. */
export function isSettledTag({ found: { value, certain } }: Tag, { library }: Resource): boolean {
  return certain && !(library && isInput(value));
}

/** The thing's own tags, before those its stack or call hands down, before its governor's. */
export function effectiveTags(resource: Resource, spec: TagsSpec, context: FacetContext, keyOf: KeyOf): Tags {
  const sources: (() => readonly Value[])[] = [
    () => containers(resource, spec),
    () => resource.inheritedTags ?? [],
    () => (spec.governor === undefined ? [] : governing(resource, spec.governor, context)),
  ];
  const tags: Tag[] = [];
  // What certainly is there hides what comes after it.
  const settled = new Set<string>();
  let unknown: Unknown | undefined;
  for (const source of sources) {
    const read = tagsIn(source(), spec, keyOf);
    const seen = read.tags.filter(({ key }) => !settled.has(key));
    tags.push(...seen);
    for (const { key, found } of seen) if (found.certain) settled.add(key);
    if (settled.size === 0) unknown ??= read.unknown;
  }
  return { tags, ...(unknown && { unknown }) };
}

/** The tag maps of the thing itself, each as sure as the way to it. */
function containers(resource: Resource, spec: TagsSpec): readonly Value[] {
  return [spec.at, ...(spec.also ?? [])].flatMap((path) => select(resource.body, path).map(asValue));
}

function asValue({ value, certain }: Found): Value {
  return certain ? value : { kind: 'choice', at: value.at, options: [{ value, certain: false }] };
}

function governing(resource: Resource, path: string, context: FacetContext): readonly Value[] {
  if (resource.ungoverned) return [resource.ungoverned];
  const governor = governorOf(resource, context);
  if (!governor) return [];
  return select(governor.body, path).map(asValue);
}

function governorOf({ governor }: Resource, context: FacetContext): Resource | undefined {
  return governor === undefined ? undefined : context.resource(governor);
}

/** Why a tag that is not written may be there: the governor leaves it to another system, as `ignore_tags` does. */
function leftElsewhere(
  resource: Resource,
  { elsewhere }: TagsSpec,
  context: FacetContext,
): Unknown | undefined {
  const governor = governorOf(resource, context);
  if (!elsewhere || !governor) return undefined;
  const { key, aliases } = context.policy.operatorTag;
  const among = (path: string, matches: (text: string, name: string) => boolean) =>
    select(governor.body, path).find(
      ({ value }) =>
        value.kind === 'unknown' ||
        (value.kind === 'scalar' && [key, ...aliases].some((name) => matches(String(value.value), name))),
    )?.value;
  const left =
    among(elsewhere.names, (text, name) => text === name) ??
    among(elsewhere.beginnings, (text, name) => name.startsWith(text));
  if (!left || left.kind === 'unknown') return left;
  return nowhere(left, 'facets.tag-elsewhere', { name: governor.address, key });
}

function tagsIn(sources: readonly Value[], spec: TagsSpec, keyOf: KeyOf): Tags {
  const tags: Tag[] = [];
  const add = (name: string, container: Found, at: string) => {
    const key = keyOf(name);
    if (key !== undefined)
      tags.push(...candidatesAt(container, at).map((found): Tag => ({ name, key, found })));
  };
  let unknown: Unknown | undefined;
  for (const source of sources) {
    for (const found of select(source, '')) {
      const { value } = found;
      if (value.kind === 'unknown') unknown ??= value;
      if (value.kind !== 'map') continue;
      unknown ??= value.open;
      const pair = pairOf(value);
      // A block is never a map of tags: `tag { key = "team" value = "a" }`.
      if (!pair || (spec.shape === 'map' && !value.header && !pair[0].startsWith('K'))) {
        for (const name of value.entries.keys()) add(name, found, name);
        continue;
      }
      const name = value.entries.get(pair[0])!.value;
      if (name.kind === 'scalar') add(String(name.value), found, pair[1]);
      else if (name.kind === 'unknown') unknown ??= name;
      else if (name.kind === 'choice') unknown ??= undecided(name);
    }
  }
  return { tags, ...(unknown && { unknown }) };
}

/** The tag's value: null takes it away again, which is no value. */
function candidatesAt(container: Found, name: string): Found[] {
  return select(container.value, `[${name}]`)
    .filter(({ value }) => !(value.kind === 'scalar' && value.value === null))
    .map((found) => ({ ...found, certain: found.certain && container.certain }));
}

/**
 * The names of key and value where tags are a list of pairs: CloudFormation's, Cloud Control's, an Auto Scaling group's,
 * and the blocks that Packer's Azure builder calls name and value.
 */
function pairOf({ entries, header }: Value & { kind: 'map' }): readonly [string, string] | undefined {
  if (entries.has('Key') && (entries.has('Value') || entries.size === 1)) return ['Key', 'Value'];
  if (entries.has('key') && (entries.has('value') || entries.has('propagate_at_launch')))
    return ['key', 'value'];
  return header && entries.has('name') && entries.has('value') ? ['name', 'value'] : undefined;
}

function undecided(name: Value): Unknown {
  return {
    kind: 'unknown',
    at: name.at,
    reason: { key: 'facets.undecided-key' },
    settle: { key: 'facets.undecided-key.settle' },
  };
}

/** Whether a value came through an input of its module. */
export function isInput(value: Value): boolean {
  return hops(value.trace).some((hop) => hop.step === 'variable');
}
