import { cap } from '../tree/problem-cap';
import type { BicepDocument, Declaration } from './ast';
import { readDeclaration, readDecorator } from './declarations';
import { readExpression } from './expressions';
import { readObject } from './objects';
import { failHere, type Grammar, kindHere, makeReader, type Reader, Refusal, take, textOf } from './reader';
import { recoverDeclarations, recoverDecorator, recoverObject } from './recovery';
import { readTokens } from './tokens';

/**
 * Reads one Bicep file or Bicep parameters file (Azure/bicep, docs/grammar.md). Never throws. A file with errors is
 * read again with indentation as a hint, so that what is whole in it is kept; in what is not, `Missing` stands for
 * what could not be read.
 */
export function parseBicep(text: string): BicepDocument {
  let tokens = readTokens(text, false);
  if (!tokens.isOpen) {
    const r = makeReader(text, tokens, GRAMMAR, true);
    try {
      const declarations = readDeclarations(r);
      return { declarations, comments: tokens.comments, problems: cap(r.problems) };
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  } else tokens = readTokens(text, true);
  const r = makeReader(text, tokens, GRAMMAR, false);
  const declarations = recoverDeclarations(r);
  return { declarations, comments: tokens.comments, problems: cap(r.problems) };
}

const GRAMMAR: Grammar = {
  expression: readExpression,
  object: (r) => (r.strict ? readObject(r) : recoverObject(r)),
  decorator: (r) => (r.strict ? readDecorator(r) : recoverDecorator(r)),
  declaration: readDeclaration,
};

/** A whole file, strictly: throws a `Refusal` at the first error. */
function readDeclarations(r: Reader): Declaration[] {
  const declarations: Declaration[] = [];
  for (;;) {
    take(r, 'newline');
    if (kindHere(r) === 'end') return declarations;
    const declaration = readDeclaration(r);
    if (declaration !== undefined) declarations.push(declaration);
    if (kindHere(r) !== 'end' && !take(r, 'newline'))
      failHere(r, 'bicep.unexpected', { text: textOf(r, r.at) });
  }
}
