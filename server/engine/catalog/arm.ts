import type { CopySpec, PlaceSpec } from '../types';
import { placesOf, type Renaming, renamed } from './renaming';
import type { Arm, WrittenFile, WrittenKey, WrittenRow } from './written';

/** The same thing in Azure Resource Manager's words, by the types it has there. */
export function armRows(row: WrittenRow): readonly (readonly [type: string, row: WrittenRow])[] {
  const also = row.also?.arm;
  if (also === undefined) return [];
  const list: readonly (string | Arm)[] = Array.isArray(also) ? also : [also as string | Arm];
  return list.map((one) =>
    typeof one === 'string' ? [one, armRow(row, { type: one })] : [one.type, armRow(row, one)],
  );
}

/**
 * Resource Manager nests what Terraform keeps flat, so paths do not carry over: what the thing is does, where it lies by
 * `location`, and its tags.
 */
function armRow({ thing, is, place, tags, holder, registry, provider }: WrittenRow, arm: Arm): WrittenRow {
  const { type: _, ...rest } = arm;
  return {
    thing,
    ...(is && { is }),
    ...(place?.length === 0 && { place }),
    ...(tags && { tags: 'tags' }),
    ...(holder && { holder: { level: holder.level, ...(holder.store && { store: true }) } }),
    ...(registry && { registry }),
    ...(provider !== undefined && { provider }),
    ...rest,
  };
}

/** What stands in front of a type that resources of Terraform's azapi provider name: of azapi_resource … */
const AZAPI = 'azapi:';
/** … of azapi_update_resource … */
const AZAPI_UPDATE = 'azapi-update:';
/** … and of azapi_data_plane_resource. */
const AZAPI_DATA = 'azapi-data:';

/** A row as Terraform's azapi provider writes the thing, by the names under which it is found. */
export function azapiRows(
  type: string,
  row: WrittenRow,
  file: WrittenFile,
): readonly (readonly [name: string, row: () => WrittenRow])[] {
  const key = type.toLowerCase();
  const own = () => azapiRow(type, row, file);
  return [
    [AZAPI + key, own],
    [AZAPI_UPDATE + key, () => ofUpdate(own())],
    [AZAPI_DATA + key, () => ofDataPlane(own())],
  ];
}

/** The provider's own arguments; all else stands in `body`, an object or a text that holds JSON. */
const own: Readonly<Record<string, string>> = { parent: 'parent_id', scope: 'parent_id' };
const azapi: Renaming = {
  path: (path) => {
    const [name] = path.split('.', 1);
    if (name! in own) return own[name!]!;
    return ['location', 'tags', 'name'].includes(name!) ? path : inBody(path);
  },
  inner: (path) => path,
};

function inBody(path: string): string {
  return `body.$json.${path}`;
}

/** The location is an argument, or stands in the body. */
function orInBody(spec: PlaceSpec): PlaceSpec[] {
  return spec.at === 'location' ? [spec, { ...spec, at: inBody(spec.at) }] : [spec];
}

function azapiRow(type: string, row: WrittenRow, file: WrittenFile): WrittenRow {
  const { place, tags, ...base } = row;
  const { copies, ...written } = renamed(base, azapi);
  return {
    ...written,
    ...(copies && { copies: copies.map(setByAzapi) }),
    place: placesOf(place ?? file.defaults?.place ?? [], azapi).flatMap(orInBody),
    ...(tags && { tags: { ...file.defaults?.tags, shape: 'map', at: 'tags', also: [inBody('tags')] } }),
    ...(row.key && {
      key: { ...written.key!, linked: [...linkedBy(row.key), ...updatesOf(type, row)] },
    }),
  };
}

function setByAzapi(copy: CopySpec): CopySpec {
  const elsewhere = copy.redundancy?.elsewhere;
  if (!elsewhere) return copy;
  const own = { type: AZAPI + elsewhere.type.toLowerCase(), via: azapi.path(elsewhere.via) };
  return { ...copy, redundancy: { ...copy.redundancy!, elsewhere: own } };
}

type Links = NonNullable<WrittenKey['linked']>;

function linkedBy({ linked = [] }: WrittenKey): Links {
  return linked.map(({ type, via, at, encrypted, ...rest }) => ({
    ...rest,
    type: AZAPI + type.toLowerCase(),
    via: azapi.path(via),
    at: listed(at).map(azapi.path),
    ...(encrypted !== undefined && { encrypted: azapi.path(encrypted) }),
  }));
}

/** The data plane knows no tags. */
function ofDataPlane({ tags: _, ...row }: WrittenRow): WrittenRow {
  return row;
}

/** What changes a thing says only what it states: nothing is missing from it. */
function ofUpdate({ tags: _, place: __, copies, key, ...base }: WrittenRow): WrittenRow {
  return {
    ...base,
    place: [
      { at: 'resource_id', follow: true },
      { at: 'parent_id', follow: true },
    ],
    ...(copies && {
      copies: copies.map(({ redundancy, ...copy }) => {
        if (!redundancy) return copy;
        const { absent: _, when: __, elsewhere: ___, ...stated } = redundancy;
        return { ...copy, redundancy: stated };
      }),
    }),
    ...(key && { key: { at: key.at, ...(key.managed && { managed: key.managed }), absent: 'unknown' } }),
  };
}

/** How a change that azapi makes gives a thing its key. */
function updatesOf(type: string, { key }: WrittenRow): Links {
  if (!key || listed(key.at).length === 0) return [];
  const { encrypted, managed } = key;
  return [
    {
      type: AZAPI_UPDATE + type.toLowerCase(),
      via: 'resource_id',
      at: listed(key.at).map(azapi.path),
      ...(encrypted !== undefined && { encrypted: azapi.path(encrypted) }),
      ...(managed && { managed }),
    },
  ];
}

/** The row of Terraform's own type, with what azapi may change in the same thing. */
export function withUpdates(row: WrittenRow): WrittenRow {
  const updates = armRows(row).flatMap(([type, arm]) => updatesOf(type, arm));
  if (!row.key || updates.length === 0) return row;
  return { ...row, key: { ...row.key, linked: [...(row.key.linked ?? []), ...updates] } };
}

function listed(text: string | readonly string[]): readonly string[] {
  return typeof text === 'string' ? [text] : text;
}
