import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Body } from './ast';
import { parseExpression, parseHcl, parseTemplate } from './index';
import { MAX_DEPTH, MAX_HEIGHT } from './reader';
import { makeRandom, mutate } from './testing/mutations';

/** What stands in a body: `name`, `name?` for a value with a gap in it, `type.label { … }` for a block (`~` for no `}`). */
function sketch(body: Body): string {
  return body.items
    .map((item) => {
      if (item.kind === 'block') {
        const name = [item.type.name, ...item.labels.map((label) => label.name)].join('.');
        const inner = item.body.items.length > 0 ? ` ${sketch(item.body)} ` : '';
        return `${name} {${inner}${item.close === undefined ? '~' : '}'}`;
      }
      return JSON.stringify(item.value).includes('"kind":"missing"') ? `${item.name.name}?` : item.name.name;
    })
    .join(' ');
}

interface Case {
  readonly what: string;
  readonly text: string;
  readonly kept: string;
  /** Each problem's key, without `hcl.`, and the text it stands at. */
  readonly problems: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a name alone',
    text: 'a {\n  regi\n  b = 1\n}\nc {}\n',
    kept: 'a { b } c {}',
    problems: ['expected-item "regi"'],
  },
  {
    what: 'a name and an equals sign',
    text: 'a {\n  region =\n  b = 1\n}\n',
    kept: 'a { region? b }',
    problems: ['expected-value ""'],
  },
  {
    what: 'an equals sign and lines that went on with it',
    text: 'a {\n  b =\n    c = 1\n    }\n\n  d = 1\n}\n',
    kept: 'a { b? d }',
    problems: ['expected-value ""'],
  },
  {
    what: 'a stray character at the left',
    text: 'a {\n  b = 1\n;\n  c = 1\n}\nd = 1\n',
    kept: 'a { b c } d',
    problems: ['expected-item ";"'],
  },
  {
    what: 'a reference that ends in a dot',
    text: 'a {\n  b = var.\n  c = 1\n}\n',
    kept: 'a { b? c }',
    problems: ['expected-name ""'],
  },
  {
    what: 'an operator without its right side',
    text: 'a = 1 +\nb = 2\n',
    kept: 'a? b',
    problems: ['expected-value ""'],
  },
  {
    what: 'a value with something behind it',
    text: 'a = "b" "c"\nd = 1 2\ne = 3\n',
    kept: 'a? d? e',
    problems: ['expected-newline "\\""', 'expected-newline "2"'],
  },
  {
    what: 'an open string',
    text: 'a {\n  b = "us-east\n  c = 1\n}\n',
    kept: 'a { b? c }',
    problems: ['unclosed-string "\\"us-east"'],
  },
  {
    what: 'an open string in a list',
    text: 'a = [\n  "b,\n  "c",\n]\nd = 1\n',
    kept: 'a? d',
    problems: ['unclosed-string "\\"b,"'],
  },
  {
    what: 'an open interpolation',
    text: 'a {\n  b = "x-${var.\n  c = 1\n}\n',
    kept: 'a { b? c }',
    problems: ['expected-name ""'],
  },
  {
    what: 'an open list',
    text: 'a {\n  b = [1,\n  c = 1\n}\nd {}\n',
    kept: 'a { b? c } d {}',
    problems: ['unclosed "["'],
  },
  {
    what: 'an open call at the end of its block',
    text: 'a {\n  b = f(1,\n}\nc {}\n',
    kept: 'a { b? } c {}',
    problems: ['unclosed "("'],
  },
  {
    what: 'an open object that takes the brace of its block',
    text: 'a {\n  tags = {\n    x = 1\n  b = 2\n}\nc {\n  d = 1\n}\n',
    kept: 'a { tags? b } c { d }',
    problems: ['unclosed "{"'],
  },
  {
    what: 'an open call',
    text: 'a = f(1,\nb = 2\n',
    kept: 'a? b',
    problems: ['unclosed "("'],
  },
  {
    what: 'an object with an item half typed',
    text: 'a = {\n  b = 1\n  c\n  d =\n  e = 2\n}\nf = 1\n',
    kept: 'a? f',
    problems: ['expected-equals ""', 'expected-value ""'],
  },
  {
    what: 'an open block',
    text: 'a {\n  b = 1\n\nc "d" {\n  e = 1\n}\n',
    kept: 'a { b ~ c.d { e }',
    problems: ['unclosed "{"'],
  },
  {
    what: 'an open block in a block',
    text: 'a {\n  b {\n    c = 1\n}\nd {}\n',
    kept: 'a { b { c ~ } d {}',
    problems: ['unclosed "{"'],
  },
  {
    what: 'an open block before another of the same depth',
    text: 'a {\n  b {\n    c = 1\n  d {\n    e = 1\n  }\n}\nf = 1\n',
    kept: 'a { b { c ~ d { e } } f',
    problems: ['unclosed "{"'],
  },
  {
    what: 'an open block at the end',
    text: 'a = 1\nb {\n  c = 1',
    kept: 'a b { c ~',
    problems: ['unclosed "{"'],
  },
  {
    what: 'a brace too many',
    text: 'a {\n  b = 1\n}\n}\nc = 1\n',
    kept: 'a { b } c',
    problems: ['unexpected "}"'],
  },
  {
    what: 'a brace too many in a block',
    text: 'a {\n  b {\n  }\n  }\n  c = 1\n}\nd = 1\n',
    kept: 'a { b {} c } d',
    problems: ['unexpected "}"'],
  },
  {
    what: 'a header without a body',
    text: 'resource "a"\nb = 1\n',
    kept: 'b',
    problems: ['expected-body ""'],
  },
  {
    what: 'a header whose brace is being typed',
    text: 'resource "a" "b"\n  c = 1\n}\nd = 1\n',
    kept: 'resource.a.b { c } d',
    problems: ['expected-body ""'],
  },
  {
    what: 'a header with an open label',
    text: 'resource "a" "b {\n  c = 1\n}\nd = 1\n',
    kept: 'resource.a { c } d',
    problems: ['unclosed-string "\\"b {"'],
  },
  {
    what: 'an open heredoc',
    text: 'a {\n  b = <<EOT\n    text\n  c = 1\n}\nd = 1\n',
    kept: 'a { b? c } d',
    problems: ['unclosed-heredoc "<<EOT"'],
  },
  {
    what: 'an open heredoc before one with the same marker',
    text: 'a = <<EOT\nx\nEOT\nb = <<EOT\nc = <\n',
    kept: 'a b? c?',
    problems: ['unclosed-heredoc "<<EOT"', 'expected-value "<"'],
  },
  {
    what: 'a heredoc whose lines look like items, beside an error',
    text: 'a {\n  b = <<EOT\nc = 1\nd {\nEOT\n  e =\n}\n',
    kept: 'a { b e? }',
    problems: ['expected-value ""'],
  },
  {
    what: 'a heredoc whose lines look like items, in the broken item',
    text: 'a {\n  b = [<<EOT\nc = 1\nEOT\n  , ;]\n  e = 1\n}\n',
    kept: 'a { b? e }',
    problems: ['expected-value ";"'],
  },
  {
    what: 'an open comment',
    text: 'a = 1\n/* b\nc = 2\n',
    kept: 'a c',
    problems: ['expected-item "/"'],
  },
  {
    what: 'a block on one line with too much in it',
    text: 'a { b = 1, c = 2 }\nd { e {} }\nf = 1\n',
    kept: 'a { b? } d { e {} } f',
    problems: ['expected-newline ","', 'one-line-block "{"'],
  },
  {
    what: 'an argument set twice',
    text: 'a = 1\na = 2\nb {\n  c = 1\n  c = 2\n}\n',
    kept: 'a a b { c c }',
    problems: ['duplicate-attribute "a"', 'duplicate-attribute "c"'],
  },
  {
    what: 'lines that are not indented, beside an error',
    text: 'a {\nb = 1\nc {\nd = 2\n}\n}\ne =\n',
    kept: 'a { b c { d } } e?',
    problems: ['expected-value ""'],
  },
  {
    what: 'lines that are indented by tabs',
    text: 'a {\n\tb = {\n\tc = 1\n}\nd = 1\n',
    kept: 'a { b? c } d',
    problems: ['unclosed "{"'],
  },
  {
    what: 'CRLF',
    text: 'a {\r\n  b =\r\n  c = 1\r\n}\r\nd = "x\r\ne = 1\r\n',
    kept: 'a { b? c } d? e',
    problems: ['expected-value ""', 'unclosed-string "\\"x"'],
  },
  {
    what: 'wrong escapes',
    text: 'a = "\\x\\y"\nb = "\\u12"\nc = 1\n',
    kept: 'a b c',
    problems: ['invalid-escape "\\\\x"', 'invalid-escape "\\\\u12"'],
  },
  {
    what: 'a template directive that is not ended',
    text: 'a = "%{ if b }c"\nd = "%{ endfor }"\ne = "%{ for x in y }${x}%{ endif }"\nf = 1\n',
    kept: 'a? d? e? f',
    problems: [
      'unclosed-directive "%{ if b }"',
      'stray-directive "%{ endfor }"',
      'stray-directive "%{ endif }"',
    ],
  },
  {
    what: 'a for expression half typed',
    text: 'a = [for x in\nb = {for k, v in m : k => }\nc = [for]\nd = 1\n',
    kept: 'a? b? c? d',
    problems: ['expected-value ""', 'expected-value "}"', 'expected-name "]"'],
  },
  { what: 'nothing', text: '', kept: '', problems: [] },
  { what: 'a byte order mark alone', text: '\ufeff', kept: '', problems: [] },
  { what: 'no text at all', text: '\u0000\u0001\ufffd', kept: '', problems: ['expected-item "\\u0000"'] },
];

