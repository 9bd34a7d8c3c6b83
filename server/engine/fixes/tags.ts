import type { Edit, Fix } from '../../core/finding';
import { isHcl, type Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { ListValue, MapValue, Value } from '../../core/value';
import type { Verdict } from '../judge';
import { isDomestic } from '../rules/condition';
import type { CatalogRow, Facet } from '../types';
import type { FixContext } from './index';
import { type Inserted, insertEntry } from './insertion';
import { textAt } from './place';

/** Adds the operator tag: to the governor's default tags if there is one, else to each thing that lacks it. */
export function operatorTag(
  verdicts: readonly Verdict[],
  governor: Resource | undefined,
  context: FixContext,
): Fix | undefined {
  const inUse = context.operatorInUse();
  const value =
    context.policy.operatorTag.value ?? (inUse && isDomestic(inUse, context) === true ? inUse : undefined);
  if (value === undefined) return undefined;
  const { key } = context.policy.operatorTag;
  const edits = governor
    ? [governorEdit(governor, verdicts[0]!.facet.row, key, value, context)]
    : verdicts.map(({ facet }) => thingEdit(facet.resource, facet.row, key, value, context));
  const known = unique(edits.flatMap((edit) => (edit ? [edit] : [])));
  if (known.length === 0 || edits.includes(undefined)) return undefined;
  return {
    title: { key: 'fix.operator-tag', args: { tag: key, with: value } },
    safety: 'safe',
    edits: known,
  };
}

/** Names the operator that the configuration, or the rest of the workspace, names. */
export function operatorValue(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const value = context.policy.operatorTag.value;
  if (value === undefined || textAt(at, context) !== String(verdicts[0]!.facet.properties.value))
    return undefined;
  return {
    title: { key: 'fix.operator-value', args: { with: value } },
    safety: 'safe',
    edits: [{ at, newText: value }],
  };
}

/** The value of the operator tag that the workspace uses, where all its tags agree. */
export function operatorInUse(facets: readonly Facet[]): string | undefined {
  const values = new Set<string>();
  for (const { kind, properties } of facets) {
    if (kind === 'tags' && properties.state === 'present' && typeof properties.value === 'string') {
      values.add(properties.value);
    }
  }
  const [only, ...others] = values;
  return others.length === 0 ? only : undefined;
}

function governorEdit(
  governor: Resource,
  row: CatalogRow | undefined,
  key: string,
  value: string,
  context: FixContext,
): Edit | undefined {
  const path = row?.tags?.governor;
  const text = context.text(governor.extent.path);
  if (!path || text === undefined) return undefined;
  return insertAt(governor.body, path.split('.'), key, scalarText(governor, value), governor, text);
}

function thingEdit(
  resource: Resource,
  row: CatalogRow | undefined,
  key: string,
  value: string,
  context: FixContext,
): Edit | undefined {
  const text = context.text(resource.extent.path);
  if (!row?.tags || text === undefined) return undefined;
  const { at, shape } = row.tags;
  const path = at.split('.');
  if (shape === 'map') return insertAt(resource.body, path, key, scalarText(resource, value), resource, text);
  if (shape === 'list' && resource.dialect === 'cloudformation') {
    return listEdit(resource.body, path, key, value, resource, text);
  }
  if (shape === 'blocks' && resource.dialect === 'terraform') {
    const block = { key: JSON.stringify(key), value: JSON.stringify(value), propagate_at_launch: 'true' };
    return insertEntry(resource.body, path[0]!, block, resource.dialect, text);
  }
  return undefined;
}

/** Adds `key` to the map at a path, making what is missing of the path; nothing where an expression stands in the way. */
function insertAt(
  map: MapValue,
  path: readonly string[],
  key: string,
  value: string,
  { dialect }: Resource,
  text: string,
): Edit | undefined {
  const [name, ...rest] = path;
  if (name === undefined)
    return standsInCode(map, text) ? insertEntry(map, key, value, dialect, text) : undefined;
  const entry = map.entries.get(name);
  if (entry) {
    const inner = soleMap(entry.value);
    if (inner && entry.value.trace === undefined)
      return insertAt(inner, rest, key, value, { dialect } as Resource, text);
    return isHcl(dialect) && rest.length === 0 ? merged(entry.expression, key, value, text) : undefined;
  }
  if (isHcl(dialect)) {
    const object = `{ ${key} = ${value} }`;
    const [last, ...blocks] = [...path].reverse();
    const inserted = blocks.length === 0 ? object : nest(blocks.slice(0, -1), { [last!]: object });
    return insertEntry(map, name, inserted, dialect, text);
  }
  return insertEntry(map, name, nest([...rest].reverse(), { [key]: value }), dialect, text);
}

function nest(namesFromInside: readonly string[], inner: Inserted): Inserted {
  return namesFromInside.reduce<Inserted>((value, name) => ({ [name]: value }), inner);
}

/** `tags = var.tags` becomes `tags = merge(var.tags, { key = value })`. */
function merged(
  expression: Location | undefined,
  key: string,
  value: string,
  text: string,
): Edit | undefined {
  if (!expression) return undefined;
  const source = text.slice(expression.range.start, expression.range.end);
  return { at: expression, newText: `merge(${source}, { ${key} = ${value} })` };
}

/** CloudFormation's `Tags: [{ Key, Value }]`. */
function listEdit(
  map: MapValue,
  path: readonly string[],
  key: string,
  value: string,
  resource: Resource,
  text: string,
): Edit | undefined {
  const entry = map.entries.get(path[0]!);
  const json = resource.extent.path.endsWith('.json');
  if (!entry) {
    if (!standsInCode(map, text)) return undefined;
    if (json || text[map.at.range.start] === '{') return flowTags(map, path[0]!, key, value, json, text);
    return insertEntry(map, path[0]!, { [`- Key`]: key, [`  Value`]: value }, resource.dialect, text);
  }
  if (entry.value.kind !== 'list' || entry.value.trace) return undefined;
  return itemEdit(entry.value, key, value, json, text);
}

function flowTags(
  map: MapValue,
  name: string,
  key: string,
  value: string,
  json: boolean,
  text: string,
): Edit {
  const { path, range } = map.at;
  const item = flowItem(key, value, json);
  const entry = json ? `${JSON.stringify(name)}: [${item}]` : `${name}: [${item}]`;
  const empty = text
    .slice(range.start + 1, range.end)
    .trimStart()
    .startsWith('}');
  const start = range.start + 1;
  return { at: { path, range: { start, end: start } }, newText: empty ? ` ${entry} ` : ` ${entry},` };
}

function itemEdit(
  list: ListValue,
  key: string,
  value: string,
  json: boolean,
  text: string,
): Edit | undefined {
  const { path, range } = list.at;
  const insert = (offset: number, newText: string): Edit => ({
    at: { path, range: { start: offset, end: offset } },
    newText,
  });
  if (text[range.start] === '[') {
    const empty = text.slice(range.start + 1, range.end).trim() === ']';
    return insert(range.start + 1, `${flowItem(key, value, json)}${empty ? '' : ', '}`);
  }
  if (text[range.start] !== '-') return undefined;
  const indent = ' '.repeat(range.start - (text.lastIndexOf('\n', range.start - 1) + 1));
  return insert(range.start, `- Key: ${key}\n${indent}  Value: ${value}\n${indent}`);
}

function flowItem(key: string, value: string, json: boolean): string {
  return json
    ? `{ "Key": ${JSON.stringify(key)}, "Value": ${JSON.stringify(value)} }`
    : `{ Key: ${key}, Value: ${value} }`;
}

/** The one map that a value is: itself, or the only block of its type. */
function soleMap(value: Value): MapValue | undefined {
  if (value.kind === 'map') return value;
  const only = value.kind === 'list' && value.items.length === 1 && !value.open ? value.items[0] : undefined;
  return only?.kind === 'map' ? only : undefined;
}

/** Whether a map's text is a literal map, not an expression that makes one. */
function standsInCode(map: MapValue, text: string): boolean {
  if (map.header) return true;
  const { range } = map.at;
  const first = text[range.start];
  return first === '{' || [...map.entries.values()].some((entry) => entry.key.range.start === range.start);
}

function scalarText({ dialect }: Resource, value: string): string {
  return isHcl(dialect) ? JSON.stringify(value) : value;
}

function unique(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter(({ at }) => {
    const key = `${at.path}:${at.range.start}-${at.range.end}`;
    return !seen.has(key) && seen.add(key);
  });
}
