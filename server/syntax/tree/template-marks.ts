import type { TokenSpan } from './yaml-survey';

// Go template and Jinja marks; `${{ … }}` belongs to workflow files, which are YAML.
const MARK = /(?<!\$)\{[{%#]/g;

/** Offsets at which a Go template or Jinja mark opens, ascending. */
export function markOffsets(text: string): number[] {
  return text.includes('{{') || text.includes('{%') ? [...text.matchAll(MARK)].map((m) => m.index) : [];
}

/**
 * Whether a mark stands where YAML has structure, outside of every scalar and comment: then the text is no YAML
 * before it is rendered. Both lists ascend.
 */
export function structuralMark(marks: readonly number[], spans: readonly TokenSpan[]): boolean {
  return marks.some((mark) => spanAt(mark, spans) === undefined);
}

/** Whether a mark stands in a quoted or block scalar or a comment. */
export function inScalarBesidesPlain(mark: number, spans: readonly TokenSpan[]): boolean {
  const span = spanAt(mark, spans);
  return span !== undefined && !span.plain;
}

/** Whether some mark stands on the line of an offset. */
export function onLineWithMark(offset: number, marks: readonly number[], text: string): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return marks.some((mark) => mark >= start && mark < end);
}

function spanAt(offset: number, spans: readonly TokenSpan[]): TokenSpan | undefined {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle]!;
    if (span.end <= offset) low = middle + 1;
    else if (span.start > offset) high = middle - 1;
    else return span;
  }
  return undefined;
}
