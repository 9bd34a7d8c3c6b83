import type { Edit } from '../../core/finding';
import type { Location } from '../../core/source';
import type { ListValue, MapEntry, MapValue } from '../../core/value';
import type { Inserted, Members } from './inserted';

/** Edits that add entries to a mapping; nothing where the mapping does not stand there itself (an alias). */
export function insertYaml(
  { at, entries }: MapValue,
  added: Members['members'],
  text: string,
): readonly Edit[] | undefined {
  const { path, range } = at;
  if (text[range.start] === '{') {
    return hasMember(at, Object.keys(added), text) ? undefined : [insertFlow(at, flowMembers(added), text)];
  }
  const own = [...entries.values()]
    .filter((entry) => entry.key.path === path && within(entry.key.range.start, at))
    .sort((a, b) => a.key.range.start - b.key.range.start);
  const start = own[0]?.key.range.start ?? range.start;
  if (start !== range.start || range.end === range.start) return undefined;
  const indent = ' '.repeat(start - lineStart(text, start));
  // A property that some run leaves out is there all the same.
  if (Object.keys(added).some((name) => hasLine(name, at, indent, text))) return undefined;
  const lines = blockMembers(added, indent);
  const after = own[0] ? endOfLine(own[0], text) : endOfPlainLine(start, text);
  return after === undefined
    ? [insert(path, start, lines.map((line) => `${line}\n${indent}`).join(''))]
    : [insert(path, after, lines.map((line) => `\n${indent}${line}`).join(''))];
}

