import { cap } from '../tree/problem-cap';
import type { Expression, HclDocument, TemplatePart } from './ast';
import { readRoot } from './body';
import { textStart } from './characters';
import { readExpression } from './expressions';
import { failHere, type HclProblem, makeReader, type Reader, Refusal, skip, tokenHere } from './reader';
import { recoverRoot } from './recovery';
import { readBare } from './templates';

export { withKept } from './kept';
export type { HclProblem } from './reader';

/**
 * Reads one file of HCL's native syntax (HashiCorp's hclsyntax/spec.md). Never throws. A file with errors is read
 * again with indentation as a hint, so that what is whole in it is kept; in what is not, `Missing` stands for what
 * could not be read.
 */
export function parseHcl(text: string): HclDocument {
  const r = makeReader(text, 0, readExpression);
  r.pos = textStart(text);
  const body = parse(r, readRoot, recoverRoot);
  return { body, comments: r.comments, problems: cap(r.problems) };
}

/**
 * Reads one expression, as if it stood in parentheses. Never throws.
 * @param offset where `text` begins in its document; added to all ranges.
 */
export function parseExpression(
  text: string,
  offset = 0,
): { readonly expression: Expression; readonly problems: readonly HclProblem[] } {
  const r = makeReader(text, offset, readExpression);
  const expression = parse(r, readWhole, readWhole);
  return { expression, problems: cap(r.problems) };
}

function readWhole(r: Reader): Expression {
  r.lines = false;
  const expression = readExpression(r);
  skip(r);
  return r.pos < r.text.length ? failHere(r, 'hcl.unexpected', { text: tokenHere(r) }) : expression;
}

/**
 * Reads a text that is a template as a whole: a template file, or a string of Terraform's JSON syntax. Backslashes
 * and quotes are plain characters in it. Never throws.
 * @param offset where `text` begins in its document; added to all ranges.
 */
export function parseTemplate(
  text: string,
  offset = 0,
): { readonly parts: readonly TemplatePart[]; readonly problems: readonly HclProblem[] } {
  const r = makeReader(text, offset, readExpression);
  const parts = parse(r, readBare, readBare);
  return { parts, problems: cap(r.problems) };
}

/**
 * Parses strictly, and tolerantly where that meets an error. The error is told at least, should the tolerant parse
 * find none of its own.
 */
function parse<T>(r: Reader, strictly: (reader: Reader) => T, tolerantly: (reader: Reader) => T): T {
  const start = r.pos;
  try {
    return strictly(r);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    r.pos = start;
    r.strict = false;
    r.lines = true;
    r.depth = 0;
    r.comments = [];
    r.problems = [];
    const result = tolerantly(r);
    if (r.problems.length === 0) r.problems.push(thrown.problem);
    return result;
  }
}
