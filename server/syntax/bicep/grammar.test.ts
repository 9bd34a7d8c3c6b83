import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { parseBicep } from './index';
import { sketchFile } from './sketch.testing';

const folder = join(SOVLINT_ROOT, 'test-fixtures/bicep');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('Bicep as its grammar has it', () => {
  const sketches = parseYaml(read('sketches.yaml')) as Record<string, string[]>;
  for (const [name, lines] of Object.entries(sketches)) {
    for (const newline of ['\n', '\r\n']) {
      it(`reads ${name} with ${JSON.stringify(newline)}`, () => {
        const { declarations, problems } = sketchFile(read(name).replaceAll('\n', newline));
        assert.deepEqual(problems, []);
        assert.deepEqual(
          declarations.map((line) => line.replaceAll(/\\r(?=\\n)/g, '')),
          lines,
        );
      });
    }
  }
});

describe('Places in Bicep', () => {
  const text = read('declarations.bicep');
  const { declarations, comments } = parseBicep(text);
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const resource = (name: string) => {
    const found = declarations.find((d) => d.kind === 'resource' && d.name.name === name);
    assert.ok(found?.kind === 'resource');
    return found;
  };

  it('are those of headers, names and types', () => {
    const storage = resource('storage');
    assert.equal(slice(storage.header), 'resource storage');
    assert.equal(slice(storage.type.range), "'Microsoft.Storage/storageAccounts@2023-05-01'");
    assert.equal(slice(storage.type.content), 'Microsoft.Storage/storageAccounts@2023-05-01');
    assert.match(slice(storage.range), /^resource storage [\s\S]*\n {4}}\]\n {2}}\n}$/);
  });

  it('reach from the first decorator', () => {
    const parameter = declarations.find((d) => d.kind === 'param' && d.name.name === 'location');
    assert.match(slice(parameter!.range), /^@description[\s\S]*'koreacentral'$/);
    assert.equal(slice(parameter!.keyword), 'param');
  });

  it('of a string leave its marks out of its content', () => {
    for (const [source, content] of [
      ["'a'", 'a'],
      ["'''b\n'''", 'b\n'],
      ["$$'''c$${x}'''", 'c$${x}'],
      ["''", ''],
    ] as const) {
      const [variable] = parseBicep(`var a = ${source}\n`).declarations;
      assert.ok(variable?.kind === 'var' && variable.value.kind === 'template');
      const { range, content: at } = variable.value;
      assert.equal(`var a = ${source}\n`.slice(range.start, range.end), source);
      assert.equal(`var a = ${source}\n`.slice(at.start, at.end), content);
    }
  });

  it('are known of comments, also behind a directive', () => {
    assert.deepEqual(
      comments.map((comment) => comment.text),
      [' with a comment', ' for later'],
    );
    assert.equal(slice(comments[1]!.range), '// for later');
  });
});

describe("A parameter's type", () => {
  const cases: [type: string, sketch: string][] = [
    ['string', 'string'],
    ['string?', 'string?'],
    ["'a' | 'b'", 'a|b'],
    ["('a' | 'b' | null)?", 'a|b|null?'],
    ["\n  | 'a'\n  | -1", 'a|-1'],
    ['true', 'true'],
    ['string[]', 'other'],
    ["kinds.kind | 'a'", 'other|a'],
    ["resourceOutput<\n  'a'\n>.x", 'other'],
  ];
  type Type = NonNullable<
    Extract<ReturnType<typeof parseBicep>['declarations'][number], { kind: 'param' }>['type']
  >;
  const sketch = (type: Type): string => {
    switch (type.kind) {
      case 'named':
        return type.name;
      case 'value':
        if (type.value.kind === 'literal') return String(type.value.value);
        assert.ok(type.value.kind === 'template' && type.value.parts[0]?.kind === 'text');
        return type.value.parts[0].value;
      case 'union':
        return type.members.map(sketch).join('|');
      case 'nullable':
        return `${sketch(type.type)}?`;
      case 'other':
        return 'other';
    }
  };
  for (const [source, expected] of cases) {
    it(`${JSON.stringify(source)} is ${expected}`, () => {
      const { declarations, problems } = parseBicep(`param p ${source} = x\nparam q int\n`);
      assert.deepEqual(problems, []);
      assert.equal(declarations.length, 2);
      assert.ok(declarations[0]?.kind === 'param' && declarations[0].type);
      assert.equal(sketch(declarations[0].type), expected);
    });
  }
});

describe("The Bicep parser's messages", () => {
  it('are those that it uses, in both languages', () => {
    const sources = readdirSync(join(SOVLINT_ROOT, 'server/syntax/bicep'))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(SOVLINT_ROOT, 'server/syntax/bicep', name), 'utf8'));
    const used = new Set(sources.join('\n').match(/(?<=')bicep\.[a-z-]+(?=')/g));
    const rows = parseYaml(readFileSync(join(SOVLINT_ROOT, 'rules/messages/bicep.yaml'), 'utf8')) as object;
    const own = Object.keys(rows).filter((key) => /^bicep\.[a-z-]+$/.test(key));
    assert.deepEqual([...used].sort(), own.sort());
  });
});
