import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { choose } from '../values/choices';
import { compose } from '../values/composition';
import { scalar } from '../values/values';
import { unknown } from './unknowns';

/** `${NAME}`, `${NAME=default}`, `${NAME:-default}`: filled in by the Azure Developer CLI. */
const VARIABLE = /\$\{\s*([A-Za-z_]\w*)\s*(?::?[-=]([^}]*))?\}/g;
/** `$(secretOrRandomPassword …)` */
const COMMAND = /\$\(\w+[^)]*\)/;

/** A text of a parameters file; what the Azure Developer CLI fills in is unknown, or its default. */
export function filledIn(node: ScalarNode, path: string): Value {
  const { text } = node;
  const at = { path, range: node.content };
  if (COMMAND.test(text)) return { ...unknown(at, 'filled-in', { name: text }), sensitive: true };
  const parts: Value[] = [];
  let from = 0;
  const place = (start: number, end: number): Location => ({ path, range: pieceRange(node, start, end) });
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, name = '', preset] = match;
    const end = match.index + whole.length;
    if (match.index > from) parts.push(scalar(text.slice(from, match.index), place(from, match.index)));
    const value = unknown(place(match.index, end), 'environment-variable', { name }, 'environment-variable');
    if (preset === undefined || preset === '') parts.push(value);
    else {
      const known = scalar(preset, place(end - 1 - preset.length, end - 1));
      parts.push(
        choose(
          [known, value].map((one) => ({ value: one, certain: false })),
          value.at,
        ),
      );
    }
    from = end;
  }
  if (parts.length === 0) return scalar(node.value, at);
  if (from < text.length) parts.push(scalar(text.slice(from), place(from, text.length)));
  return compose(parts, at);
}
