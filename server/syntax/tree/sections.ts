import type { MappingNode, Node, Pair, ScalarNode, SequenceNode, TreeFile } from './node';

/**
 * A text of sections, as Fluent Bit's classic configuration is written, as a tree: each kind of section is a sequence of
 * mappings under its name in small letters, and so are the names in it.
 *
 *     [OUTPUT]
 *         Name  http
 *         Host  logs.example.kr
 */
export function parseSections(text: string): TreeFile {
  const kinds = new Map<
    string,
    { key: ScalarNode; items: { start: number; end: number; pairs: Pair[] }[] }
  >();
  let section: { start: number; end: number; pairs: Pair[] } | undefined;
  for (const match of text.matchAll(LINE)) {
    const [whole, header, name, rest] = match;
    const value = rest?.trimEnd();
    if (header !== undefined) {
      const start = match.index + whole.indexOf(header);
      const key = scalar(header.trim().toLowerCase(), start, start + header.length);
      section = { start, end: start + header.length, pairs: [] };
      const kind = kinds.get(String(key.value)) ?? { key, items: [] };
      kind.items.push(section);
      kinds.set(String(key.value), kind);
    } else if (section && name !== undefined && value) {
      const from = match.index + whole.indexOf(name);
      const at = from + name.length + whole.slice(whole.indexOf(name) + name.length).indexOf(value);
      const key = scalar(name.toLowerCase(), from, from + name.length);
      section.pairs.push({ key, value: scalar(value, at, at + value.length) });
      section.end = at + value.length;
    }
  }
  const pairs = [...kinds.values()].map(({ key, items }): Pair => {
    const list = items.map((item): MappingNode => mapping(item.pairs, item.start, item.end));
    const value: SequenceNode = {
      kind: 'sequence',
      items: list,
      flow: false,
      range: { start: list[0]!.range.start, end: list.at(-1)!.range.end },
    };
    return { key, value };
  });
  const documents: Node[] = pairs.length > 0 ? [mapping(pairs, 0, text.length)] : [];
  return { documents, comments: [], problems: [] };
}

/** A section's head, or a name and its value; comments (`#`) and commands (`@`) are neither. */
const LINE = /^[ \t]*(?:\[([^\]\n]+)\][ \t]*|([^\s#@[]\S*)[ \t]+([^\r\n]*))\r?$/gm;

function scalar(value: string, start: number, end: number): ScalarNode {
  const range = { start, end };
  return { kind: 'scalar', value, text: value, range, content: range, style: 'plain' };
}

function mapping(pairs: readonly Pair[], start: number, end: number): MappingNode {
  return { kind: 'mapping', pairs, flow: false, range: { start, end } };
}