/** An edit that adds an entry beside one of a mapping, below it. */
export function insertYamlBeside(
  { path, range }: Location,
  key: string,
  value: Inserted,
  text: string,
): Edit {
  const before = text.slice(0, range.start).trimEnd();
  const start = lineStart(text, range.start);
  const leads = text.slice(start, range.start).trim() === '';
  const indent = ' '.repeat(range.start - start);
  if (/[{,]$/.test(before)) {
    return insert(path, range.end, `,${leads ? `\n${indent}` : ' '}${scalarText(key)}: ${flowText(value)}`);
  }
  const end = range.start + text.slice(range.start, range.end).trimEnd().length;
  const newline = text.indexOf('\n', end);
  return insert(path, newline < 0 ? text.length : newline, `\n${indent}${blockEntry(key, value, indent)}`);
}

/** Edits that give a key without a value one: `labels:` becomes `labels:` with an entry below. */
export function fillYaml(key: Location, value: Inserted, text: string): readonly Edit[] | undefined {
  const { path, range } = key;
  const start = lineStart(text, range.start);
  const before = text.slice(start, range.start);
  const rest = /^["']?[ \t]*:[ \t]*(?:null|~)?([ \t]*(?:#.*)?)\r?$/m.exec(text.slice(range.end));
  if (!/^[\s-]*["']?$/.test(before) || rest?.index !== 0) return undefined;
  const colon = range.end + rest[0].indexOf(':') + 1;
  const end = range.end + rest[0].trimEnd().length;
  const indent = ' '.repeat(before.replace(/["']$/, '').length);
  const comment = rest[1]!.trim();
  const newText = `${comment && ` ${comment}`}${blockText(value, indent)}`;
  return [{ at: { path, range: { start: colon, end } }, newText }];
}

/** An edit that puts an item before the others of a sequence. */
export function insertYamlItem(
  { at }: ListValue,
  value: Inserted,
  text: string,
): readonly Edit[] | undefined {
  const { path, range } = at;
  if (text[range.start] === '[') return [insertFlow(at, flowText(value), text)];
  if (text[range.start] !== '-') return undefined;
  const indent = ' '.repeat(range.start - lineStart(text, range.start));
  return [insert(path, range.start, `- ${itemText(value, indent)}\n${indent}`)];
}

/** A scalar that YAML reads back as the same text. */
function scalarText(value: string): string {
  const plain =
    /^[A-Za-z_](?:[\w./:-]*[\w./-])?$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}

function blockEntry(key: string, value: Inserted, indent: string): string {
  return `${scalarText(key)}:${blockText(value, indent)}`;
}

function blockMembers(members: Members['members'], indent: string): string[] {
  return Object.entries(members).map(([name, one]) => blockEntry(name, one, indent));
}

/** What follows a colon. */
function blockText(value: Inserted, indent: string): string {
  if (typeof value === 'object' && 'members' in value) {
    const lines = blockMembers(value.members, `${indent}  `);
    return lines.map((line) => `\n${indent}  ${line}`).join('');
  }
  if (typeof value === 'object' && 'items' in value) {
    return value.items.map((item) => `\n${indent}  - ${itemText(item, `${indent}  `)}`).join('');
  }
  return ` ${flowText(value)}`;
}

function itemText(value: Inserted, indent: string): string {
  if (typeof value !== 'object' || !('members' in value)) return flowText(value);
  return blockMembers(value.members, `${indent}  `).join(`\n${indent}  `);
}

/** A value on one line. */
export function flowText(value: Inserted): string {
  if (typeof value === 'string') return scalarText(value);
  if (typeof value !== 'object') return String(value);
  if ('expression' in value) return value.expression;
  if ('items' in value) return `[${value.items.map(flowText).join(', ')}]`;
  return `{ ${flowMembers(value.members)} }`;
}

function flowMembers(members: Members['members']): string {
  const entries = Object.entries(members).map(([name, one]) => `${scalarText(name)}: ${flowText(one)}`);
  return entries.join(', ');
}

/** Behind the opening bracket of a flow collection, on a line of its own where the first entry has one. */
export function insertFlow({ path, range }: Location, entry: string, text: string): Edit {
  const open = range.start + 1;
  const rest = text.slice(open, range.end);
  const empty = /^\s*[\]}]$/.test(rest);
  if (empty) {
    const blank = text[range.start] === '{' ? ' ' : '';
    return { at: { path, range: { start: open, end: range.end - 1 } }, newText: `${blank}${entry}${blank}` };
  }
  const line = /^[ \t]*\r?\n([ \t]*)/.exec(rest);
  if (line) return insert(path, open, `\n${line[1]}${entry},`);
  return insert(path, open, `${/^ /.test(rest) ? ' ' : ''}${entry},${/^\s/.test(rest) ? '' : ' '}`);
}

/** Whether one of the names is a key of a flow mapping or JSON object, at its own level. */
export function hasMember({ range }: Location, names: readonly string[], text: string): boolean {
  const tokens = text.slice(range.start, range.end).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+|[{}[\]]/gs);
  let depth = 0;
  for (const { 0: token, index } of tokens) {
    if (/^[{[]/.test(token)) depth++;
    else if (/^[}\]]/.test(token)) depth--;
    else if (depth === 1 && names.includes(token.replace(/^["']|["']$/g, ''))) {
      const end = range.start + index + token.length;
      if (/^\s*:/.test(text.slice(end, end + 100))) return true;
    }
  }
  return false;
}

/** Whether a line of a block mapping begins with a key. */
function hasLine(name: string, { range }: Location, indent: string, text: string): boolean {
  return text
    .slice(lineStart(text, range.start), range.end)
    .split('\n')
    .some(
      (line) =>
        line.startsWith(indent) && /^["']?([\w.-]+)["']?\s*:/.exec(line.slice(indent.length))?.[1] === name,
    );
}

/** The end of the line on which a key and its scalar stand, where nothing else does. */
function endOfLine({ key, value }: MapEntry, text: string): number | undefined {
  if (value.kind !== 'scalar' || value.trace || value.at.path !== key.path) return undefined;
  const { start, end } = value.at.range;
  // What a loop puts in stands elsewhere.
  if (start < key.range.end) return undefined;
  const newline = text.indexOf('\n', end);
  const rest = text.slice(end, newline);
  if (newline < 0 || text.slice(key.range.start, end).includes('\n')) return undefined;
  return /^["']?[ \t]*(#.*)?\r?$/.test(rest) ? end + rest.trimEnd().length : undefined;
}

/** The same for a mapping of which only the beginning is known. */
function endOfPlainLine(start: number, text: string): number | undefined {
  const line = /^[\w.-]+:[ \t]+["']?[\w.:-]+["']?[ \t]*(#.*)?\r?\n/.exec(
    text.slice(start, start + 1000),
  )?.[0];
  return line === undefined ? undefined : start + line.trimEnd().length;
}

function within(offset: number, { range }: Location): boolean {
  return offset >= range.start && offset <= range.end;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function insert(path: string, offset: number, newText: string): Edit {
  return { at: { path, range: { start: offset, end: offset } }, newText };
}
