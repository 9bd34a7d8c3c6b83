import type { Edit } from '../../core/finding';
import { isArm, isHcl, type Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { ListValue, MapEntry, MapValue, Value } from '../../core/value';
import type { Inserted, Members } from './inserted';
import { bicepText, indentAt, insertBicep } from './insertion-bicep';
import { hclBlock, hclText, insertHcl, renameHcl } from './insertion-hcl';
import { insertJson, insertJsonBeside, insertJsonItem, jsonText } from './insertion-json';
import {
  fillYaml,
  flowText,
  hasMember,
  insertYaml,
  insertYamlBeside,
  insertYamlItem,
} from './insertion-yaml';

type Entries = Members['members'];
type Written = Pick<Resource, 'dialect'>;

/**
 * Edits that add arguments to a resource as it stands in the code, in that file's own style; nothing where the code is
 * not what was expected.
 */
export function insertArguments(
  resource: Resource,
  entries: Entries,
  text: string,
): readonly Edit[] | undefined {
  const { body, dialect, extent } = resource;
  const { path, range } = body.at;
  // What an alias brings in stands elsewhere, and serves others.
  if (path !== extent.path || range.start < extent.range.start || range.end > extent.range.end)
    return undefined;
  if (dialect !== 'cloudformation' || range.start !== range.end) {
    const beside = isArm(dialect) && path.endsWith('.json') ? lastOfHead(body, text) : undefined;
    return beside ? [insertJsonBeside(beside, entries, text)] : insertEntries(body, entries, resource, text);
  }
  // Without properties the body is a point: where they would begin, or where the resource's own mapping does.
  if (/Properties["']?\s*:\s*$/.test(text.slice(0, range.start))) return undefined;
  const whole = { path, range: { start: range.start, end: extent.range.end } };
  const mapping: MapValue = { kind: 'map', entries: new Map(), at: whole };
  return insertEntries(mapping, { Properties: { members: entries } }, resource, text);
}

/** Where what a resource of ARM says of itself first ends: its location, else its name, from its key to its value's end. */
function lastOfHead({ entries }: MapValue, text: string): Location | undefined {
  for (const name of ['location', 'name']) {
    const entry = entries.get(name);
    if (!entry) continue;
    const { key, value, expression = value.at } = entry;
    const { start, end } = unquoted(expression, text).range;
    // What stands elsewhere does not say where it ends here.
    if (expression.path === key.path && text.slice(key.range.end, start).trim() === '":')
      return { path: key.path, range: { start: key.range.start - 1, end } };
  }
  return undefined;
}

/** What the maps are that a path leads through, where that is not said by the path. */
export interface Shape {
  /** The last, where the language tells blocks from maps; those that lead to it are blocks. */
  readonly kind: 'map' | 'block';
  /** Names of those that stand in a list. */
  readonly lists?: readonly string[];
}

/**
 * Edits that add entries to the map at a path in a resource, making what is missing of the path.
 * @returns nothing where something else than one map stands on the way, or one that stands elsewhere
 */
export function insertAt(
  resource: Resource,
  path: readonly string[],
  entries: Entries,
  shape: Shape,
  text: string,
): readonly Edit[] | undefined {
  // Inside a text that holds JSON nothing is inserted.
  if (path.includes('$json')) return undefined;
  let map = resource.body;
  for (const [i, name] of path.entries()) {
    const entry = map.entries.get(name);
    const inserted = made(path.slice(0, i + 1), path.slice(i + 1), entries, shape);
    if (!entry) {
      const missing = { [name]: inserted };
      return map === resource.body
        ? insertArguments(resource, missing, text)
        : insertEntries(map, missing, resource, text);
    }
    if (entry.value.trace) return undefined;
    if (entry.value.kind === 'scalar' && entry.value.value === null) {
      return fillEntry(entry, inserted, resource, text);
    }
    const inner = soleMap(entry.value);
    if (!inner) return undefined;
    map = inner;
  }
  return map === resource.body
    ? insertArguments(resource, entries, text)
    : insertEntries(map, entries, resource, text);
}

/** The entry at a path in a resource, each map on the way the only one of its name. */
export function entryAt({ body }: Resource, path: readonly string[]): MapEntry | undefined {
  let map: MapValue | undefined = body;
  let entry: MapEntry | undefined;
  for (const name of path) {
    entry = map?.entries.get(name);
    map = entry && !entry.value.trace ? soleMap(entry.value) : undefined;
  }
  return entry;
}

/** What stands at the end of a path that is made: in a list where its name says so. */
function made(above: readonly string[], below: readonly string[], entries: Entries, shape: Shape): Inserted {
  const [name, ...rest] = below;
  const block = name !== undefined || shape.kind === 'block';
  const members = name === undefined ? entries : { [name]: made([...above, name], rest, entries, shape) };
  const map: Members = block ? { members, block: true } : { members };
  return shape.lists?.includes(above.at(-1)!) ? { items: [map] } : map;
}

/** The one map that a value is: itself, or the only block of its type. */
function soleMap(value: Value): MapValue | undefined {
  if (value.kind === 'map') return value;
  const only = value.kind === 'list' && value.items.length === 1 && !value.open ? value.items[0] : undefined;
  return only?.kind === 'map' ? only : undefined;
}

/** @param map one that stands in the code: a block by its `extent`, others by their deciding text */
function insertEntries(
  map: MapValue,
  entries: Entries,
  { dialect }: Written,
  text: string,
): readonly Edit[] | undefined {
  const { path, range } = map.extent && isHcl(dialect) ? map.extent : map.at;
  if (path.endsWith('.json')) {
    // HCL's JSON has a block's labels before its brace.
    const labelled = isHcl(dialect) && map.header !== undefined && text[range.start] !== '{';
    const open = labelled ? text.indexOf('{', map.header.range.end) : range.start;
    const at = { path, range: { start: open, end: range.end } };
    if (text[open] !== '{' || hasMember(at, Object.keys(entries), text)) return undefined;
    return [insertJson(at, entries, text)];
  }
  const insert = isHcl(dialect) ? insertHcl : dialect === 'bicep' ? insertBicep : insertYaml;
  const edits = insert(map, entries, text);
  return edits && withLineEnds(edits, text);
}

/** Edits that give an entry that says nothing (`labels:`, `tags = null`) a value. */
function fillEntry(
  { key, expression }: MapEntry,
  value: Inserted,
  { dialect }: Written,
  text: string,
): readonly Edit[] | undefined {
  if (key.path.endsWith('.json') || isHcl(dialect) || dialect === 'bicep') {
    if (!expression || text.slice(expression.range.start, expression.range.end) !== 'null') return undefined;
    if (dialect === 'bicep') {
      const newText = bicepText(value, indentAt(text, key.range.start));
      return withLineEnds([{ at: expression, newText }], text);
    }
    return [{ at: expression, newText: key.path.endsWith('.json') ? jsonText(value) : hclText(value) }];
  }
  const edits = fillYaml(key, value, text);
  return edits && withLineEnds(edits, text);
}

/** Edits that put another value in place of a literal. */
export function replaceValue(
  { key, value: { at }, expression }: MapEntry,
  value: Inserted,
  { dialect }: Written,
  text: string,
): readonly Edit[] {
  const { path, range } = at;
  if (path.endsWith('.json')) return [{ at: unquoted(at, text), newText: jsonText(value) }];
  if (isHcl(dialect)) return [{ at: expression ?? { path, range }, newText: hclText(value) }];
  if (dialect === 'bicep') return [{ at: unquoted(at, text), newText: bicepText(value) }];
  return key.path === path ? [{ at: unquoted(at, text), newText: flowText(value) }] : [];
}

/** A literal with the quotes around it. */
function unquoted({ path, range: { start, end } }: Location, text: string): Location {
  const quote = text[start - 1];
  const isQuoted = (quote === '"' || quote === "'") && text[end] === quote;
  return { path, range: isQuoted ? { start: start - 1, end: end + 1 } : { start, end } };
}

/** Edits that put another argument in place of one; in HCL alone. */
export function renameEntry(
  entry: MapEntry,
  name: string,
  value: Inserted,
  { dialect }: Written,
  text: string,
): readonly Edit[] | undefined {
  return isHcl(dialect) && !entry.key.path.endsWith('.json')
    ? renameHcl(entry, name, value, text)
    : undefined;
}

/** A block of HCL, with a line of comment above it. */
export interface Block extends Members {
  readonly comment?: string;
  readonly header: string;
}

/** Edits that write blocks below a resource's own. */
export function appendBlocks({ extent }: Resource, blocks: readonly Block[], text: string): readonly Edit[] {
  const { path, range } = extent;
  const newline = text.indexOf('\n', range.end);
  const end = newline < 0 ? text.length : newline;
  const offset = range.end + text.slice(range.end, end).trimEnd().length;
  const written = blocks.map(
    ({ comment, header, members }) => `\n\n${comment ? `# ${comment}\n` : ''}${hclBlock(header, members)}`,
  );
  const at = { path, range: { start: offset, end: offset } };
  return withLineEnds([{ at, newText: written.join('') }], text);
}

/** Edits that add an item to a list. */
export function insertItem(list: ListValue, value: Inserted, text: string): readonly Edit[] | undefined {
  const { path, range } = list.at;
  if (path.endsWith('.json')) {
    return text[range.start] === '[' ? [insertJsonItem(list.at, value, text)] : undefined;
  }
  const edits = insertYamlItem(list, value, text);
  return edits && withLineEnds(edits, text);
}

/** Edits that add an entry beside one of a mapping. `beside`: from its key to the end of its value. */
export function insertBeside(beside: Location, key: string, value: Inserted, text: string): readonly Edit[] {
  const edit = beside.path.endsWith('.json')
    ? insertJsonBeside(beside, { [key]: value }, text)
    : insertYamlBeside(beside, key, value, text);
  return withLineEnds([edit], text);
}

/** Edits whose lines end as they do in the file. */
function withLineEnds(edits: readonly Edit[], text: string): readonly Edit[] {
  if (!text.includes('\r\n')) return edits;
  return edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll('\n', '\r\n') }));
}
