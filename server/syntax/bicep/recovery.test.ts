import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRandom, mutate } from '../hcl/testing/mutations';
import { parseBicep } from './index';
import { MAX_DEPTH } from './reader';
import { sketchFile } from './sketch.testing';

interface Case {
  readonly what: string;
  readonly text: string;
  readonly kept: readonly string[];
  /** Each problem's key, without `bicep.`, and the text it stands at. */
  readonly problems: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a word alone',
    text: 'reso\nvar a = 1\n',
    kept: ['var a = 1'],
    problems: ['expected-declaration "reso"'],
  },
  {
    what: 'a declaration without a name',
    text: 'param\nvar\nresource\nvar a = 1\n',
    kept: ['var a = 1'],
    problems: ['expected-name ""', 'expected-name ""', 'expected-name ""'],
  },
  {
    what: 'a variable without a value',
    text: 'var a =\nvar b = 1\n',
    kept: ['var a = ?', 'var b = 1'],
    problems: ['expected-value ""'],
  },
  {
    what: 'a parameter half typed',
    text: "param a\nparam b string =\nparam c string = 'x'\n",
    kept: ['param a', 'param b = ?', 'param c = "x"'],
    problems: ['expected-type ""', 'expected-value ""'],
  },
  {
    what: 'a resource without a type or body',
    text: "resource a\nresource b 'X/y@1'\nresource c 'X/y@1' =\nresource d 'X/y@1' = {}\n",
    kept: ['resource b = ?', 'resource c = ?', 'resource d = {}'],
    problems: ['expected-resource-type ""', 'expected "" ', 'expected-body ""'].map((line) => line.trim()),
  },
  {
    what: 'a property half typed',
    text: "resource a 'X/y@1' = {\n  name: 'a'\n  loca\n  tags: {}\n}\n",
    kept: ['resource a = {name:"a" ? tags:{}}'],
    problems: ['expected ""'],
  },
  {
    what: 'a property without a value',
    text: "resource a 'X/y@1' = {\n  location:\n  tags: {}\n}\nvar b = 1\n",
    kept: ['resource a = {location:? tags:{}}', 'var b = 1'],
    problems: ['expected-value ""'],
  },
  {
    what: 'an open string',
    text: "resource a 'X/y@1' = {\n  location: 'korea\n  tags: {}\n}\nvar b = 'x\nvar c = 1\n",
    kept: ['resource a = {location:? tags:{}}', 'var b = ?', 'var c = 1'],
    problems: ['unclosed-string "\'korea"', 'unclosed-string "\'x"'],
  },
  {
    what: 'an open interpolation',
    text: "var a = 'x-${toLower(b\nvar c = '${'\nvar d = 1\n",
    kept: ['var a = "x-"${?}${?}', 'var c = ${?}${?}', 'var d = 1'],
    problems: ['unclosed-string ""', 'unclosed-string "\'"'],
  },
  {
    what: 'a reference that ends in a dot',
    text: 'var a = b.\nvar c = d.?\nvar e = f::\nvar g = 1\n',
    kept: ['var a = ?', 'var c = ?', 'var e = ?', 'var g = 1'],
    problems: ['expected-name ""', 'expected-name ""', 'expected-name ""'],
  },
  {
    what: 'an operator without its right side',
    text: 'var a = 1 +\nvar b = c ?\nvar d = c ? 1 :\nvar e = 1\n',
    kept: ['var a = (1 + ?)', 'var b = (c ? ? : ?)', 'var d = (c ? 1 : ?)', 'var e = 1'],
    problems: ['expected-value ""', 'expected-value ""', 'expected-value ""'],
  },
  {
    what: 'an open list',
    text: "var a = [\n  'x'\nvar b = [1,\nvar c = 1\n",
    kept: ['var a = ["x" ?]', 'var b = [1 ?]', 'var c = 1'],
    problems: ['unclosed "["', 'comma-at-line-end ","'],
  },
  {
    what: 'an open call',
    text: "var a = concat('x',\nvar b = toLower(\nvar c = 1\n",
    kept: ['var a = concat("x" ? ?)', 'var b = toLower(? ?)', 'var c = 1'],
    problems: ['expected-value ""', 'expected-value ""'],
  },
  {
    what: 'an open object that takes the brace of its resource',
    text: "resource a 'X/y@1' = {\n  tags: {\n    x: 1\n  location: 'b'\n}\nvar c = 1\n",
    kept: ['resource a = {tags:{x:1 ?} location:"b"}', 'var c = 1'],
    problems: ['unclosed "{"'],
  },
  {
    what: 'an open body',
    text: "resource a 'X/y@1' = {\n  location: 'b'\n\nvar c = 1\n",
    kept: ['resource a = {location:"b" ?}', 'var c = 1'],
    problems: ['unclosed "{"'],
  },
  {
    what: 'a brace too many',
    text: "resource a 'X/y@1' = {\n  location: 'b'\n}\n}\nvar c = 1\n",
    kept: ['resource a = {location:"b"}', 'var c = 1'],
    problems: ['expected-declaration "}"'],
  },
  {
    what: 'an open object in a list',
    text: 'var a = [\n  {\n    x: 1\n  {\n    y: 2\n  }\n]\nvar b = 1\n',
    kept: ['var a = [{x:1 ?} {y:2}]', 'var b = 1'],
    problems: ['unclosed "{"'],
  },
  {
    what: 'a loop half typed',
    text: 'var a = [for\nvar b = [for x\nvar c = [for x in\nvar d = [for x in y:\nvar e = [for (x\nvar f = 1\n',
    kept: ['var a = [for ?]', 'var b = ?', 'var c = ?', 'var d = ?', 'var e = ?', 'var f = 1'],
    problems: ['unclosed "["', 'expected ""', 'expected-value ""', 'expected-value ""', 'expected ""'],
  },
  {
    what: 'a condition half typed',
    text: "resource a 'X/y@1' = if (\nresource b 'X/y@1' = if (c) \nvar d = 1\n",
    kept: ['resource a = (if ? ?)', 'resource b = (if c ?)', 'var d = 1'],
    problems: ['expected-value ""', 'expected ""'],
  },
  {
    what: 'a decorator half typed',
    text: "@\nparam a string\n@allowed([\n  'x'\nparam b string\n@description('y'\nparam c string\nvar d = 1\n",
    kept: ['param a', '@allowed param b', '@description param c', 'var d = 1'],
    problems: ['expected-name ""', 'unclosed "["', 'unclosed "("'],
  },
  {
    what: 'an open multi-line string',
    text: "var a = '''\n  x\nresource b 'X/y@1' = {}\nvar c = 1\n",
    kept: ['var a = ?', 'resource b = {}', 'var c = 1'],
    problems: ["unclosed \"'''\""],
  },
  {
    what: 'an open comment',
    text: '/* a\nvar b = 1\nvar c = 2\n',
    kept: ['var b = 1', 'var c = 2'],
    problems: ['unclosed "/*"'],
  },
  {
    what: 'double quotes',
    text: 'var a = "x"\nvar b = 1\n',
    kept: ['var a = ?', 'var b = 1'],
    problems: ['double-quote "\\""'],
  },
  {
    what: 'commas at the ends of lines',
    text: 'var a = {\n  b: 1,\n  c: 2\n}\nvar d = [\n  1,\n  2\n]\n',
    kept: ['var a = {b:1 c:2}', 'var d = [1 2]'],
    problems: ['comma-at-line-end ","', 'comma-at-line-end ","'],
  },
  {
    what: 'lines that are not indented, beside an error',
    text: "resource a 'X/y@1' = {\nlocation: 'b'\nloca\ntags: {\nx: 1\n}\n}\nvar c = 1\n",
    kept: ['resource a = {location:"b" ? tags:{x:1}}', 'var c = 1'],
    problems: ['expected ""'],
  },
  {
    what: 'a function half typed',
    text: 'func f\nfunc g(\nfunc h(a string) string =>\nvar b = 1\n',
    kept: ['func h(a) ?', 'var b = 1'],
    problems: ['expected ""', 'expected-name ""', 'expected-value ""'],
  },
  {
    what: 'an import half typed',
    text: 'import\nimport {\nimport { a } from\nimport * as\nvar b = 1\n',
    kept: ['var b = 1'],
    problems: ['expected ""', 'unclosed "{"', 'expected-path ""', 'expected-name ""'],
  },
  {
    what: 'wrong escapes',
    text: "var a = 'x\\y\\u{110000}\\u{}'\nvar b = 1\n",
    kept: ['var a = "x{}"', 'var b = 1'],
    problems: ['invalid-escape "\\\\y"', 'invalid-escape "\\\\u{110000}"', 'invalid-escape "\\\\u"'],
  },
  { what: 'nothing', text: '', kept: [], problems: [] },
  { what: 'a byte order mark alone', text: '\ufeff', kept: [], problems: [] },
  {
    what: 'no text at all',
    text: '\u0000\u0001\ufffd',
    kept: [],
    problems: ['expected-declaration "\\u0000"'],
  },
];

