import type { Range } from '../../core/source';
import type { Node, Pair, ScalarNode, TreeComment, TreeFile } from './node';
import { cap } from './problem-cap';

type TreeProblem = TreeFile['problems'][number];

/** Nesting beyond this is not read: reading is recursive. */
const MAX_DEPTH = 200;

/**
 * Reads a JSON text, tolerating what JSONC allows (comments and trailing commas), and strings over several lines.
 *
 * After an error it goes on with the next member, so a half-typed file keeps the others. A repeated key is a problem
 * and the last one wins. Never throws. A text whose structure holds template marks (`{{ … }}`, `{% … %}`) comes
 * back as `templated`, without documents and problems.
 */
export function parseJson(text: string): TreeFile {
  const reader = new Reader(text);
  const root = reader.document();
  const { comments } = reader;
  if (reader.templated) return { documents: [], comments, problems: [], templated: true };
  return { documents: root ? [root] : [], comments, problems: cap(reader.problems) };
}

class Reader {
  readonly comments: TreeComment[] = [];
  readonly problems: TreeProblem[] = [];
  templated = false;
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Node | undefined {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    this.skip();
    if (this.at >= this.text.length) return undefined;
    const root = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.problem('tree.trailing', this.at, this.text.length);
    return root;
  }

  /** Nothing where no value begins; then nothing is consumed. */
  private value(depth: number): Node | undefined {
    const c = this.text[this.at];
    if (c === '{') return this.object(depth);
    if (c === '[') return this.array(depth);
    if (c === '"') return this.string();
    return this.word();
  }