function problemsOf(text: string): string[] {
  return parseHcl(text).problems.map(
    ({ range, message }) => `${message.key.slice(4)} ${JSON.stringify(text.slice(range.start, range.end))}`,
  );
}

describe('HCL with errors', () => {
  for (const { what, text, kept, problems } of CASES) {
    it(`keeps what is whole beside ${what}`, () => {
      assert.equal(sketch(parseHcl(text).body), kept);
      assert.deepEqual(problemsOf(text), problems);
    });
  }

  it('keeps the comments once', () => {
    const text = '# a\na {\n  # b\n  b = # c\n  /* d */ e = 1\n}\n';
    assert.deepEqual(
      parseHcl(text).comments.map((comment) => comment.text),
      [' a', ' b', ' c', ' d '],
    );
  });

  it('lists a bounded number of problems, and how many more there are', () => {
    const { problems } = parseHcl('a =\n'.repeat(1000));
    assert.equal(problems.length, 51);
    assert.deepEqual(problems[50]!.message, { key: 'tree.more-problems', args: { count: 1949 } });
  });
});

const NESTINGS: Readonly<Record<string, (count: number) => string>> = {
  parentheses: (n) => `a = ${'('.repeat(n)}1${')'.repeat(n)}`,
  lists: (n) => `a = ${'['.repeat(n)}${']'.repeat(n)}`,
  objects: (n) => `a = ${'{ a = '.repeat(n)}1${' }'.repeat(n)}`,
  calls: (n) => `a = ${'f('.repeat(n)}${')'.repeat(n)}`,
  templates: (n) => `a = ${'"${'.repeat(n)}1${'}"'.repeat(n)}`,
  negations: (n) => `a = ${'!'.repeat(n)}b`,
  conditionals: (n) => `a = ${'b ? c : '.repeat(n)}d`,
  'for expressions': (n) => `a = ${'[for b in '.repeat(n)}c${' : d]'.repeat(n)}`,
  indexes: (n) => `a = ${'b['.repeat(n)}c${']'.repeat(n)}`,
  splats: (n) => `a = b${'[*]'.repeat(n)}`,
  directives: (n) => `a = "${'%{if b}'.repeat(n)}${'%{endif}'.repeat(n)}"`,
  blocks: (n) => {
    // Indentation decides which block is in which when there is an error; without it, none is in any.
    const indents = Array.from({ length: Math.min(n, MAX_DEPTH + 1) }, (_, i) => ' '.repeat(i));
    const opening = indents.map((indent) => `${indent}a {\n`);
    const closing = indents.toReversed().map((indent) => `${indent}}\n`);
    return [...opening, ...closing].join('');
  },
};