describe('Bicep with errors', () => {
  for (const { what, text, kept, problems } of CASES) {
    for (const newline of ['\n', '\r\n']) {
      it(`keeps what is whole beside ${what}, with ${JSON.stringify(newline)}`, () => {
        const sketch = sketchFile(text.replaceAll('\n', newline));
        assert.deepEqual(sketch.declarations, kept);
        assert.deepEqual(sketch.problems, problems);
      });
    }
  }

  it('lists a bounded number of problems, and how many more there are', () => {
    const { problems } = parseBicep('var a =\n'.repeat(1000));
    assert.equal(problems.length, 51);
    assert.deepEqual(problems[50]!.message, { key: 'tree.more-problems', args: { count: 950 } });
  });
});

const folder = join(SOVLINT_ROOT, 'test-fixtures/bicep');
const texts = ['declarations.bicep', 'expressions.bicep', 'main.bicepparam'].map((name) =>
  readFileSync(join(folder, name), 'utf8'),
);

describe('Bicep around an error', () => {
  /** A declaration's text; the file with a change in it, and what must come of all others. */
  const others = (text: string, change: (text: string, end: number) => string): void => {
    const { declarations } = parseBicep(text);
    const whole = sketchFile(text).declarations;
    for (const [index, { range }] of declarations.entries()) {
      if (text[range.end - 1] !== '}') continue;
      const broken = sketchFile(change(text, range.end - 1));
      assert.notEqual(broken.problems.length, 0);
      assert.deepEqual(broken.declarations.toSpliced(index, 1), whole.toSpliced(index, 1), whole[index]);
    }
  };

  it('is read as it was without the error, when a line is half typed in a declaration', () => {
    for (const text of texts) others(text, (whole, end) => `${whole.slice(0, end)}junk\n${whole.slice(end)}`);
  });

  it('is read as it was without the error, when a declaration is not closed', () => {
    for (const text of texts) others(text, (whole, end) => whole.slice(0, end) + whole.slice(end + 1));
  });
});

