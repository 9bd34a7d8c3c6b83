import type { Edit } from '../../core/finding';
import type { MapValue } from '../../core/value';
import type { Inserted, Members } from './inserted';

/** Edits that add properties to an object, in the style of its own; nothing where it does not stand there itself. */
export function insertBicep(
  { at, entries }: MapValue,
  added: Members['members'],
  text: string,
): readonly Edit[] | undefined {
  const { path, range } = at;
  const close = range.end - 1;
  if (text[range.start] !== '{' || text[close] !== '}') return undefined;
  const inner = text.slice(range.start + 1, close);
  const outer = indentAt(text, range.start);
  if (!inner.includes('\n')) {
    const properties = propertiesOf(added, outer).join(', ');
    const content = inner.trimEnd();
    const joint = content === '' ? ' ' : ', ';
    const start = range.start + 1 + content.length;
    return [{ at: { path, range: { start, end: close } }, newText: `${joint}${properties} ` }];
  }
  const own = [...entries.values()]
    .flatMap(({ key, expression }) =>
      expression?.path === path && key.range.start > range.start && expression.range.end < range.end
        ? [{ start: key.range.start, end: expression.range.end }]
        : [],
    )
    .sort((a, b) => a.start - b.start);
  const indent = own[0] ? indentAt(text, own[0].start) : `${outer}  `;
  // Behind those that lead and stand on one line: `name`, `location`.
  const several = own.findIndex(({ start, end }) => text.slice(start, end).includes('\n'));
  const last = (several > 0 ? own[several - 1] : own.at(-1))?.end ?? range.start + 1;
  const offset = endOfLine(last, text);
  if (offset === undefined) return undefined;
  const lines = propertiesOf(added, indent).map((line) => `\n${indent}${line}`);
  return [{ at: { path, range: { start: offset, end: offset } }, newText: lines.join('') }];
}

/** A value as Bicep writes it; an object a property a line. */
export function bicepText(value: Inserted, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if ('expression' in value) return value.expression;
  if ('items' in value) return `[${value.items.map((item) => bicepText(item, indent)).join(', ')}]`;
  const inside = `${indent}  `;
  const lines = propertiesOf(value.members, inside).map((line) => `${inside}${line}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** An object on one line. */
export function bicepLine({ members }: Members): string {
  return `{ ${propertiesOf(members, '').join(', ')} }`;
}

function propertiesOf(members: Members['members'], indent: string): string[] {
  return Object.entries(members).map(([name, value]) => `${bicepName(name)}: ${bicepText(value, indent)}`);
}

/** A name as it stands before the colon: quoted where it is no identifier. */
function bicepName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  const escaped = text
    .replace(/[\\']|\$(?=\{)/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `'${escaped}'`;
}

/** Behind a trailing comment, if there is one; undefined where something else follows on the line. */
function endOfLine(offset: number, text: string): number | undefined {
  const rest = /^[ \t]*(?:\/\/.*)?(?=\r?$)/m.exec(text.slice(offset));
  return rest?.index === 0 ? offset + rest[0].trimEnd().length : undefined;
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}
