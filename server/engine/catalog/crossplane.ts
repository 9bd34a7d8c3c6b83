import type { PlaceSpec, TagsSpec } from '../types';
import { camelPath } from './case';
import { type Renaming, renamed } from './renaming';
import type { WrittenFile, WrittenKey, WrittenPlace, WrittenRow } from './written';

const inner = camelPath;
const renaming: Renaming = { path: (path) => `spec.forProvider.${camelPath(path)}`, inner };

/**
 * A row of Terraform's as Crossplane writes the thing: its providers (upjet) are generated from Terraform's, so the
 * arguments stand below `spec.forProvider` in camel case.
 */
export function crossplaneRow(row: WrittenRow, file: WrittenFile): WrittenRow {
  const { also: _, aka: __, tags, place, key, ...base } = row;
  return {
    ...renamed(base, renaming),
    ...(key && { key: keyOf(key) }),
    place: (place ?? file.defaults?.place ?? []).flatMap(placeOf),
    ...(tags !== undefined && { tags: tagsOf(tags) }),
  };
}

/** The names under which an object is found: of the whole cluster, and of a namespace (`rds.aws.m.upbound.io/Instance`). */
export function crossplaneNames(name: string): readonly string[] {
  return [name, name.replace(/^([^/]*)\.upbound\.io\//, '$1.m.upbound.io/')];
}

function placeOf(written: WrittenPlace): PlaceSpec[] {
  const spec = typeof written === 'string' ? { at: written } : written;
  if (spec.at.startsWith('provider.')) return [];
  const { necessary: _, primary, ...rest } = spec;
  return [{ ...rest, at: renaming.path(spec.at), ...(primary !== undefined && { primary: inner(primary) }) }];
}

/** A key that a reference or a selector names, or that another object may bring, is not absent. */
function keyOf(key: WrittenKey): WrittenKey {
  const own = renamed({ thing: { en: '', ko: '' }, key }, renaming).key!;
  const at = typeof own.at === 'string' ? [own.at] : own.at;
  const references = at.flatMap((path) => [`${path}Ref`, `${path}Selector`]);
  return {
    ...own,
    unless: [...(own.unless ?? []), ...references],
    ...((key.linked || key.account) && { absent: 'unknown' as const }),
  };
}

function tagsOf(tags: string | TagsSpec): TagsSpec {
  const at = typeof tags === 'string' ? tags : tags.at;
  return { shape: 'map', at: renaming.path(at) };
}
