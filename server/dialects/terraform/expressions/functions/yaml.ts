import type { Value } from '../../../../core/value';
import { numberText } from '../numbers';
import { sortedEntries } from '../values';

/** A wholly known value as Terraform's yamlencode writes it; undefined for texts whose block style is not sure. */
export function encodeYaml(value: Value): string | undefined {
  try {
    const text = `${block(value, 0, '').replace(/^[\n ]/, '')}\n`;
    // A bare word needs an end.
    return value.kind === 'scalar' && typeof value.value !== 'string' ? `${text}...\n` : text;
  } catch (thrown) {
    if (thrown === UNSURE) return undefined;
    throw thrown;
  }
}

const UNSURE = Symbol('unsure');

/** A value behind what introduces it: on the same line or on lines of its own. */
function block(value: Value, indent: number, parent: '' | 'map' | 'list'): string {
  switch (value.kind) {
    case 'list': {
      if (value.items.length === 0) return ' []';
      // A list in a map is not indented.
      const own = parent === 'map' ? indent - 2 : indent;
      const lines = value.items.map((item) => `-${block(item, own + 2, 'list')}`);
      return joined(lines, own, parent);
    }
    case 'map': {
      if (value.entries.size === 0) return ' {}';
      const lines = sortedEntries(value).map(
        ([name, entry]) => `${keyText(name, indent)}:${block(entry.value, indent + 2, 'map')}`,
      );
      return joined(lines, indent, parent);
    }
    case 'scalar':
      if (typeof value.value === 'string') return ` ${text(value.value, indent)}`;
      return ` ${typeof value.value === 'number' ? numberText(value.value) : String(value.value)}`;
    default:
      throw UNSURE;
  }
}

function joined(lines: readonly string[], indent: number, parent: '' | 'map' | 'list'): string {
  const separator = `\n${' '.repeat(indent)}`;
  return (parent === 'list' ? ' ' : separator) + lines.join(separator);
}

function text(value: string, indent: number): string {
  if (!value.includes('\n') || /[ \t\r]\n|[\t\r]|[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\uffef]/.test(value))
    return quoted(value, indent);
  const ends = /(?:^|\n)\n$/.test(value) ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = value.replace(/\n$/, '').split('\n');
  const pad = ' '.repeat(Math.max(2, indent));
  const hint = /^[\n ]/.test(value) ? '2' : '';
  return `|${hint}${ends}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}

/** Long texts are folded at blanks, and control characters have escapes of their own: not told apart here. */
function quoted(value: string, indent: number): string {
  const long = value.length + indent > 60;
  if ((long && value.includes(' ')) || /[^\n\t\r -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\uffef]/.test(value))
    throw UNSURE;
  return JSON.stringify(value);
}

function keyText(name: string, indent: number): string {
  if (name.length > 100 || name.includes('\n')) throw UNSURE;
  return quoted(name, indent);
}