const CHAINS: Readonly<Record<string, (count: number) => string>> = {
  sums: (n) => `a = b${' + b'.repeat(n)}`,
  attributes: (n) => `a = b${'.c'.repeat(n)}`,
  indexes: (n) => `a = b${'[0]'.repeat(n)}`,
  'attribute splats': (n) => `a = b${'.*[0]'.repeat(n / 2)}`,
};

describe('HCL nested deeply', () => {
  for (const [what, nest] of Object.entries(NESTINGS)) {
    it(`reads ${what} up to a depth, and says where it ends`, () => {
      assert.deepEqual(problemsOf(nest(50)), []);
      for (const count of [MAX_DEPTH + 1, 100_000]) {
        const text = `${nest(count)}\nz = 1\n`;
        const { body, problems } = parseHcl(text);
        assert.ok(
          problems.some(({ message }) => message.key === 'hcl.too-deep'),
          JSON.stringify(problems),
        );
        assert.ok(JSON.stringify(body).length > 0);
      }
    });
  }

  for (const [what, chain] of Object.entries(CHAINS)) {
    it(`reads long ${what} up to a height, and says where it ends`, () => {
      assert.deepEqual(problemsOf(chain(MAX_HEIGHT - 2)), []);
      const { body, problems } = parseHcl(`${chain(100_000)}\nz = 1\n`);
      assert.deepEqual([problems.length, problems[0]?.message.key], [1, 'hcl.too-deep']);
      assert.equal(sketch(body), 'a? z');
    });
  }

  it('reads flat things of any length', () => {
    for (const text of [
      `a = [${'1, '.repeat(50_000)}]`,
      `a = {${'b = 1\n'.repeat(50_000)}}`,
      `a = f(${'1, '.repeat(50_000)})`,
      `a = "${'${b}'.repeat(50_000)}"`,
      `a = b[*]${'.c'.repeat(50_000)}`,
      'a {}\n'.repeat(50_000),
    ]) {
      assert.deepEqual(problemsOf(text), []);
    }
  });
});

