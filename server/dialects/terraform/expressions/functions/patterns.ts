/**
 * Terraform's regular expressions are RE2's, which cannot run away; ours are JavaScript's, which can. So patterns are
 * translated, and refused where a match could take long.
 */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** How many repetitions without a bound it holds. */
  readonly loops: number;
  readonly groups: number;
  readonly names: readonly string[];
}

/** `bad`: RE2 refuses it. `unsure`: it may mean something that JavaScript cannot say, or run away. */
export function translate(pattern: string): Pattern | 'bad' | 'unsure' {
  const state = new Translation(pattern);
  try {
    const { source, loops } = state.whole();
    const flags = `du${state.ignoreCase ? 'i' : ''}`;
    new RegExp(source, flags);
    return { source, flags, loops, groups: state.groups, names: state.names };
  } catch (thrown) {
    if (thrown === BAD || thrown === UNSURE) return thrown === BAD ? 'bad' : 'unsure';
    return 'unsure';
  }
}

const BAD = Symbol('bad');
const UNSURE = Symbol('unsure');

/** Whether a pattern may be tried on a text of this length: an estimate of the steps of a failing search. */
export function isAffordable(pattern: Pattern, length: number): boolean {
  let steps = 1;
  for (let i = 1; i <= pattern.loops + 1; i++) steps *= (length + 10) / i;
  return steps <= 1e8;
}

/** A translated stretch, and what makes repeating it costly. */
interface Piece {
  readonly source: string;
  /** How many repetitions without a bound it holds. */
  readonly loops: number;
  /** In how many ways it may match one stretch of text, at most, for bounded repetitions and alternatives. */
  readonly ways: number;
  /** First literal letter of the piece; absent when it may begin with several. */
  readonly first?: string;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const PERL: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t\\n\\f\\r ' };

class Translation {
  pos = 0;
  groups = 0;
  readonly names: string[] = [];
  ignoreCase = false;
  private dotAll = false;
  private lines = false;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): Piece {
    const flags = /^\(\?([ims]+)\)/.exec(this.text);
    if (flags) {
      this.ignoreCase = flags[1]!.includes('i');
      this.lines = flags[1]!.includes('m');
      this.dotAll = flags[1]!.includes('s');
      this.pos = flags[0].length;
    }
    const piece = this.alternatives();
    if (this.pos < this.text.length) throw BAD;
    return piece;
  }

  private alternatives(): Piece {
    if (++this.depth > 50) throw UNSURE;
    const branches = [this.sequence()];
    while (this.text[this.pos] === '|') {
      this.pos++;
      branches.push(this.sequence());
    }
    this.depth--;
    if (branches.length === 1) return branches[0]!;
    const firsts = new Set(branches.map((branch) => branch.first));
    // Alternatives that begin with different letters exclude each other.
    const apart = !this.ignoreCase && firsts.size === branches.length && !firsts.has(undefined);
    return {
      source: branches.map((branch) => branch.source).join('|'),
      loops: Math.max(...branches.map((branch) => branch.loops)),
      ways: apart
        ? Math.max(...branches.map((branch) => branch.ways))
        : branches.reduce((sum, branch) => sum + branch.ways, 0),
    };
  }

  private sequence(): Piece {
    let source = '';
    let loops = 0;
    let ways = 1;
    let first: string | undefined;
    let count = 0;
    while (this.pos < this.text.length && !'|)'.includes(this.text[this.pos]!)) {
      const piece = this.repeated();
      source += piece.source;
      loops += piece.loops;
      ways *= piece.ways;
      if (count++ === 0) first = piece.first;
    }
    return { source, loops, ways, ...(first !== undefined && { first }) };
  }

