import type { Edit } from '../../core/finding';
import type { MapEntry, MapValue } from '../../core/value';
import type { Inserted, Members } from './inserted';

/**
 * Edits that add arguments, blocks or members to a block or an object, as `terraform fmt` would leave it.
 * @returns nothing where the map is no block and no literal object
 */
export function insertHcl(
  map: MapValue,
  entries: Members['members'],
  text: string,
): readonly Edit[] | undefined {
  const { path, range } = map.extent ?? map.at;
  const from = map.header?.range.end ?? range.start;
  const open = text.indexOf('{', from);
  const close = range.end - 1;
  if (open < 0 || open >= close || text[close] !== '}' || (!map.header && open !== from)) return undefined;
  const inner = text.slice(open + 1, close);
  if (!map.header && /^\s*for\b/.test(inner)) return undefined;
  const outer = indentAt(text, map.header?.range.start ?? open);
  const indent = /\n([ \t]+)\S/.exec(inner)?.[1] ?? `${outer}  `;
  const replace = (start: number, end: number, newText: string): Edit => ({
    at: { path, range: { start, end } },
    newText,
  });
  const insert = (offset: number, newText: string) => replace(offset, offset, newText);
  // Blocks that some run does not make are there all the same.
  if (Object.keys(entries).some((name) => inner.includes(`dynamic "${name}"`))) return undefined;
  const named = Object.entries(entries).map(
    ([key, value]) => [map.header ? key : hclName(key), value] as const,
  );
  const blocks = named.filter(([, value]) => isBlockValue(value));
  const own = named.filter(([, value]) => !isBlockValue(value));
  if (!inner.includes('\n')) {
    const content = inner.trim();
    if (!map.header && blocks.length === 0) {
      const members = own.map(([key, value]) => assignment(key, value)).join(', ');
      if (content === '') return [replace(open + 1, close, ` ${members} `)];
      const joint = content.endsWith(',') ? ' ' : ', ';
      return [insert(open + 1 + inner.trimEnd().length, `${joint}${members}`)];
    }
    const lines = bodyLines(named, indent);
    const body = aligned(content === '' ? lines : [content, ...lines]).join(`\n${indent}`);
    return [replace(open + 1, close, `\n${indent}${body}\n${outer}`)];
  }
  const end = open + 1 + inner.trimEnd().length;
  const edits: Edit[] = [];
  if (own.length > 0) {
    const last = Math.max(...argumentEnds(map, open, close));
    if (last === Number.NEGATIVE_INFINITY) {
      // Arguments stand before blocks.
      const lines = aligned(own.map(([key, value]) => assignment(key, value)));
      const before = inner.trim() === '' || !map.header ? '' : '\n';
      edits.push(
        insert(map.header ? open + 1 : end, lines.map((line) => `\n${indent}${line}`).join('') + before),
      );
    } else {
      const offset = lineEnd(text, last, close);
      const widest = Math.max(...own.map(([key]) => key.length + 1));
      const { width, shifts } = columnsAround(text, offset, indent.length, widest);
      const lines = own.map(([key, value]) => `\n${indent}${assignment(key.padEnd(width - 1), value)}`);
      for (const { offset: at, by } of shifts) edits.push(insert(at, ' '.repeat(by)));
      edits.push(insert(offset, lines.join('')));
    }
  }
  if (blocks.length > 0) {
    const added = blocks
      .map(([key, value]) => `\n\n${indent}${block(key, value as Members, indent)}`)
      .join('');
    const before = edits.findIndex(({ at }) => at.range.start === end);
    if (before >= 0) edits[before] = insert(end, edits[before]!.newText + added);
    else edits.push(insert(end, added));
  }
  return edits;
}

/** A block as it stands in a file by itself, its first line not indented. */
export function hclBlock(header: string, members: Members['members']): string {
  return block(header, { members, block: true }, '');
}

/** Edits that put another argument in place of one, its `=` and those of its neighbours one below the other. */
export function renameHcl(
  { key, expression }: MapEntry,
  name: string,
  value: Inserted,
  text: string,
): readonly Edit[] | undefined {
  if (!expression || key.path !== expression.path) return undefined;
  const { path } = key;
  const { start } = key.range;
  const indent = start - lineStart(text, start);
  const neighbours = linesAround(text, start, indent).filter((line) => line.key !== start);
  const widest = Math.max(name.length, ...neighbours.map((line) => line.length));
  const own: Edit = {
    at: { path, range: { start, end: expression.range.end } },
    newText: assignment(name.padEnd(widest), value),
  };
  const others = neighbours.map(({ key: at, length, equals }): Edit => {
    const range = { start: at + length, end: equals };
    return { at: { path, range }, newText: ' '.repeat(widest - length + 1) };
  });
  return [...others.filter(({ at, newText }) => at.range.end - at.range.start !== newText.length), own];
}

