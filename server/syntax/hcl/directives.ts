import type { TemplateFor, TemplateIf, TemplatePart } from './ast';
import type { Directive, Piece, Pieces } from './pieces';
import { fail, MAX_DEPTH, type Reader } from './reader';

interface Folding {
  readonly reader: Reader;
  readonly pieces: readonly Piece[];
  at: number;
  deepest: number;
  /** The rest was passed over: that what is open has no end is no news. */
  cut: boolean;
}

/** Matches up `if`/`else`/`endif` and `for`/`endfor`, and joins neighbouring texts. */
export function foldPieces(r: Reader, pieces: Pieces): { parts: TemplatePart[]; height: number } {
  if (!pieces.hasDirectives) return { parts: join(pieces.list as TemplatePart[]), height: pieces.height };
  const folding: Folding = { reader: r, pieces: pieces.list, at: 0, deepest: 0, cut: false };
  const parts = fold(folding, 0, undefined);
  return { parts, height: pieces.height + folding.deepest };
}

/** The parts up to the directive that ends or divides the one given; that one is not passed. */
function fold(f: Folding, depth: number, opener: Directive | undefined): TemplatePart[] {
  if (depth > f.deepest) f.deepest = depth;
  const parts: TemplatePart[] = [];
  while (f.at < f.pieces.length) {
    const piece = f.pieces[f.at]!;
    if (piece.kind !== 'directive') {
      parts.push(piece);
      f.at++;
    } else if (piece.word === 'if' || piece.word === 'for') {
      if (depth >= MAX_DEPTH) {
        problem(f, piece, 'hcl.too-deep', { limit: MAX_DEPTH });
        parts.push(gap(piece));
        f.at = f.pieces.length;
        f.cut = true;
      } else parts.push(piece.word === 'if' ? foldIf(f, depth, piece) : foldFor(f, depth, piece));
    } else if (opener !== undefined && (piece.word === `end${opener.word}` || piece.word === 'else')) {
      break;
    } else {
      problem(f, piece, 'hcl.stray-directive', { word: piece.word });
      parts.push(gap(piece));
      f.at++;
    }
  }
  return join(parts);
}

function foldIf(f: Folding, depth: number, opener: Directive): TemplateIf {
  f.at++;
  const then = fold(f, depth + 1, opener);
  let otherwise: TemplatePart[] = [];
  if (wordAt(f) === 'else') {
    f.at++;
    otherwise = fold(f, depth + 1, opener);
  }
  const end = takeEnd(f, opener, otherwise);
  return {
    kind: 'if',
    range: { start: opener.range.start, end },
    condition: opener.condition!,
    then,
    otherwise,
  };
}

function foldFor(f: Folding, depth: number, opener: Directive): TemplateFor {
  f.at++;
  const body = fold(f, depth + 1, opener);
  const end = takeEnd(f, opener, body);
  const range = { start: opener.range.start, end };
  const { keyName, valueName, collection } = opener;
  return { kind: 'for', range, keyName, valueName: valueName!, collection: collection!, body };
}

/** Passes the directive that ends the one given, and says where it ends. Without it, there is a gap in the parts. */
function takeEnd(f: Folding, opener: Directive, parts: TemplatePart[]): number {
  const word = wordAt(f);
  if (word === `end${opener.word}`) return f.pieces[f.at++]!.range.end;
  if (!f.cut) problem(f, opener, 'hcl.unclosed-directive', { word: opener.word });
  parts.push(gap(opener));
  if (word !== undefined) f.at++;
  return f.pieces[f.at - 1]!.range.end;
}

function wordAt(f: Folding): string | undefined {
  const piece = f.pieces[f.at];
  return piece?.kind === 'directive' ? piece.word : undefined;
}

function gap(piece: Directive): TemplatePart {
  return { kind: 'interpolation', range: piece.range, expression: { kind: 'missing', range: piece.range } };
}

function problem(f: Folding, piece: Directive, key: string, args: Record<string, string | number>): void {
  const { reader } = f;
  fail(reader, piece.range.start - reader.base, piece.range.end - reader.base, key, args);
}

/** Joins neighbouring texts (a heredoc's lines) to one part each, and leaves out what came to nothing. */
function join(parts: TemplatePart[]): TemplatePart[] {
  if (parts.length === 0 || (parts.length === 1 && parts[0]!.kind !== 'string')) return parts;
  const joined: TemplatePart[] = [];
  for (let i = 0; i < parts.length; ) {
    const part = parts[i]!;
    i++;
    if (part.kind !== 'string') {
      joined.push(part);
      continue;
    }
    let value = part.value;
    let end = part.range.end;
    for (let next = parts[i]; next?.kind === 'string'; next = parts[++i]) {
      value += next.value;
      end = next.range.end;
    }
    if (value === '') continue;
    joined.push(
      end === part.range.end ? part : { kind: 'string', range: { start: part.range.start, end }, value },
    );
  }
  return joined;
}