  private repeated(): Piece {
    const piece = this.atom();
    const rest = this.text.slice(this.pos);
    const match = /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})(\??)/.exec(rest);
    if (!match) return piece;
    this.pos += match[0].length;
    if (/^[*+?]/.test(this.text.slice(this.pos))) throw BAD;
    const operator = match[0][0]!;
    const least = operator === '{' ? Number(match[1]) : operator === '+' ? 1 : 0;
    const most =
      operator === '?'
        ? 1
        : operator !== '{'
          ? Number.POSITIVE_INFINITY
          : match[2]
            ? Number(match[3] ?? Number.POSITIVE_INFINITY)
            : least;
    if (least > most || least > 1000 || (most > 1000 && most !== Number.POSITIVE_INFINITY)) throw BAD;
    const source = piece.source + match[0];
    const optional = least === 0 ? {} : piece.first === undefined ? {} : { first: piece.first };
    if (most === Number.POSITIVE_INFINITY) {
      if (piece.loops > 0 || piece.ways > 1) throw UNSURE;
      return { source, loops: 1, ways: 1, ...optional };
    }
    const ways = (most - least + 1) * piece.ways ** most;
    if (ways > 10_000) throw UNSURE;
    return { source, loops: piece.loops * most, ways, ...optional };
  }

  private atom(): Piece {
    const letter = String.fromCodePoint(this.text.codePointAt(this.pos)!);
    this.pos += letter.length;
    switch (letter) {
      case '(':
        return this.group();
      case '[':
        return plain(this.characterClass());
      case '.':
        return plain(this.dotAll ? '[\\s\\S]' : '[^\\n]');
      case '^':
        return plain(this.lines ? '(?<![^\\n])' : '^');
      case '$':
        return plain(this.lines ? '(?![^\\n])' : '$');
      case '*':
      case '+':
      case '?':
        throw BAD;
      case '\\':
        return this.escape();
      default:
        return { ...plain(literal(letter)), first: letter };
    }
  }

  private group(): Piece {
    let open = '(';
    if (this.text[this.pos] === '?') {
      const named = /^\?P?<([A-Za-z_]\w*)>/.exec(this.text.slice(this.pos));
      if (named) {
        if (this.names.includes(named[1]!)) throw BAD;
        this.names.push(named[1]!);
        open = `(?<${named[1]}>`;
        this.pos += named[0].length;
        this.groups++;
      } else if (this.text.startsWith('?:', this.pos)) {
        open = '(?:';
        this.pos += 2;
      } else throw /^\?(?:[=!]|<[=!]|>|#)/.test(this.text.slice(this.pos)) ? BAD : UNSURE;
    } else this.groups++;
    const inner = this.alternatives();
    if (this.text[this.pos] !== ')') throw BAD;
    this.pos++;
    return { ...inner, source: `${open}${inner.source})` };
  }

  private escape(): Piece {
    const letter = this.text[this.pos];
    if (letter === undefined) throw BAD;
    switch (letter) {
      case 'A':
      case 'z':
        this.pos++;
        return plain(letter === 'A' ? '^' : '$');
      case 'b':
      case 'B':
        this.pos++;
        return plain(`\\${letter}`);
      case 'Q': {
        const end = this.text.indexOf('\\E', this.pos);
        const quoted = this.text.slice(this.pos + 1, end < 0 ? undefined : end);
        this.pos = end < 0 ? this.text.length : end + 2;
        return plain(quoted === '' ? '' : `(?:${[...quoted].map(literal).join('')})`);
      }
      default: {
        const { source, set } = this.character();
        return plain(set ? `[${source}]` : source);
      }
    }
  }

  /** What follows a backslash, in or outside a class: a character, or a set for the inside of a class. */
  private character(): { source: string; set: boolean } {
    const letter = this.text[this.pos++]!;
    const lower = letter.toLowerCase();
    if (PERL[lower]) {
      if (letter === lower) return { source: PERL[lower], set: true };
      // Only \D, \W and \S can stand for the complement within a class; \S differs by the vertical tab.
      return {
        source:
          letter === 'S'
            ? '\\S\\v\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff'
            : `\\${letter}`,
        set: true,
      };
    }
    if (lower === 'p') return { source: this.property(letter), set: true };
    if ('aftnrv'.includes(letter)) return { source: letter === 'a' ? '\\x07' : `\\${letter}`, set: false };
    if (letter === 'x') {
      const code = /^(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(this.text.slice(this.pos));
      if (!code) throw BAD;
      this.pos += code[0].length;
      return { source: `\\u{${code[1] ?? code[2]}}`, set: false };
    }
    if (/[0-7]/.test(letter)) {
      const code = /^[0-7]{1,3}/.exec(this.text.slice(this.pos - 1))![0];
      if (letter !== '0' && code.length < 3) throw BAD;
      this.pos += code.length - 1;
      return { source: `\\u{${Number.parseInt(code, 8).toString(16)}}`, set: false };
    }
    if (/[A-Za-z0-9\u0080-\uffff]/.test(letter)) throw letter === 'C' ? UNSURE : BAD;
    return { source: literal(letter), set: false };
  }

  private property(letter: string): string {
    const match = /^(?:\{(\^?)(\w+)\}|([A-Z]))/.exec(this.text.slice(this.pos));
    if (!match) throw BAD;
    this.pos += match[0].length;
    const name = match[2] ?? match[3]!;
    const negated = (letter === 'P') !== (match[1] === '^');
    const property = /^[CLMNPSZ][a-z]?$/.test(name) ? name : `Script=${name}`;
    return `\\${negated ? 'P' : 'p'}{${property}}`;
  }

  private characterClass(): string {
    let source = '[';
    if (this.text[this.pos] === '^') {
      source += '^';
      this.pos++;
    }
    let first = true;
    while (first || this.text[this.pos] !== ']') {
      if (this.pos >= this.text.length) throw BAD;
      first = false;
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.pos));
      if (posix) {
        const members = POSIX[posix[2]!];
        if (!members) throw BAD;
        if (posix[1]) throw UNSURE;
        source += members;
        this.pos += posix[0].length;
        continue;
      }
      const low = this.member();
      const ranged =
        this.text[this.pos] === '-' && this.pos + 1 < this.text.length && this.text[this.pos + 1] !== ']';
      if (!ranged || low.set) {
        source += low.source;
        continue;
      }
      this.pos++;
      const high = this.member();
      if (high.set || (low.letter && high.letter && low.letter.codePointAt(0)! > high.letter.codePointAt(0)!))
        throw BAD;
      source += `${low.source}-${high.source}`;
    }
    this.pos++;
    return `${source}]`;
  }

  private member(): { source: string; set: boolean; letter?: string } {
    const letter = String.fromCodePoint(this.text.codePointAt(this.pos)!);
    this.pos += letter.length;
    return letter === '\\' ? this.character() : { source: literal(letter), set: false, letter };
  }
}

function plain(source: string): Piece {
  return { source, loops: 0, ways: 1 };
}

/** A letter that stands for itself, in a class and outside one. */
function literal(letter: string): string {
  if (letter === '-') return '\\x2d';
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}
