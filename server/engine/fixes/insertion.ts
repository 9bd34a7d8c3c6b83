import type { Edit } from '../../core/finding';
import { type DialectName, isHcl } from '../../core/resource';
import type { Location } from '../../core/source';
import type { MapValue } from '../../core/value';

/** What is put into a map: a scalar's source text, or a map of them in turn. */
export type Inserted = string | { readonly [key: string]: Inserted };

/**
 * An edit that adds an entry to a block, object or mapping as it stands in the code, in that file's own style.
 * @param map a map that stands in the code: a block by its `extent`, others by their deciding text
 * @param value source text for the dialect (`"x"`, `aws_kms_key.a.arn`, `x`), or nested maps of it; in Terraform a
 *   nested map becomes a nested block
 * @returns nothing where the map does not stand in the code, or its text is not what was expected
 */
export function insertEntry(
  map: MapValue,
  key: string,
  value: Inserted,
  dialect: DialectName,
  text: string,
): Edit | undefined {
  if (isHcl(dialect)) return insertHcl(map, map.extent ?? map.at, key, value, text);
  const { at } = map;
  if (text[at.range.start] === '{') return insertFlow(at, key, value, at.path.endsWith('.json'), text);
  return insertBlockYaml(map, at, key, value, text);
}

function insertHcl(
  map: MapValue,
  extent: Location,
  key: string,
  value: Inserted,
  text: string,
): Edit | undefined {
  const { path, range } = extent;
  const isBlock = map.header !== undefined;
  const open = text.indexOf('{', isBlock ? map.header!.range.end : range.start);
  const close = text.lastIndexOf('}', range.end - 1);
  if (open < 0 || close <= open || close >= range.end) return undefined;
  const inner = text.slice(open + 1, close);
  const outerIndent = indentAt(text, isBlock ? range.start : open);
  const indent = /\n([ \t]+)\S/.exec(inner)?.[1] ?? `${outerIndent}  `;
  const entry = hclEntry(key, value, indent);
  const end = open + 1 + inner.trimEnd().length;
  if (inner.includes('\n')) return at(path, lineEnd(text, end, close), `\n${indent}${entry}`);
  const nested = entry.includes('\n');
  if (inner.trim() === '') {
    const one = isBlock || nested ? `\n${indent}${entry}\n${outerIndent}` : ` ${entry} `;
    return { at: { path, range: { start: open + 1, end: close } }, newText: one };
  }
  if (!isBlock) return at(path, end, `, ${entry}`);
  const lines = `\n${indent}${inner.trim()}\n${indent}${entry}\n${outerIndent}`;
  return { at: { path, range: { start: open + 1, end: close } }, newText: lines };
}

/** `key = value`, or a block for a map. */
function hclEntry(key: string, value: Inserted, indent: string): string {
  if (typeof value === 'string') return `${key} = ${value}`;
  const inside = Object.entries(value).map(
    ([name, one]) => `${indent}  ${hclEntry(name, one, `${indent}  `)}`,
  );
  return `${key} {\n${inside.join('\n')}\n${indent}}`;
}

function insertBlockYaml(
  map: MapValue,
  extent: Location,
  key: string,
  value: Inserted,
  text: string,
): Edit | undefined {
  const first = [...map.entries.values()]
    .map((entry) => entry.key)
    .filter(({ path, range }) => path === extent.path && range.start >= extent.range.start)
    .sort((a, b) => a.range.start - b.range.start)[0];
  if (!first) return undefined;
  const start = first.range.start;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  return at(extent.path, start, `${yamlEntry(key, value, indent)}\n${indent}`);
}

function yamlEntry(key: string, value: Inserted, indent: string): string {
  if (typeof value === 'string') return `${key}: ${value}`;
  const inside = Object.entries(value).map(
    ([name, one]) => `${indent}  ${yamlEntry(name, one, `${indent}  `)}`,
  );
  return `${key}:\n${inside.join('\n')}`;
}

function insertFlow(extent: Location, key: string, value: Inserted, json: boolean, text: string): Edit {
  const open = extent.range.start;
  const entry = json ? jsonEntry(key, value) : flowEntry(key, value);
  const rest = text.slice(open + 1, extent.range.end);
  const empty = rest.trimStart().startsWith('}');
  const indent = /^\s*?\n([ \t]+)/.exec(rest)?.[1];
  if (indent !== undefined && !empty) return at(extent.path, open + 1, `\n${indent}${entry},`);
  return at(extent.path, open + 1, empty ? ` ${entry} ` : ` ${entry},`);
}

function jsonEntry(key: string, value: Inserted): string {
  if (typeof value === 'string') return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const inside = Object.entries(value).map(([name, one]) => jsonEntry(name, one));
  return `${JSON.stringify(key)}: { ${inside.join(', ')} }`;
}

function flowEntry(key: string, value: Inserted): string {
  if (typeof value === 'string') return `${key}: ${value}`;
  return `${key}: { ${Object.entries(value)
    .map(([name, one]) => flowEntry(name, one))
    .join(', ')} }`;
}

/** After a trailing comment on the last entry's line, if there is one. */
function lineEnd(text: string, end: number, close: number): number {
  const newline = text.indexOf('\n', end);
  return newline >= 0 && newline < close ? end + text.slice(end, newline).trimEnd().length : end;
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}

function at(path: string, offset: number, newText: string): Edit {
  return { at: { path, range: { start: offset, end: offset } }, newText };
}
