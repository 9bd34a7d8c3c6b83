import type { Location, Range } from '../../../core/source';
import type { MapEntry, Scalar, Unknown, Value } from '../../../core/value';
import { parseJson } from '../../../syntax/tree/json';
import type { Node, ScalarNode, TreeFile } from '../../../syntax/tree/node';
import { mapOptions } from './choices';
import { keeper } from './keeper';
import { fits } from './numbers';
import { concatenate } from './template';
import { type Composed, list, map, type Plain, scalar, unknown, withSensitivity } from './values';
import { type Places, placesOf, type Written } from './written';

/**
 * The list or map that a JSON text stands for, every member with its own deciding text: what jsonencode was given, or
 * what a JSON string or heredoc says. Members that are put in by interpolation keep their own traces; unknown ones are
 * unknown members. Undefined where the text is no JSON object or array.
 */
export function structureOf(value: Value): Value | undefined {
  if (value.kind === 'choice') {
    const made = mapOptions(value, value.at, (plain) => structureOf(plain) ?? plain);
    return made.kind === 'scalar' ? undefined : made;
  }
  const source = encoded(value);
  if (source) return source;
  const text = value.kind === 'scalar' ? value.value : undefined;
  if (value.kind !== 'unknown' && typeof text !== 'string') return undefined;
  const made = decode(value, readJson);
  return made && made !== 'invalid' && (made.kind === 'map' || made.kind === 'list') ? made : undefined;
}

/** Reads a text of one language; undefined for a text that is not of it. */
export type Reader = (text: string) => TreeFile | undefined;

/** What jsonencode or yamlencode was given, when this is its result. */
export function encoded(value: Plain): Value | undefined {
  const parts = 'parts' in value ? value.parts : undefined;
  const [only] = parts ?? [];
  return parts?.length === 1 && only && (only.kind === 'map' || only.kind === 'list') ? only : undefined;
}

/** JSON by the letter: without the comments and commas that configuration files are allowed. */
export const readJson: Reader = keeper((text) => {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // All it may still complain of is a repeated key, whose last value counts.
  return { ...parseJson(text), problems: [] };
});

/**
 * Reads a text as a tree whose members are decided by the stretches of text they stand in.
 * @returns undefined where an unknown part hides the structure; `invalid` where there is none.
 */
export function decode(source: Plain, read: Reader): Value | 'invalid' | undefined {
  const segments = segmentsOf(source);
  if (!segments) return undefined;
  const text = segments.map((segment) => segment.text).join('');
  const file = read(text);
  const hidden = segments.some((segment) => segment.value.kind === 'unknown');
  if (!file || file.templated || file.problems.length > 0 || file.documents.length > 1)
    return hidden ? undefined : 'invalid';
  const make = () => {
    const [root] = file.documents;
    return root ? treeValue(root, { segments, text, source }) : scalar(null, source.at);
  };
  const bare = !('parts' in source || 'written' in source || source.trace || source.sensitive);
  return bare ? keptValue(file, source.at, make) : withSensitivity(make(), source.sensitive);
}

const kept = new WeakMap<TreeFile, Map<string, Value>>();

/** The value of a tree that stands in the code as it is, for as long as the tree is kept: a whole file, mostly. */
function keptValue(file: TreeFile, { path, range }: Location, make: () => Value): Value {
  let values = kept.get(file);
  if (!values) {
    values = new Map();
    kept.set(file, values);
  }
  const place = `${path}:${range.start}:${range.end}`;
  let value = values.get(place);
  if (!value) {
    value = make();
    values.set(place, value);
  }
  return value;
}

/** A stretch of a text with the value that decides it. */
interface Segment {
  readonly start: number;
  readonly text: string;
  readonly value: Scalar | Unknown;
  readonly places?: Places;
}

interface Source {
  readonly segments: readonly Segment[];
  readonly text: string;
  readonly source: Plain;
}

/** Stands for an unknown part: it is a number, so it may stand in a text and as a member of its own. */
const PLACEHOLDER = '7390146285';

function segmentsOf(source: Plain): Segment[] | undefined {
  const leaves = leavesOf(source);
  if (!leaves) return undefined;
  const segments: Segment[] = [];
  let start = 0;
  for (const [i, value] of leaves.entries()) {
    const text =
      value.kind === 'scalar' ? String(value.value) : `${PLACEHOLDER}${String(i).padStart(4, '0')}`;
    segments.push({ start, text, value, ...(value.kind === 'scalar' && { places: placesOf(value) }) });
    start += text.length;
  }
  return segments;
}

