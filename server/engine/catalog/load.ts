import { type DialectName, isArm } from '../../core/resource';
import type { Catalog, CatalogRow, CopySpec, KeySpec, PlaceSpec, ScheduleSpec, TagsSpec } from '../types';
import { armRows, azapiRows, withUpdates } from './arm';
import { cloudControlRow, cloudControlType, cloudFormationRow } from './cloudformation';
import { crossplaneNames, crossplaneRow } from './crossplane';
import type { WrittenFile, WrittenKey, WrittenRow, WrittenSchedule } from './written';

/**
 * The catalog in the bundled rules. Rows are made when they are first asked for.
 * @param data The default export of `sovlint:rules`: parsed files by path; those under `catalog/` are read.
 */
export function loadCatalog(data: Readonly<Record<string, unknown>>): Catalog {
  const makers = new Map<string, () => CatalogRow>();
  // What azapi calls things: found by name, but no rows of their own.
  const others = new Map<string, () => CatalogRow>();
  const files = Object.entries(data).flatMap(([path, content]) =>
    path.startsWith('catalog/') ? [content as WrittenFile] : [],
  );
  for (const file of files)
    for (const [type, row] of Object.entries(file.types)) addRow(makers, others, type, row, file);
  for (const file of files) addPlaceless(makers, file);
  for (const file of files) addCrossplane(makers, file, files);
  const made = new Map<string, CatalogRow>();
  const byDialect = new Map<DialectName, readonly CatalogRow[]>();
  const byKey = (key: string): CatalogRow | undefined => {
    let row = made.get(key);
    const maker = row ? undefined : (makers.get(key) ?? others.get(key));
    if (maker) {
      row = maker();
      made.set(key, row);
    }
    return row;
  };
  const find = (dialect: DialectName, type: string) => {
    const language = isArm(dialect) ? 'arm' : dialect;
    for (const name of namesOf(dialect, type)) {
      const row = byKey(`${language} ${name}`);
      if (row) return row;
    }
    return undefined;
  };
  const found = new Map<DialectName, Map<string, CatalogRow | undefined>>();
  return {
    row(dialect, type) {
      const rows = found.get(dialect) ?? new Map<string, CatalogRow | undefined>();
      found.set(dialect, rows);
      if (!rows.has(type)) rows.set(type, find(dialect, type));
      return rows.get(type);
    },
    of(dialect) {
      let rows = byDialect.get(dialect);
      if (!rows) {
        rows = [...makers.keys()].filter((key) => key.startsWith(`${dialect} `)).map((key) => byKey(key)!);
        byDialect.set(dialect, rows);
      }
      return rows;
    },
    get rows() {
      return [...makers.keys()].map((key) => byKey(key)!);
    },
  };
}

function addRow(
  makers: Map<string, () => CatalogRow>,
  others: Map<string, () => CatalogRow>,
  type: string,
  row: WrittenRow,
  file: WrittenFile,
): void {
  const addArm = (name: string, own: WrittenRow): void => {
    const key = typeKey('arm', name);
    makers.set(`arm ${key}`, () => rowOf(name, 'arm', own, file));
    for (const [azapi, made] of azapiRows(name, own, file)) {
      others.set(`terraform ${azapi}`, () => rowOf(name, 'terraform', made(), file));
    }
  };
  for (const name of [type, ...(row.aka ?? [])]) {
    if (file.dialect === 'arm') addArm(name, row);
    else makers.set(`${file.dialect} ${name}`, () => rowOf(name, file.dialect, withUpdates(row), file));
  }
  for (const [name, own] of armRows(row)) addArm(name, own);
  if (file.dialect === 'cloudformation') addControl(makers, type, () => row, file);
  const also = row.also?.cloudformation;
  if (also === undefined) return;
  const override = typeof also === 'string' ? { type: also } : also;
  const template = () => cloudFormationRow(row, override, file);
  makers.set(`cloudformation ${override.type}`, () =>
    rowOf(override.type, 'cloudformation', template(), file),
  );
  addControl(makers, override.type, template, file);
}

/** What CloudFormation has, the `awscc` provider has too. */
function addControl(
  makers: Map<string, () => CatalogRow>,
  type: string,
  template: () => WrittenRow,
  file: WrittenFile,
): void {
  const control = cloudControlType(type);
  makers.set(`terraform ${control}`, () => rowOf(control, 'terraform', cloudControlRow(template()), file));
}

/** A type's name as types are compared: Azure Resource Manager's without case. */
export function typeKey(dialect: DialectName, type: string): string {
  return isArm(dialect) ? type.toLowerCase() : type;
}

function addPlaceless(makers: Map<string, () => CatalogRow>, file: WrittenFile): void {
  if (!file.placeless) return;
  const row: WrittenRow = { thing: file.placeless.thing, is: ['placeless'] };
  for (const type of file.placeless.types) {
    const key = `${file.dialect} ${type}`;
    if (!makers.has(key)) makers.set(key, () => rowOf(type, file.dialect, row, file));
  }
}

function addCrossplane(
  makers: Map<string, () => CatalogRow>,
  { crossplane = {} }: WrittenFile,
  files: readonly WrittenFile[],
): void {
  for (const [name, type] of Object.entries(crossplane)) {
    const make = () => {
      const file = files.find(({ types }) => named(type, types))!;
      return rowOf(name, 'kubernetes', crossplaneRow(named(type, file.types)!, file), file);
    };
    for (const one of crossplaneNames(name)) makers.set(`kubernetes ${one}`, make);
  }
}

