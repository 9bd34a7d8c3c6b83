import type { Message } from '../../core/message';
import type { Range } from '../../core/source';

/** An expression of Azure Resource Manager's template language; offsets are into the text that was read. */
export type ArmExpression = ArmCall | ArmAccess | ArmIndex | ArmLiteral;

interface Placed {
  readonly range: Range;
}

export interface ArmCall extends Placed {
  readonly kind: 'call';
  /** A function of the template's own stands behind its namespace: `contoso.uniqueName`. */
  readonly name: string;
  readonly args: readonly ArmExpression[];
}

/** `object.property`, `object.?property` */
export interface ArmAccess extends Placed {
  readonly kind: 'access';
  readonly object: ArmExpression;
  readonly name: string;
  readonly safe: boolean;
}

/** `list[0]`, `object['name']`, `list[?0]` */
export interface ArmIndex extends Placed {
  readonly kind: 'index';
  readonly object: ArmExpression;
  readonly index: ArmExpression;
  readonly safe: boolean;
}

export interface ArmLiteral extends Placed {
  readonly kind: 'literal';
  readonly value: string | number;
  /** Of a text: without its quotes. */
  readonly content: Range;
}

export interface ArmSyntax {
  /** Nothing where there is no telling what was meant. */
  readonly expression?: ArmExpression;
  readonly problems: readonly { readonly range: Range; readonly message: Message }[];
}

/** Whether a string of a template is an expression: `[…]`, but for `[[…`, which stands for the text `[…`. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** Nesting beyond this is not read: reading is recursive. */
const MAX_DEPTH = 100;

/** Reads `[…]`. Never throws. */
export function parseArmExpression(text: string): ArmSyntax {
  const reader = new Reader(text, text.length - 1);
  const expression = reader.read();
  return { ...(expression && { expression }), problems: reader.problems };
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[+-]?\d+(\.\d+)?/y;

class Reader {
  readonly problems: { range: Range; message: Message }[] = [];
  private at = 1;

  constructor(
    private readonly text: string,
    private readonly end: number,
  ) {}

  read(): ArmExpression | undefined {
    const expression = this.expression(0);
    if (!expression) return undefined;
    this.skip();
    if (this.at < this.end) {
      this.problem('arm.expression.trailing', this.at, this.end);
      return undefined;
    }
    return expression;
  }

  private expression(depth: number): ArmExpression | undefined {
    if (depth > MAX_DEPTH) return this.problem('arm.expression.too-deep', this.at, this.at + 1);
    this.skip();
    let value = this.primary(depth);
    for (;;) {
      if (!value) return undefined;
      this.skip();
      const c = this.text[this.at];
      if (this.at >= this.end || (c !== '.' && c !== '[')) return value;
      this.at++;
      const safe = this.taken('?');
      value = c === '.' ? this.access(value, safe) : this.index(value, safe, depth);
    }
  }

  private primary(depth: number): ArmExpression | undefined {
    if (this.text[this.at] === "'") return this.string();
    const number = this.match(NUMBER);
    if (number !== undefined) {
      const range = { start: this.at - number.length, end: this.at };
      return { kind: 'literal', value: Number(number), range, content: range };
    }
    return this.call(depth);
  }

  private call(depth: number): ArmExpression | undefined {
    const start = this.at;
    let name = this.match(NAME);
    if (name === undefined) return this.problem('arm.expression.unexpected', start, start + 1);
    while (this.text[this.at] === '.') {
      this.at++;
      const more = this.match(NAME);
      if (more === undefined) return this.problem('arm.expression.unexpected', this.at, this.at + 1);
      name += `.${more}`;
    }
    this.skip();
    if (!this.taken('(')) return this.problem('arm.expression.call', start, this.at, { name });
    const args: ArmExpression[] = [];
    this.skip();
    if (!this.taken(')')) {
      for (;;) {
        const arg = this.expression(depth + 1);
        if (!arg) return undefined;
        args.push(arg);
        this.skip();
        if (this.taken(')')) break;
        if (!this.taken(',')) return this.problem('arm.expression.unclosed', start, this.at, { name });
      }
    }
    return { kind: 'call', name, args, range: { start, end: this.at } };
  }

  private access(object: ArmExpression, safe: boolean): ArmExpression | undefined {
    this.skip();
    const name = this.match(NAME);
    if (name === undefined) return this.problem('arm.expression.unexpected', this.at, this.at + 1);
    return { kind: 'access', object, name, safe, range: { start: object.range.start, end: this.at } };
  }

  private index(object: ArmExpression, safe: boolean, depth: number): ArmExpression | undefined {
    const index = this.expression(depth + 1);
    if (!index) return undefined;
    this.skip();
    if (!this.taken(']')) return this.problem('arm.expression.unexpected', this.at, this.at + 1);
    return { kind: 'index', object, index, safe, range: { start: object.range.start, end: this.at } };
  }

  /** `''` inside stands for one quote. */
  private string(): ArmExpression | undefined {
    const start = this.at++;
    let value = '';
    for (;;) {
      const close = this.text.indexOf("'", this.at);
      if (close < 0 || close >= this.end) return this.problem('arm.expression.string', start, this.end);
      value += this.text.slice(this.at, close);
      this.at = close + 1;
      if (this.text[this.at] !== "'") break;
      value += "'";
      this.at++;
    }
    const range = { start, end: this.at };
    return { kind: 'literal', value, range, content: { start: start + 1, end: this.at - 1 } };
  }

  private skip(): void {
    while (this.at < this.end && /\s/.test(this.text[this.at]!)) this.at++;
  }

  private taken(mark: string): boolean {
    if (this.at >= this.end || this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined || this.at + found.length > this.end) return undefined;
    this.at += found.length;
    return found;
  }

  private problem(key: string, start: number, end: number, args?: Message['args']): undefined {
    this.problems.push({
      range: { start, end: Math.max(start, end) },
      message: { key, ...(args && { args }) },
    });
    return undefined;
  }
}
