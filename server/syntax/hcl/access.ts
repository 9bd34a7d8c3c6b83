import type { Expression, Identifier, SplatStep } from './ast';
import { BRACKET_CLOSE, BRACKET_OPEN, codeAt, DOT, isDigit, nameEnd, numberEnd, STAR } from './characters';
import {
  fail,
  failClosing,
  failHere,
  isTooHigh,
  MAX_DEPTH,
  missing,
  type Reader,
  skip,
  skipBroken,
  spanFrom,
  takeName,
} from './reader';

/** Attribute access, indexes and splats after a term. */
export function readAttached(r: Reader, term: Expression): Expression {
  let object = term;
  for (;;) {
    skip(r);
    const code = codeAt(r.text, r.pos);
    const height = r.height;
    if (code === DOT) {
      if (codeAt(r.text, r.pos + 1) === DOT) return object;
      r.pos++;
      skip(r);
      if (codeAt(r.text, r.pos) === STAR) {
        r.pos++;
        object = readSplat(r, object, 'attribute');
      } else {
        const name = readMember(r);
        if (name === undefined) return { kind: 'missing', range: spanFrom(r, object, r.pos) };
        object = {
          kind: 'attribute-of',
          range: { start: object.range.start, end: name.range.end },
          object,
          name,
        };
      }
    } else if (code === BRACKET_OPEN) {
      const index = readIndex(r);
      if (index === '*') object = readSplat(r, object, 'full');
      else {
        object = { kind: 'index', range: spanFrom(r, object, r.pos), object, index };
        if (r.height < height) r.height = height;
      }
    } else return object;
    if (isTooHigh(r, Math.max(height, r.height), object.range))
      return { kind: 'missing', range: object.range };
  }
}

function readSplat(r: Reader, object: Expression, form: 'attribute' | 'full'): Expression {
  const end = r.pos;
  const steps: SplatStep[] = [];
  const height = r.height;
  const last = form === 'full' ? readFullSteps(r, steps) : readAttributeSteps(r, steps);
  r.height = Math.max(height, r.height);
  return { kind: 'splat', range: spanFrom(r, object, Math.max(end, last)), form, object, steps };
}

/** The names after `.*`. Returns where the last ends, 0 for none; the splat takes no index and no other splat. */
function readAttributeSteps(r: Reader, steps: SplatStep[]): number {
  let end = 0;
  for (;;) {
    skip(r);
    if (codeAt(r.text, r.pos) !== DOT || codeAt(r.text, r.pos + 1) === DOT) return end;
    r.pos++;
    skip(r);
    if (codeAt(r.text, r.pos) === STAR) {
      failHere(r, 'hcl.nested-splat');
      r.pos++;
      continue;
    }
    const name = readMember(r);
    if (name === undefined) steps.push({ kind: 'index', index: missing(r, r.pos, r.pos) });
    else steps.push({ kind: 'attribute-of', name });
    end = r.pos;
  }
}

/** All that follows `[*]`. Returns where it ends, 0 for nothing; leaves the height of the highest index. */
function readFullSteps(r: Reader, steps: SplatStep[]): number {
  let end = 0;
  let height = 1;
  for (;;) {
    skip(r);
    const code = codeAt(r.text, r.pos);
    if (code === DOT && codeAt(r.text, r.pos + 1) !== DOT) {
      r.pos++;
      skip(r);
      if (codeAt(r.text, r.pos) === STAR) {
        end = ++r.pos;
        const inner: SplatStep[] = [];
        steps.push({ kind: 'splat', form: 'attribute', steps: inner });
        end = Math.max(end, readAttributeSteps(r, inner));
        continue;
      }
      const name = readMember(r);
      if (name === undefined) steps.push({ kind: 'index', index: missing(r, r.pos, r.pos) });
      else steps.push({ kind: 'attribute-of', name });
    } else if (code === BRACKET_OPEN) {
      const index = readIndex(r);
      height = Math.max(height, r.height);
      if (index === '*') {
        end = r.pos;
        if (r.depth >= MAX_DEPTH) {
          fail(r, end - 1, end, 'hcl.too-deep', { limit: MAX_DEPTH });
          skipBroken(r);
          steps.push({ kind: 'index', index: missing(r, end, r.pos) });
          break;
        }
        r.depth++;
        const inner: SplatStep[] = [];
        steps.push({ kind: 'splat', form: 'full', steps: inner });
        end = Math.max(end, readFullSteps(r, inner));
        r.depth--;
        height = Math.max(height, r.height + 1);
        break;
      }
      steps.push({ kind: 'index', index });
    } else break;
    end = r.pos;
  }
  r.height = height;
  return end;
}

/** The name after a `.`, or the number of the legacy `list.0`; undefined (and a problem) for anything else. */
function readMember(r: Reader): Identifier | undefined {
  const end = nameEnd(r.text, r.pos);
  if (end > r.pos) return takeName(r, end);
  if (!isDigit(codeAt(r.text, r.pos))) {
    failHere(r, 'hcl.expected-name');
    return undefined;
  }
  const start = r.pos;
  const name = takeName(r, numberEnd(r.text, start));
  if (name.name.includes('.')) {
    fail(r, start, r.pos, 'hcl.legacy-index', { text: name.name });
    return undefined;
  }
  return name;
}

/** `[index]`, or `'*'` for `[*]`: the star must stand at once behind the bracket. Leaves the index's height. */
function readIndex(r: Reader): Expression | '*' {
  const start = r.pos++;
  const lines = r.lines;
  skip(r);
  let index: Expression | '*' = '*';
  r.height = 1;
  if (codeAt(r.text, r.pos) === STAR) r.pos++;
  else {
    r.lines = false;
    index = r.expression(r);
  }
  skip(r);
  if (codeAt(r.text, r.pos) === BRACKET_CLOSE) r.pos++;
  else {
    failClosing(r, start, '[', ']');
    index = missing(r, start, r.pos);
  }
  r.lines = lines;
  return index;
}