function named(type: string, types: WrittenFile['types']): WrittenRow | undefined {
  return types[type] ?? Object.values(types).find(({ aka }) => aka?.includes(type));
}

/** The keys under which a type's row may stand, the most specific first. */
function namesOf(dialect: DialectName, type: string): readonly string[] {
  if (isArm(dialect)) {
    const key = typeKey(dialect, type);
    return [key, ...beginnings(key, '/')];
  }
  if (dialect === 'kubernetes') {
    const parts = type.split('/');
    return [parts.length === 3 ? `${parts[0]}/${parts[2]}` : parts.at(-1)!];
  }
  if (dialect === 'packer') return [type, ...beginnings(type, '-')];
  if (dialect !== 'terraform') return [type];
  // The parts of a public module: `terraform-aws-modules/iam/aws//modules/iam-user`.
  if (type.includes('/')) {
    const [owner, name = ''] = type.split('/');
    const alike = beginnings(name, '-').map((beginning) => `${owner}/${beginning}`);
    return [type, type.replace(/\/\/.*$/, '//*'), ...alike];
  }
  return [type, ...beginnings(type, '_')];
}

/** `a_b_c` -> `a_b_*`, `a_*` */
function beginnings(type: string, separator: string): string[] {
  const names: string[] = [];
  for (let at = type.lastIndexOf(separator); at > 0; at = type.lastIndexOf(separator, at - 1)) {
    names.push(`${type.slice(0, at + 1)}*`);
  }
  return names;
}

function rowOf(type: string, dialect: DialectName, row: WrittenRow, file: WrittenFile): CatalogRow {
  const { pod } = file;
  const schedules = [...(row.schedule ?? [])];
  const images = [...(row.images ?? [])];
  const programs = [...(row.programs ?? [])];
  const accelerators: CatalogRow['accelerator'][number][] = [];
  for (const path of row.pod ?? []) {
    images.push(...(pod?.images.map((image) => `${path}.${image}`) ?? []));
    programs.push(...(pod?.programs?.map((one) => ({ ...one, at: `${path}.${one.at}` })) ?? []));
    accelerators.push(...(pod?.accelerator?.map((one) => ({ ...one, at: `${path}.${one.at}` })) ?? []));
    schedules.push(...(pod?.schedule.map((one) => ({ ...one, at: `${path}.${one.at}` })) ?? []));
  }
  const tags = tagsOf(row.tags, file);
  const provider = row.provider ?? file.provider;
  const placeless = row.is?.includes('placeless');
  return {
    type,
    dialect,
    ...(provider !== undefined && { provider }),
    thing: row.thing,
    is: row.is ?? [],
    place: (row.place ?? (placeless ? [] : file.defaults?.place) ?? []).map(
      (spec): PlaceSpec => (typeof spec === 'string' ? { at: spec } : spec),
    ),
    schedule: schedules.map((one: WrittenSchedule): ScheduleSpec => ({ ...one, labels: file.labels ?? {} })),
    copies: (row.copies ?? []).map((copy) => copyOf(copy, dialect)),
    ...(row.key && { key: keyOf(row.key, dialect, file) }),
    ...(row.holder && { holder: row.holder }),
    ...(tags && { tags }),
    images,
    packages: row.packages ?? [],
    programs,
    services: row.services ?? [],
    models: row.models ?? [],
    principals: row.principals ?? [],
    documents: row.documents ?? [],
    signs: row.signs ?? [],
    ...(row.used && { used: row.used }),
    ...(row.router && { router: row.router }),
    accelerator: [...(row.accelerator ?? []), ...accelerators],
    guards: row.guards ?? [],
    ...(row.state && { state: row.state }),
    ...(row.installs && { installs: row.installs }),
    ...(row.confidential && { confidential: row.confidential }),
    ...(row.guardedBy && { guardedBy: row.guardedBy }),
    ...(row.regional && { regional: true }),
    ...(row.registry && { registry: true }),
    ...(row.module && { module: true }),
    ...(row.names && { names: row.names }),
    ...(row.made !== undefined && { made: row.made }),
  };
}

function tagsOf(tags: WrittenRow['tags'], file: WrittenFile): TagsSpec | undefined {
  if (tags === undefined) return undefined;
  return typeof tags === 'string' ? { shape: 'map', ...file.defaults?.tags, at: tags } : tags;
}

function copyOf(copy: CopySpec, dialect: DialectName): CopySpec {
  const elsewhere = copy.redundancy?.elsewhere;
  if (!elsewhere) return copy;
  const type = typeKey(dialect, elsewhere.type);
  return { ...copy, redundancy: { ...copy.redundancy!, elsewhere: { ...elsewhere, type } } };
}

function keyOf(key: WrittenKey, dialect: DialectName, file: WrittenFile): KeySpec {
  const managed = (own: readonly string[] | undefined) => [...(own ?? []), ...(file.defaults?.managed ?? [])];
  return {
    ...key,
    at: asList(key.at),
    managed: managed(key.managed),
    ...(key.linked && {
      linked: key.linked.map((link) => ({
        ...link,
        type: typeKey(dialect, link.type),
        at: asList(link.at),
        managed: managed(link.managed),
      })),
    }),
  } as KeySpec;
}

function asList(text: string | readonly string[]): readonly string[] {
  return typeof text === 'string' ? [text] : text;
}