const NESTINGS: Readonly<Record<string, (count: number) => string>> = {
  parentheses: (n) => `var a = ${'('.repeat(n)}1${')'.repeat(n)}`,
  lists: (n) => `var a = ${'['.repeat(n)}${']'.repeat(n)}`,
  objects: (n) => `var a = ${'{ a: '.repeat(n)}1${' }'.repeat(n)}`,
  calls: (n) => `var a = ${'f('.repeat(n)}1${')'.repeat(n)}`,
  interpolations: (n) => `var a = ${"'${".repeat(n)}1${"}'".repeat(n)}`,
  negations: (n) => `var a = ${'!'.repeat(n)}b`,
  conditionals: (n) => `var a = ${'b ? c : '.repeat(n)}d`,
  loops: (n) => `var a = ${'[for b in '.repeat(n)}c${': d]'.repeat(n)}`,
  lambdas: (n) => `var a = ${'b => '.repeat(n)}c`,
  indexes: (n) => `var a = ${'b['.repeat(n)}c${']'.repeat(n)}`,
  types: (n) => `param a ${'('.repeat(n)}string${')'.repeat(n)}`,
  'object types': (n) => `param a ${'{ a: '.repeat(n)}string${' }'.repeat(n)}`,
  'nested resources': (n) => {
    // Indentation decides which is in which when there is an error.
    const indents = Array.from({ length: Math.min(n, MAX_DEPTH + 1) }, (_, i) => ' '.repeat(i));
    const opening = indents.map((indent) => `${indent}resource a 'X/y@1' = {\n`);
    return [...opening, ...indents.toReversed().map((indent) => `${indent}}\n`)].join('');
  },
};