/** A value as HCL writes it. */
export function hclText(value: Inserted): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/[$%](?=\{)/g, '$&$&');
  if (typeof value !== 'object') return String(value);
  if ('expression' in value) return value.expression;
  if ('items' in value) return `[${value.items.map(hclText).join(', ')}]`;
  const members = Object.entries(value.members).map(([name, one]) => assignment(hclName(name), one));
  return `{ ${members.join(', ')} }`;
}

/** A key as it stands in an object: quoted where it is no identifier. */
export function hclName(name: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) ? name : JSON.stringify(name);
}

function assignment(key: string, value: Inserted): string {
  return `${key} = ${hclText(value)}`;
}

function isBlockValue(value: Inserted): value is Members {
  return typeof value === 'object' && 'block' in value;
}

function block(key: string, { members }: Members, indent: string): string {
  const inside = `${indent}  `;
  const lines = aligned(bodyLines(Object.entries(members), inside));
  return `${key} {\n${lines.map((line) => `${line === '' ? '' : inside}${line}\n`).join('')}${indent}}`;
}

/** Arguments, then blocks with a blank line before each. */
function bodyLines(entries: readonly (readonly [string, Inserted])[], indent: string): string[] {
  const own = entries.flatMap(([key, value]) => (isBlockValue(value) ? [] : [assignment(key, value)]));
  const blocks = entries.flatMap(([key, value]) =>
    isBlockValue(value) ? ['', block(key, value, indent)] : [],
  );
  return own.length > 0 ? [...own, ...blocks] : blocks.slice(1);
}

/** Lines of a body, the `=` of neighbours one below the other. */
function aligned(lines: readonly string[]): string[] {
  const leads = lines.map((line) => (line.includes('\n') ? undefined : assigned(line)?.lead));
  const widest = Math.max(...leads.map((lead) => lead?.trimEnd().length ?? 0));
  return lines.map((line, i) => {
    const lead = leads[i];
    return lead === undefined ? line : lead.trimEnd().padEnd(widest + 1) + line.slice(lead.length);
  });
}

/** Where the arguments end that stand in a body itself, not in a block of it. */
function argumentEnds(map: MapValue, open: number, close: number): number[] {
  const { path } = map.extent ?? map.at;
  return [...map.entries.values()].flatMap(({ key, expression }) =>
    expression?.path === path && key.range.start > open && expression.range.end <= close
      ? [expression.range.end]
      : [],
  );
}

/** A line with a whole assignment. */
interface Line {
  /** The offset of the key. */
  readonly key: number;
  /** Of the key. */
  readonly length: number;
  /** The offset of the `=`. */
  readonly equals: number;
}

/**
 * Where the `=` of a new line after an offset belongs: below those of the lines around it. Those move where the new key
 * is longer; lines that were not aligned stay as they are.
 */
function columnsAround(
  text: string,
  offset: number,
  indent: number,
  width: number,
): { readonly width: number; readonly shifts: readonly { readonly offset: number; readonly by: number }[] } {
  const lines = linesAround(text, offset, indent);
  const [first] = lines;
  const present = first && first.equals - first.key;
  if (!present || lines.some((line) => line.equals - line.key !== present)) return { width, shifts: [] };
  if (width <= present) return { width: present, shifts: [] };
  return { width, shifts: lines.map(({ equals }) => ({ offset: equals, by: width - present })) };
}

/** The assignments in the lines above and below an offset, its own included, up to the first that is something else. */
function linesAround(text: string, offset: number, indent: number): Line[] {
  const lines: Line[] = [];
  const step = (start: number): boolean => {
    const newline = text.indexOf('\n', start);
    const line = text.slice(start, newline < 0 ? text.length : newline).trimEnd();
    const lead = assigned(line.slice(indent))?.lead;
    if (lead === undefined || line.slice(0, indent).trim() !== '') return false;
    const key = start + indent;
    lines.push({ key, length: lead.trimEnd().length, equals: key + lead.length });
    return true;
  };
  for (let start = lineStart(text, offset); step(start) && start > 0; ) start = lineStart(text, start - 1);
  for (let next = text.indexOf('\n', offset) + 1; next > 0 && step(next); )
    next = text.indexOf('\n', next) + 1;
  return lines;
}

/** The part of a one-line assignment that stands before its `=`. */
function assigned(line: string): { readonly lead: string } | undefined {
  const [, lead, value] =
    /^((?:"[^"]*"|[\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*)=(?![=>])(.*)$/u.exec(line) ?? [];
  if (lead === undefined || value === undefined) return undefined;
  const code = value.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\s(#|\/\/).*$/, '');
  const opened = code.match(/[[({]/g)?.length ?? 0;
  const closed = code.match(/[\])}]/g)?.length ?? 0;
  return opened === closed && !code.includes('<<') ? { lead } : undefined;
}

/** After a trailing comma and comment, if there are any. */
function lineEnd(text: string, end: number, close: number): number {
  const newline = text.indexOf('\n', end);
  return newline >= 0 && newline < close ? end + text.slice(end, newline).trimEnd().length : end;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0];
}