/** The values whose texts make up this one, in order. */
function leavesOf(value: Value): (Scalar | Unknown)[] | undefined {
  if (value.kind === 'unknown') {
    const { parts } = value as Composed;
    return parts && !encoded(value) ? joined(parts) : undefined;
  }
  if (value.kind !== 'scalar') return undefined;
  if (!value.parts || encoded(value)) return [value];
  const leaves = joined(value.parts);
  const whole = leaves?.map((leaf) => (leaf.kind === 'scalar' ? String(leaf.value) : '')).join('');
  return whole === value.value ? leaves : [value];
}

function joined(parts: readonly Value[]): (Scalar | Unknown)[] | undefined {
  const leaves: (Scalar | Unknown)[] = [];
  for (const part of parts) {
    const own = leavesOf(part) ?? (part.kind === 'unknown' ? [part] : undefined);
    if (!own) return undefined;
    leaves.push(...own);
  }
  return leaves;
}

function treeValue(node: Node, source: Source): Value {
  switch (node.kind) {
    case 'sequence':
      return list(
        node.items.map((item) => treeValue(item, source)),
        place(node.range, source),
      );
    case 'mapping': {
      const entries = new Map<string, MapEntry>();
      for (const { key, value } of node.pairs)
        entries.set(String(key.value ?? key.text), {
          key: place(key.content, source),
          value: treeValue(value, source),
          expression: place(value.range, source),
        });
      return map(entries, place(node.range, source));
    }
    case 'scalar':
      return leafOf(node, source);
  }
}

function leafOf(node: ScalarNode, source: Source): Value {
  const pieces = piecesOf(node.content, source);
  const written = source.text.slice(node.content.start, node.content.end);
  const open = pieces.some((piece) => piece.kind === 'unknown');
  if (!open && (node.value !== written || pieces.length === 0)) {
    const at = place(node.content, source);
    if (typeof node.value === 'number' && /^[-+.\deE]+$/.test(node.text) && fits(node.text) === 'inexact')
      return unknown('precision', at);
    const [only] = pieces;
    // A number or boolean that one piece alone makes.
    if (pieces.length === 1 && only?.kind === 'scalar' && only.value === written)
      return { ...only, value: node.value };
    return scalar(node.value, at);
  }
  return concatenate(pieces, place(node.content, source));
}

/** The values that a stretch of the text is made of. */
function piecesOf(range: Range, { segments }: Source): (Scalar | Unknown)[] {
  const pieces: (Scalar | Unknown)[] = [];
  for (let i = segmentAt(range.start, segments); i < segments.length; i++) {
    const segment = segments[i]!;
    if (segment.start >= range.end) break;
    if (segment.start + segment.text.length <= range.start) continue;
    if (segment.value.kind === 'unknown') pieces.push(segment.value);
    else {
      const from = Math.max(0, range.start - segment.start);
      const to = Math.min(segment.text.length, range.end - segment.start);
      pieces.push(cut(segment.value, from, to, segment.places));
    }
  }
  return pieces;
}

/** The last segment that begins at an offset of the text or before it. */
function segmentAt(offset: number, segments: readonly Segment[]): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A stretch of a text; where the text is a literal, the stretch's own place in it decides. */
export function cut(value: Scalar, start: number, end: number, places: Places = placesOf(value)): Scalar {
  const text = String(value.value);
  if (start === 0 && end === text.length) return value;
  const { parts: _, written: __, ...rest } = value as Scalar & Partial<Written>;
  const piece = { ...rest, value: text.slice(start, end) };
  const range = places(start, end);
  return range ? { ...piece, at: { path: value.at.path, range } } : { ...piece, parts: [value] };
}

/** Where a stretch stands in the code; what is put in stands between the literal stretches around it. */
function place(range: Range, { segments, source }: Source): Location {
  const whole = source.at;
  const inside = (at: Location) =>
    at.path === whole.path && at.range.start >= whole.range.start && at.range.end <= whole.range.end;
  const touches = (i: number) =>
    segments[i]!.start < range.end && segments[i]!.start + segments[i]!.text.length > range.start;
  let first = segmentAt(range.start, segments);
  let last = segmentAt(range.end, segments);
  while (first <= last && !touches(first)) first++;
  while (last > first && !touches(last)) last--;
  if (first > last) return whole;
  const edge = (index: number, side: 'start' | 'end'): number | undefined => {
    const { value, start, text, places } = segments[index]!;
    if (inside(value.at) && value.kind === 'scalar') {
      const piece = cut(
        value,
        Math.max(0, range.start - start),
        Math.min(text.length, range.end - start),
        places,
      );
      return piece.parts ? undefined : piece.at.range[side];
    }
    const next = segments[side === 'start' ? index - 1 : index + 1];
    if (!next) return whole.range[side];
    return inside(next.value.at) ? next.value.at.range[side === 'start' ? 'end' : 'start'] : undefined;
  };
  const [start, end] = [edge(first, 'start'), edge(last, 'end')];
  return start === undefined || end === undefined || start > end
    ? whole
    : { path: whole.path, range: { start, end } };
}
