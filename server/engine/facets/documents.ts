import type { Resource } from '../../core/resource';
import type { MapValue, Value } from '../../core/value';
import { isOfKind, mayBeConfiguration } from '../../dialects/configuration';
import { documentOf, sectionsOf } from '../../dialects/terraform/expressions';
import type { CatalogRow, DocumentSpec, FacetContext } from '../types';
import { type Found, select, written } from './select';

/** A configuration of a program, with the row that says how it is read. */
export interface Document {
  readonly body: MapValue;
  readonly row: CatalogRow;
  readonly certain: boolean;
}

/** Mappings nested deeper than this are none that anybody wrote. */
const MAX_NESTING = 20;

/** What a resource itself says, and the configurations that it carries as texts or among its values. */
export function documentsIn(resource: Resource, row: CatalogRow, context: FacetContext): readonly Document[] {
  const kinds = context.catalog.of('configuration');
  const carried = [...row.documents, ...valuesOf(row)].flatMap(({ at, anywhere }) =>
    select(resource.body, at).flatMap((found) => within(found, anywhere === true, kinds, 0)),
  );
  return [{ body: used(resource.body, row), row, certain: true }, ...carried];
}

/** The values that a chart is installed with. */
function valuesOf({ installs }: CatalogRow): readonly DocumentSpec[] {
  return (installs?.values ?? []).map((at) => ({ at, anywhere: true }));
}

function within(found: Found, anywhere: boolean, kinds: readonly CatalogRow[], depth: number): Document[] {
  const { value, certain } = found;
  if (value.kind === 'scalar') {
    const text = inText(value, kinds);
    return text ? recognised(text, certain, kinds) : [];
  }
  if (value.kind !== 'map' || depth > MAX_NESTING) return [];
  const enabled = value.entries.get('enabled')?.value;
  if (enabled?.kind === 'scalar' && enabled.value === false) return [];
  const own = recognised(value, certain, kinds);
  if (own.length > 0 || !anywhere) return own;
  return [...value.entries.values()].flatMap((entry) =>
    select(entry.value, '').flatMap((one) =>
      within({ ...one, certain: certain && one.certain }, anywhere, kinds, depth + 1),
    ),
  );
}

function recognised(body: MapValue, certain: boolean, kinds: readonly CatalogRow[]): Document[] {
  return kinds
    .filter(({ signs }) => isOfKind(body, signs))
    .map((row) => ({ body: used(body, row), row, certain }));
}

/** What a text says, where a glance at it shows the signs of a configuration: most texts hold other things. */
function inText(value: Value & { kind: 'scalar' }, kinds: readonly CatalogRow[]): MapValue | undefined {
  const text = String(value.value);
  if (SECTION.test(text)) return inSections(value);
  const made = mayBeConfiguration(text, kinds) ? documentOf(value) : undefined;
  return made?.kind === 'map' ? made : undefined;
}

const SECTION = /^[ \t]*\[[A-Za-z_]+\][ \t]*\r?$/m;

/** What a text of sections says, under a name that no other configuration has. */
function inSections(value: Value): MapValue | undefined {
  const sections = sectionsOf(value);
  if (!sections) return undefined;
  const { at } = sections;
  return { kind: 'map', at, entries: new Map([['sections', { key: at, value: sections }]]) };
}

/** A configuration without the entries that nothing in it names: they do nothing. */
function used(body: MapValue, { used: spec }: CatalogRow): MapValue {
  if (!spec) return body;
  const entry = body.entries.get(spec.of);
  if (entry?.value.kind !== 'map') return body;
  const named = written(body, spec.named);
  if (named.some(({ value }) => value.kind !== 'scalar')) return body;
  const names = new Set(named.map(({ value }) => (value.kind === 'scalar' ? String(value.value) : '')));
  const entries = new Map([...entry.value.entries].filter(([name]) => names.has(name)));
  return {
    ...body,
    entries: new Map(body.entries).set(spec.of, { ...entry, value: { ...entry.value, entries } }),
  };
}