  private object(depth: number): Node | undefined {
    const start = this.at;
    if (/^\{[{%#]/.test(this.text.slice(start, start + 2))) this.templated = true;
    if (depth >= MAX_DEPTH) return this.tooDeep();
    this.at++;
    const pairs = new Map<string, Pair>();
    this.members('}', () => {
      const key = this.text[this.at] === '"' ? this.string() : this.bareKey();
      if (!key) return false;
      this.skip();
      if (this.text[this.at] === ':') {
        this.at++;
        this.skip();
      } else {
        this.problem('tree.json-colon', key.range.start, key.range.end);
        // A key still being typed: what follows on the next line is another member.
        if (this.text.slice(key.range.end, this.at).includes('\n')) return true;
      }
      const before = this.at;
      const value = this.value(depth + 1);
      if (!value) {
        if (this.at === before) this.problem('tree.json-value', key.range.start, key.range.end);
        return true;
      }
      if (pairs.delete(key.text)) {
        const message = { key: 'tree.duplicate-key', args: { key: key.text } };
        this.problems.push({ range: key.range, message });
      }
      pairs.set(key.text, { key, value });
      return true;
    });
    return {
      kind: 'mapping',
      range: { start, end: this.at },
      pairs: [...pairs.values()],
      flow: true,
    };
  }

  /** A key without quotes: not JSON, but plain enough to go on with. */
  private bareKey(): ScalarNode | undefined {
    WORD.lastIndex = this.at;
    const text = WORD.exec(this.text)?.[0];
    if (!text) return undefined;
    const range = { start: this.at, end: this.at + text.length };
    this.at = range.end;
    this.problem('tree.json-key', range.start, range.end);
    return scalar('plain', range, range, text, text);
  }

  private array(depth: number): Node | undefined {
    const start = this.at;
    if (depth >= MAX_DEPTH) return this.tooDeep();
    this.at++;
    const items: Node[] = [];
    this.members(']', () => {
      const before = this.at;
      const item = this.value(depth + 1);
      if (item) items.push(item);
      return this.at > before;
    });
    return { kind: 'sequence', range: { start, end: this.at }, items, flow: true };
  }

  /** Reads members up to the closing mark; `read` answers false where no member begins. */
  private members(close: '}' | ']', read: () => boolean): void {
    for (;;) {
      this.skip();
      const c = this.text[this.at];
      if (c === undefined) {
        this.problem('tree.json-unclosed', this.at - 1, this.at, { close });
        return;
      }
      if (c === close) {
        this.at++;
        return;
      }
      // The other bracket closes something further out: this one was left open.
      if (c === '}' || c === ']') {
        this.problem('tree.json-unclosed', this.at, this.at + 1, { close });
        return;
      }
      if (c === ',') {
        this.problem('tree.unexpected', this.at, this.at + 1);
        this.at++;
        continue;
      }
      const before = this.at;
      if (!read()) {
        this.recover();
        this.problem('tree.unexpected', before, this.at);
      }
      const end = this.at;
      this.skip();
      if (this.text[this.at] === ',') this.at++;
      else if (this.at < this.text.length && !/[}\]]/.test(this.text[this.at]!) && end > before) {
        this.problem('tree.json-comma', end - 1, end);
      }
    }
  }

  /** Passes over what cannot be read: a bracketed value, or up to the next comma, bracket or line's end. */
  private recover(): void {
    if (/[{[]/.test(this.text[this.at]!)) {
      this.skipBrackets();
      return;
    }
    this.at++;
    while (this.at < this.text.length && !/[,{}[\]\n]/.test(this.text[this.at]!)) this.at++;
  }

  private string(): ScalarNode {
    const start = this.at;
    const { text } = this;
    let value = '';
    let i = start + 1;
    let from = i;
    let spansLines = false;
    for (;;) {
      const code = text.charCodeAt(i);
      if (code === 0x22) break;
      const isLineEnd = code === 0x0a || code === 0x0d;
      if (isLineEnd && !spansLines) spansLines = closesLater(text, i);
      // Any other string left open ends with its line.
      if (Number.isNaN(code) || (isLineEnd && !spansLines)) {
        this.problem('tree.json-string', start, i);
        value += text.slice(from, i);
        this.at = i;
        return scalar('double', { start, end: i }, { start: start + 1, end: i }, value, value);
      }
      if (code === 0x5c) {
        value += text.slice(from, i);
        const [char, length] = this.escape(i);
        value += char;
        i += length;
        from = i;
      } else i++;
    }
    value += text.slice(from, i);
    this.at = i + 1;
    return scalar('double', { start, end: i + 1 }, { start: start + 1, end: i }, value, value);
  }

  private escape(at: number): readonly [string, number] {
    const c = this.text[at + 1];
    const simple = c === undefined ? undefined : ESCAPES[c];
    if (simple !== undefined) return [simple, 2];
    const hex = this.text.slice(at + 2, at + 6);
    if (c === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
    this.problem('tree.bad-escape', at, at + 2);
    return ['\\', 1];
  }

  private word(): ScalarNode | undefined {
    WORD.lastIndex = this.at;
    const text = WORD.exec(this.text)?.[0];
    if (!text) return undefined;
    const start = this.at;
    const range = { start, end: start + text.length };
    this.at = range.end;
    if (text in LITERALS) return scalar('plain', range, range, LITERALS[text]!, text);
    if (NUMBER.test(text)) return scalar('plain', range, range, Number(text), text);
    this.problem('tree.json-word', range.start, range.end, { word: text.slice(0, 40) });
    return scalar('plain', range, range, text, text);
  }

  private tooDeep(): undefined {
    this.problem('tree.too-deep', this.at, this.at + 1, { limit: MAX_DEPTH });
    this.skipBrackets();
    return undefined;
  }

  /** From an opening bracket to behind the one that closes it; strings are minded. */
  private skipBrackets(): void {
    let open = 0;
    while (this.at < this.text.length) {
      const c = this.text[this.at]!;
      if (c === '"') {
        while (++this.at < this.text.length && !/["\n]/.test(this.text[this.at]!)) {
          if (this.text[this.at] === '\\') this.at++;
        }
      } else if (c === '{' || c === '[') open++;
      else if (c === '}' || c === ']') open--;
      this.at++;
      if (open === 0) return;
    }
  }

  /** Blanks and comments. */
  private skip(): void {
    const { text } = this;
    for (;;) {
      const c = text.charCodeAt(this.at);
      if (c === 0x20 || (c >= 0x09 && c <= 0x0d) || c === 0xa0) this.at++;
      else if (c === 0x2f && text[this.at + 1] === '/') this.comment(/[\r\n]/g, 0);
      else if (c === 0x2f && text[this.at + 1] === '*') this.comment(/\*\//g, 2);
      else return;
    }
  }

  private comment(close: RegExp, width: number): void {
    const start = this.at;
    close.lastIndex = start + 2;
    const found = close.exec(this.text);
    this.at = found ? found.index + width : this.text.length;
    this.comments.push({ range: { start, end: this.at }, text: this.text.slice(start, this.at) });
  }

  private problem(key: string, start: number, end: number, args?: Record<string, string | number>): void {
    const range: Range = { start: Math.max(0, start), end: Math.max(start, end) };
    this.problems.push({ range, message: { key, ...(args && { args }) } });
  }
}

/**
 * Whether a string goes on over the end of its line, as templates of Azure Resource Manager may: the next quote closes it,
 * for something goes on behind it as it does behind a value. One that opens another string is followed by that.
 */
function closesLater(text: string, lineEnd: number): boolean {
  let close = text.indexOf('"', lineEnd);
  while (close > 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close > 0 && /^\s*([,}\]]|$)/.test(text.slice(close + 1, close + 200));
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}

const WORD = /[\w.+\-$]+/y;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function scalar(
  style: 'plain' | 'double',
  range: Range,
  content: Range,
  value: ScalarNode['value'],
  text: string,
): ScalarNode {
  return { kind: 'scalar', range, value, text, content, style };
}