describe('HCL cut and broken anywhere', () => {
  const folder = join(SOVLINT_ROOT, 'test-fixtures/hcl');
  const texts = ['structure.tf', 'expressions.tf', 'templates.tf', 'heredocs.tf', 'comments.tf'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );

  it('is read without throwing wherever a file is cut', () => {
    for (const text of texts) {
      for (let end = 0; end < text.length; end++) checkRanges(text.slice(0, end));
    }
  });

  it('is read without throwing after random changes', () => {
    const random = makeRandom(7);
    for (let i = 0; i < 2000; i++) {
      let text = texts[i % texts.length]!;
      for (let j = 0; j < 5; j++) text = mutate(text, random);
      checkRanges(text);
      parseTemplate(text);
      parseExpression(text);
    }
  });

  it('is read without throwing when it is no text', () => {
    const random = makeRandom(11);
    for (let i = 0; i < 500; i++) {
      const codes = Array.from({ length: 300 }, () => Math.floor(random() * (i % 2 === 0 ? 128 : 65_536)));
      checkRanges(String.fromCharCode(...codes));
    }
  });

  /** Every range lies in the text, and a node's in its parent's. */
  function checkRanges(text: string): void {
    const document = parseHcl(text);
    for (const { range } of [...document.problems, ...document.comments]) {
      if (range.start < 0 || range.start > range.end || range.end > text.length) {
        assert.fail(`${JSON.stringify(range)} is not in ${JSON.stringify(text)}`);
      }
    }
    check(document.body, 0, text.length);

    function check(value: unknown, start: number, end: number): void {
      if (typeof value !== 'object' || value === null) return;
      const { range = { start, end } } = value as { range?: { start: number; end: number } };
      if (range.start < start || range.start > range.end || range.end > end) {
        assert.fail(`${JSON.stringify(value)} is not in ${start}-${end} of ${JSON.stringify(text)}`);
      }
      for (const [key, child] of Object.entries(value)) {
        if (key !== 'range') check(child, range.start, range.end);
      }
    }
  }
});
