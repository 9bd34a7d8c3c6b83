import type { Edit, Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { originsOf } from '../facets/placing';
import type { Verdict } from '../judge';
import type { CatalogRow, Facet, KeyLink } from '../types';
import type { FixContext } from './index';
import type { Inserted, Members } from './inserted';
import { appendBlocks, entryAt, insertArguments, insertAt, renameEntry, replaceValue } from './insertion';
import type { KeyKind } from './key-knowledge';
import { isRepeated, localName, type Skeleton, siblingsOf, skeletonOf } from './key-skeleton';

/** Names the customer-managed key that the module has, or writes the skeleton of one. */
export function moduleKey(verdicts: readonly Verdict[], context: FixContext): Fix | undefined {
  const { facet } = verdicts[0]!;
  const { resource, row } = facet;
  const { header } = resource;
  const isOne = verdicts.every((verdict) => same(verdict.facet.resource.header, header));
  if (!row?.key || !isOne) return undefined;
  const provider = row.provider ?? resource.provider;
  const kind = context.keys.kinds.find(
    (one) => one.dialect === resource.dialect && one.provider === provider,
  );
  if (!kind) return undefined;
  const keys = keysIn(resource, kind, context);
  const [key] = keys;
  // Which of several, or of those that one block makes, nobody but people can tell.
  if (key && (new Set(keys.map((one) => one.address)).size > 1 || isRepeated(key, context))) return undefined;
  const skeleton = key ? undefined : skeletonOf(kind, resource, row, context);
  const name = key ? localName(key) : skeleton?.name;
  if (name === undefined) return undefined;
  const edits = edited(facet, row, kind, named(name, kind, resource), skeleton, context);
  if (!edits) return undefined;
  const title = skeleton ? { key: 'fix.key-skeleton' } : { key: 'fix.module-key', args: { with: name } };
  return { title, safety: 'unsafe', edits };
}

/** The keys that the module or template has for things under the same provider block, but for those kept abroad. */
function keysIn(resource: Resource, kind: KeyKind, context: FixContext): readonly Resource[] {
  const isAbroad = (key: Resource) =>
    originsOf(key, context).some(({ countries }) =>
      countries?.some((country) => !context.policy.countries.includes(country)),
    );
  return siblingsOf(resource, kind.type, context)
    .filter((key) => key.kind === 'resource' && key.governor === resource.governor)
    .filter((key) => !isAbroad(key));
}

/** A key as another thing names it. */
function named(name: string, { attribute }: KeyKind, { dialect, extent }: Resource): Inserted {
  if (dialect !== 'cloudformation') return { expression: `${name}.${attribute}` };
  if (!extent.path.endsWith('.json')) return { expression: `!GetAtt ${name}.${attribute}` };
  return { members: { 'Fn::GetAtt': { items: [name, attribute] } } };
}

/** Where a thing, or another that speaks for it, says how it is encrypted. */
interface Place {
  readonly resource: Resource;
  /** Where the key is named. */
  readonly at: string;
  /** Where encryption is switched on. */
  readonly encrypted?: string;
}

function edited(
  facet: Facet,
  row: CatalogRow,
  kind: KeyKind,
  key: Inserted,
  skeleton: Skeleton | undefined,
  context: FixContext,
): readonly Edit[] | undefined {
  const { resource } = facet;
  const text = context.text(resource.extent.path);
  if (text === undefined) return undefined;
  const link = newLink(facet, row, kind);
  if (link) {
    // Names the thing by its id, which a block that is made several times has several of.
    if (isRepeated(resource, context) || resource.extent.path.endsWith('.json')) return undefined;
    const blocks = [linkBlock(link, resource, key, context), ...(skeleton?.blocks ?? [])];
    return appendBlocks(resource, blocks, text);
  }
  const place = placeOf(facet, row, context);
  if (!place || (kind.nested === false && place.at.includes('.'))) return undefined;
  const own = encryption(place, key, context);
  return own && skeleton ? joined(own, skeleton.edits(text)) : own;
}

/** A linked thing that is not there yet, for types that are encrypted by one. */
function newLink({ value }: Facet, { dialect, key }: CatalogRow, kind: KeyKind): KeyLink | undefined {
  return value || dialect !== 'terraform' || kind.nested === false ? undefined : key?.linked?.[0];
}

function linkBlock(
  link: KeyLink,
  resource: Resource,
  key: Inserted,
  context: FixContext,
): Members & { header: string } {
  const [, name] = localName(resource).split('.');
  const path = link.at[0]!.split('.');
  const leaf = path.pop()!;
  const on = link.encrypted === undefined ? undefined : switchedOn(link.encrypted, context);
  const said: Members['members'] = {
    ...(link.encrypted && on !== null && { [link.encrypted.split('.').at(-1)!]: on! }),
    [leaf]: key,
  };
  const inner = path.reduceRight<Members['members']>(
    (members, part) => ({ [part]: { members, block: true } }),
    said,
  );
  const members = { [link.via]: { expression: `${localName(resource)}.id` }, ...inner };
  return { header: `resource ${JSON.stringify(link.type)} ${JSON.stringify(name)}`, members };
}

/** Where the literal that decides stands; the thing itself where nothing is written. */
function placeOf(
  { resource, value, argument }: Facet,
  { key }: CatalogRow,
  context: FixContext,
): Place | undefined {
  const spec = key!;
  const pathIn = (at: readonly string[]) => (argument && at.includes(argument) ? argument : at[0]);
  const place = (of: Resource, at: readonly string[], encrypted?: string): Place | undefined => {
    const path = pathIn(at);
    return path === undefined ? undefined : { resource: of, at: path, ...(encrypted && { encrypted }) };
  };
  if (!value || encloses(resource.extent, value.at)) return place(resource, spec.at, spec.encrypted);
  for (const link of spec.linked ?? []) {
    const one = siblingsOf(resource, link.type, context).find(({ extent }) => encloses(extent, value.at));
    if (one) return place(one, link.at, link.encrypted);
  }
  return undefined;
}

/** The key, and beside it what switches encryption on. */
function encryption(
  { resource, at, encrypted }: Place,
  key: Inserted,
  context: FixContext,
): readonly Edit[] | undefined {
  const text = context.text(resource.extent.path)!;
  const path = at.split('.');
  const leaf = path.at(-1)!;
  const parent = path.slice(0, -1);
  const edits: (readonly Edit[] | undefined)[] = [];
  const missing: Record<string, Inserted> = {};
  const switchPath = encrypted?.split('.');
  const on = encrypted === undefined ? undefined : switchedOn(encrypted, context);
  const written = switchPath && entryAt(resource, switchPath);
  const isBeside = switchPath?.slice(0, -1).join('.') === parent.join('.');
  const keyed = entryAt(resource, path);
  if (on === null && written) {
    if (!isBeside || keyed) return undefined;
    return renameEntry(written, leaf, key, resource, text);
  }
  if (on !== undefined && on !== null && written) {
    if (written.value.trace || written.value.kind !== 'scalar') return undefined;
    if (written.value.value !== on) edits.push(replaceValue(written, on, resource, text));
  } else if (on !== undefined && on !== null && switchPath) {
    if (!isBeside) return undefined;
    missing[switchPath.at(-1)!] = on;
  }
  if (keyed) edits.push(keyed.value.trace ? undefined : replaceValue(keyed, key, resource, text));
  else missing[leaf] = key;
  if (Object.keys(missing).length > 0) {
    const shape = { kind: 'block', lists: context.keys.lists } as const;
    edits.push(
      parent.length > 0
        ? insertAt(resource, parent, missing, shape, text)
        : insertArguments(resource, missing, text),
    );
  }
  return edits.every((one) => one !== undefined) ? edits.flat() : undefined;
}

function switchedOn(path: string, { keys: { switches } }: FixContext): string | boolean | null {
  const name = path.split('.').at(-1)!;
  for (const one of [path, name]) if (Object.hasOwn(switches, one)) return switches[one]!;
  return true;
}

/** Insertions at one place become one. */
function joined(own: readonly Edit[], others: readonly Edit[] | undefined): readonly Edit[] | undefined {
  if (!others) return undefined;
  const rest = [...others];
  const edits = own.map((edit) => {
    const { range } = edit.at;
    const i = rest.findIndex(({ at }) => at.range.start === range.end && at.range.start === range.start);
    const [other] = i < 0 ? [] : rest.splice(i, 1);
    return other ? { ...edit, newText: edit.newText + other.newText } : edit;
  });
  return [...edits, ...rest];
}

function same(a: Location, b: Location): boolean {
  return a.path === b.path && a.range.start === b.range.start;
}

function encloses(outer: Location, { path, range }: Location): boolean {
  return path === outer.path && outer.range.start <= range.start && range.end <= outer.range.end;
}