describe('Bicep nested deeply', () => {
  for (const [what, nest] of Object.entries(NESTINGS)) {
    it(`reads ${what} up to a depth, and says where it ends`, () => {
      assert.deepEqual(sketchFile(nest(50)).problems, []);
      for (const count of [MAX_DEPTH + 1, 20_000]) {
        const { declarations, problems } = parseBicep(`${nest(count)}\nvar z = 1\n`);
        assert.ok(
          problems.some(({ message }) => message.key === 'bicep.too-deep'),
          JSON.stringify(problems),
        );
        assert.ok(JSON.stringify(declarations).length > 0);
      }
    });
  }

  it('reads flat things of any length', () => {
    for (const text of [
      `var a = [${'1, '.repeat(50_000)}]`,
      `var a = {\n${'b: 1\n'.repeat(50_000)}}`,
      `var a = f(${'1, '.repeat(50_000)}1)`,
      `var a = '${'${b}'.repeat(50_000)}'`,
      `var a = $'''${'${b}'.repeat(50_000)}'''`,
      `var a = b${'.c'.repeat(50_000)}`,
      `var a = b${' + b'.repeat(50_000)}`,
      `param a string${'[]'.repeat(50_000)}`,
      'var a = 1\n'.repeat(50_000),
      "var a = $'''x'''\n".repeat(20_000),
    ]) {
      assert.deepEqual(sketchFile(text).problems, []);
    }
  });

  it('ends soon with what is never closed', () => {
    for (const text of [
      "var a = $'''${ '''\n".repeat(20_000),
      '/* \nvar a = 1\n'.repeat(20_000),
      "var a = {\n  b: [\n    c: '\n".repeat(20_000),
      '@allowed([\n'.repeat(20_000),
      '{'.repeat(50_000),
      '[{('.repeat(20_000),
    ]) {
      assert.notEqual(sketchFile(text).problems.length, 0);
    }
  });
});

describe('Bicep cut and broken anywhere', () => {
  it('is read without throwing wherever a file is cut', () => {
    for (const text of texts) {
      for (let end = 0; end < text.length; end++) checkRanges(text.slice(0, end));
    }
  });

  it('keeps every declaration that is whole before the cut', () => {
    for (const text of texts) {
      const whole = parseBicep(text).declarations;
      const sketches = sketchFile(text).declarations;
      for (let end = 0; end < text.length; end += 7) {
        const count = whole.findIndex(({ range }) => range.end >= end);
        assert.deepEqual(
          sketchFile(text.slice(0, end)).declarations.slice(0, count),
          sketches.slice(0, count),
        );
      }
    }
  });

  it('is read without throwing after random changes', () => {
    const random = makeRandom(7);
    for (let i = 0; i < 2000; i++) {
      let text = texts[i % texts.length]!;
      for (let j = 0; j < 5; j++) text = mutate(text, random);
      checkRanges(text);
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
    const document = parseBicep(text);
    check({ ...document }, 0, text.length);

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
