import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { Expression, TemplatePart } from './ast';
import { parseExpression, parseHcl, parseTemplate } from './index';

/** A template's parts in short: texts as JSON, `${…}` with the source of its expression, directives by their words. */
function sketch(text: string, parts: readonly TemplatePart[], offset = 0): string {
  return parts.map((part) => sketchPart(text, part, offset)).join(' ');
}

function sketchPart(text: string, part: TemplatePart, offset: number): string {
  const source = (e: Expression) => text.slice(e.range.start - offset, e.range.end - offset);
  switch (part.kind) {
    case 'string':
      return JSON.stringify(part.value);
    case 'interpolation':
      return part.expression.kind === 'missing' ? '?' : `\${${source(part.expression)}}`;
    case 'if': {
      const then = sketch(text, part.then, offset);
      return `if ${source(part.condition)} [${then}] [${sketch(text, part.otherwise, offset)}]`;
    }
    case 'for': {
      const names = part.keyName ? `${part.keyName.name}, ${part.valueName.name}` : part.valueName.name;
      return `for ${names} in ${source(part.collection)} [${sketch(text, part.body, offset)}]`;
    }
  }
}

describe('A text that is a template', () => {
  const cases: Readonly<Record<string, string>> = {
    '': '',
    plain: '"plain"',
    'two\nlines\r\n': '"two\\nlines\\r\\n"',
    'no \\n escapes "here"': '"no \\\\n escapes \\"here\\""',
    '$${a} %%{b} $c 100%': '"${a} %{b} $c 100%"',
    '${a}': '${a}',
    'x-${a.b["c"]}-y': '"x-" ${a.b["c"]} "-y"',
    '${"${a}"}${b}': '${"${a}"} ${b}',
    'a ${~ b ~} c': '"a" ${b} "c"',
    'a\n  ${~ b ~}\n  c': '"a\\n" ${b} "  c"',
    '%{ if a }x%{ else }y%{ endif }': 'if a ["x"] ["y"]',
    '%{ for x in y ~}\n${x}\n%{ endfor ~}\nz': 'for x in y [${x} "\\n"] "z"',
    '%{ for k, v in y }%{ if k == "a" }${v}%{ endif }%{ endfor }': 'for k, v in y [if k == "a" [${v}] []]',
  };
  for (const [text, parts] of Object.entries(cases)) {
    it(`${JSON.stringify(text)} is ${parts}`, () => {
      const result = parseTemplate(text);
      assert.deepEqual(result.problems, []);
      assert.equal(sketch(text, result.parts), parts);
    });
  }

  it('has its ranges where it stands in its document', () => {
    const text = 'x ${a} %{ if b }c%{ endif }';
    const { parts } = parseTemplate(text, 1000);
    assert.equal(sketch(text, parts, 1000), '"x " ${a} " " if b ["c"] []');
    assert.deepEqual(
      parts.map(({ range }) => [range.start, range.end]),
      [
        [1000, 1002],
        [1002, 1006],
        [1006, 1007],
        [1007, 1027],
      ],
    );
  });

  it('tells what is wrong in it, and where', () => {
    const { parts, problems } = parseTemplate('a ${b c} d ${e} %{ endif }', 100);
    assert.deepEqual(problems[0], {
      range: { start: 106, end: 107 },
      message: { key: 'hcl.expected', args: { mark: '}' } },
    });
    assert.equal(sketch('a ${b c} d ${e} %{ endif }', parts, 100), '"a " ? " d " ${e} " " ?');
  });
});

describe('A text that is an expression', () => {
  it('may go over lines', () => {
    const { expression, problems } = parseExpression('a\n  +\n  b # c\n', 10);
    assert.deepEqual(problems, []);
    assert.deepEqual([expression.kind, expression.range], ['binary', { start: 10, end: 19 }]);
  });

  for (const [text, key, start] of [
    ['', 'hcl.expected-value', 0],
    ['a b', 'hcl.unexpected', 2],
    ['a +', 'hcl.expected-value', 3],
    ['(a', 'hcl.unclosed', 0],
  ] as const) {
    it(`${JSON.stringify(text)} is none`, () => {
      const { problems } = parseExpression(text, 50);
      assert.deepEqual([problems[0]?.message.key, problems[0]?.range.start], [key, 50 + start]);
    });
  }
});

describe('Places in HCL', () => {
  it('are those of the header, the braces, the labels and the contents of strings', () => {
    const text = 'resource "a" b {\n  c = "d"\n  e = <<-X\n    f\n    X\n}\n';
    const [block] = parseHcl(text).body.items;
    assert.ok(block?.kind === 'block');
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.equal(slice(block.header), 'resource "a" b');
    assert.deepEqual(
      block.labels.map(({ range, quoted }) => [slice(range), quoted]),
      [
        ['"a"', true],
        ['b', false],
      ],
    );
    assert.equal(slice(block.open) + slice(block.close!), '{}');
    const values = block.body.items.map((item) => (item.kind === 'attribute' ? item.value : undefined));
    assert.ok(values[0]?.kind === 'template' && values[1]?.kind === 'template');
    assert.deepEqual([slice(values[0].range), slice(values[0].content)], ['"d"', 'd']);
    assert.deepEqual([slice(values[1].range), slice(values[1].content)], ['<<-X\n    f\n    X', '    f\n']);
    assert.deepEqual(values[1].heredoc, { marker: 'X', indented: true });
  });
});

describe("The HCL parser's messages", () => {
  it('are those that it uses, in both languages', () => {
    const folder = join(SOVLINT_ROOT, 'server/syntax/hcl');
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const used = new Set(sources.join('\n').match(/(?<=')hcl\.[a-z-]+(?=')/g));
    const rows = parseYaml(readFileSync(join(SOVLINT_ROOT, 'rules/messages/hcl.yaml'), 'utf8')) as Record<
      string,
      { en: string; ko: string }
    >;
    assert.deepEqual([...used].sort(), Object.keys(rows).sort());
    for (const { en, ko } of Object.values(rows)) {
      const marks = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
      assert.ok(en.length > 0 && /[가-힣]/.test(ko));
      assert.deepEqual(marks(ko), marks(en));
    }
  });
});
