import assert from 'node:assert/strict';
import { parseJson } from './json';
import type { Node, TreeFile } from './node';
import { parseSections } from './sections';
import { parseYaml } from './yaml';

/** A node as plain data. Tags come first: `[!Ref, x]`. */
function plain(node: Node): unknown {
  const data =
    node.kind === 'scalar'
      ? node.value
      : node.kind === 'sequence'
        ? node.items.map(plain)
        : Object.fromEntries(node.pairs.map((pair) => [pair.key.text, plain(pair.value)]));
  return node.tag ? [node.tag, data] : data;
}

const data = (file: TreeFile) => file.documents.map(plain);
const keys = (file: TreeFile) => file.problems.map((problem) => problem.message.key);

function* scalars(node: Node): Generator<Extract<Node, { kind: 'scalar' }>> {
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'sequence') for (const item of node.items) yield* scalars(item);
  else
    for (const pair of node.pairs) {
      yield pair.key;
      yield* scalars(pair.value);
    }
}

describe('YAML', () => {
  const cases: [title: string, text: string, documents: unknown[], problems?: string[]][] = [
    [
      'types',
      'a: 1\nb: yes\nc: true\nd: ~\ne:\nf: 0755\ng: 1.10\n',
      [{ a: 1, b: 'yes', c: true, d: null, e: null, f: 755, g: 1.1 }],
    ],
    [
      'several documents, empty ones left out',
      '---\na: 1\n---\n# nothing\n---\nb: 2\n...\n',
      [{ a: 1 }, { b: 2 }],
    ],
    ['nothing', '# only a comment\n', []],
    [
      'short tags',
      'a: !Ref x\nb: !Sub ["${v}", {v: 1}]\nc: !!str 5\n',
      [{ a: ['!Ref', 'x'], b: ['!Sub', ['${v}', { v: 1 }]], c: '5' }],
    ],
    ['anchor', 'a: &x [1]\nb: *x\n', [{ a: [1], b: [1] }]],
    [
      'merge: explicit wins',
      'd: &d {x: 1, y: 2}\ne:\n  x: 3\n  <<: *d\nf:\n  <<: *d\n  x: 4\n',
      [{ d: { x: 1, y: 2 }, e: { x: 3, y: 2 }, f: { y: 2, x: 4 } }],
    ],
    [
      'merge: list, earlier wins',
      'a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n',
      [{ a: { x: 1 }, b: { x: 2, y: 2 }, c: { x: 1, y: 2 } }],
    ],
    ['merge of a scalar', 'a:\n  <<: 5\n  b: 1\n', [{ a: { b: 1 } }], ['tree.bad-merge']],
    ['quoted << is a key', 'a: {"<<": {b: 1}}\n', [{ a: { '<<': { b: 1 } } }]],
    ['duplicate key, last wins', 'a: 1\nb: 2\na: 3\n', [{ b: 2, a: 3 }], ['tree.duplicate-key']],
    ['alias to nowhere', 'a: *x\nb: 1\n', [{ b: 1 }], ['tree.unknown-alias']],
    ['alias inside its own anchor', 'a: &x\n  b: *x\n  c: 1\n', [{ a: { c: 1 } }], ['tree.unknown-alias']],
    ['half-typed key keeps the rest', 'a: 1\nb\n', [{ a: 1, b: null }], ['tree.yaml-missing']],
    ['BOM and CRLF', '\ufeffa: 1\r\nb: |\r\n  x\r\n', [{ a: 1, b: 'x\n' }]],
    ['pair in a list', 'a: [b: 1, c]\n', [{ a: [{ b: 1 }, 'c'] }]],
    ['keys without values', '{a, b: 1}\n', [{ a: null, b: 1 }]],
    [
      'dates stay text',
      '%YAML 1.1\n---\na: 2010-09-09\nb: !!binary aGk=\n',
      [{ a: '2010-09-09', b: 'aGk=' }],
    ],
    ['JSON is YAML', '{"a": ["x", 1, null]}', [{ a: ['x', 1, null] }]],
    [
      'marks in quotes and comments',
      '# {{ x }}\na: "{{ y }}"\nb: \'{% z %}\'\nc: |\n  {{ w }}\n',
      [{ a: '{{ y }}', b: '{% z %}', c: '{{ w }}\n' }],
    ],
    [
      'workflow marks',
      'run: echo ${{ github.ref }}\nif: ${{ x }}\nb\n',
      [{ run: 'echo ${{ github.ref }}', if: '${{ x }}', b: null }],
      ['tree.yaml-missing'],
    ],
    ['a mark within plain text', 'name: foo-{{item}}\n', [{ name: 'foo-{{item}}' }]],
    [
      'an error far from quoted marks',
      'a: "{{ y }}"\n\nb\n',
      [{ a: '{{ y }}', b: null }],
      ['tree.yaml-missing'],
    ],
  ];
  for (const [title, text, documents, problems = []] of cases) {
    it(title, () => {
      const file = parseYaml(text);
      assert.deepEqual(data(file), documents);
      assert.deepEqual(keys(file), problems);
      assert.equal(file.templated, undefined);
    });
  }

  const templates: [title: string, text: string][] = [
    ['value', 'a: {{ .Values.a }}\n'],
    ['action on a line', '{{- if .Values.x }}\na: 1\n{{- end }}\n'],
    ['include under a key', 'a:\n  {{- toYaml .Values.x | nindent 2 }}\n'],
    ['Jinja statement', '{% for x in y %}\n- a: 1\n{% endfor %}\n'],
    ['quotes in quotes', 'a: "{{ include "chart.name" . }}"\nb: 1\n'],
  ];
  for (const [title, text] of templates) {
    it(`template: ${title}`, () => {
      const file = parseYaml(text);
      assert.equal(file.templated, true);
      assert.deepEqual(file.documents, []);
      assert.deepEqual(file.problems, []);
    });
  }

  it('gives content ranges without quotes and block marks', () => {
    const text = `a: plain b\nb: 'si ''x'\nc: "d\\"q"\nd: |-\n  line 1\n  line 2\n\ne: >  # why\n  folded\n`;
    const file = parseYaml(text);
    const found = [...scalars(file.documents[0]!)].filter((_, i) => i % 2 === 1);
    assert.deepEqual(
      found.map((s) => [s.style, text.slice(s.content.start, s.content.end)]),
      [
        ['plain', 'plain b'],
        ['single', "si ''x"],
        ['double', 'd\\"q'],
        ['block', 'line 1\n  line 2'],
        ['block', 'folded'],
      ],
    );
    assert.deepEqual(file.comments, [
      { range: { start: text.indexOf('# why'), end: text.indexOf('# why') + 5 }, text: '# why' },
    ]);
  });

  it('keeps text as written, and where an alias stands', () => {
    const text = 'a: &x yes\nb: *x\nc: 0755\n';
    const [root] = parseYaml(text).documents;
    assert.ok(root?.kind === 'mapping');
    const b = root.pairs[1]!.value;
    assert.ok(b.kind === 'scalar' && b.alias);
    assert.equal(b.text, 'yes');
    assert.equal(text.slice(b.alias.start, b.alias.end), '*x');
    assert.equal(text.slice(b.content.start, b.content.end), 'yes');
    const c = root.pairs[2]!.value;
    assert.equal(c.kind === 'scalar' && c.text, '0755');
  });

  it('says where tags stand', () => {
    const text = 'a: !Ref x\nb: !Join &j [a]\nc: !If\n  - d\n';
    const [root] = parseYaml(text).documents;
    assert.ok(root?.kind === 'mapping');
    const ranges = root.pairs.map((pair) => pair.value.tagRange!);
    assert.deepEqual(
      ranges.map((range) => text.slice(range.start, range.end)),
      ['!Ref', '!Join', '!If'],
    );
  });

  it('ends block collections with their last child', () => {
    const text = 'a:\n  b: 1\n\n# later\nc: 2\n';
    const [root] = parseYaml(text).documents;
    assert.ok(root?.kind === 'mapping');
    const { range } = root.pairs[0]!.value;
    assert.equal(text.slice(range.start, range.end), 'b: 1');
  });

  it('bounds what aliases expand to', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const file = parseYaml(lines.join('\n'));
    assert.ok(keys(file).includes('tree.alias-limit'));
    assert.ok([...scalars(file.documents[0]!)].length < 400_000);
  });

  for (const [title, text] of [
    ['flow', '['.repeat(50_000)],
    ['maps', '{a: '.repeat(50_000)],
    ['block', '- '.repeat(20_000)],
    ['closed', `${'['.repeat(3000)}${']'.repeat(3000)}`],
  ] as const) {
    it(`does not fall over deep nesting: ${title}`, () => {
      const file = parseYaml(text);
      assert.deepEqual(file.documents, []);
      assert.ok(keys(file).includes('tree.too-deep'));
    });
  }

  it('never throws on pieces of a file', () => {
    const text = 'a: &x\n  - {b: "c\\n", d: [1, *x]}\n  - |\n   t\n? q\n: !T w\n<<: *x\n--- \n%Y\n';
    for (let i = 0; i < text.length; i++)
      for (const piece of [text.slice(i), text.slice(0, i), text.slice(0, i) + text.slice(i + 3)]) {
        for (const { range } of [...parseYaml(piece).problems, ...parseJson(piece).problems]) {
          assert.ok(
            range.start >= 0 && range.start <= range.end && range.end <= piece.length,
            JSON.stringify(piece),
          );
        }
      }
  });
});

describe('JSON', () => {
  const cases: [title: string, text: string, documents: unknown[], problems?: string[]][] = [
    [
      'everything',
      '{"a": [1, -2.5e3, true, false, null, "x\\u0041\\n\\\\"], "b": {}}',
      [{ a: [1, -2500, true, false, null, 'xA\n\\'], b: {} }],
    ],
    ['comments and trailing commas', '// c\n{"a": 1, /* d */ "b": [2,],}\n', [{ a: 1, b: [2] }]],
    ['nothing', ' \n', []],
    ['a scalar', '"x"', ['x']],
    ['missing comma', '{"a": 1\n "b": 2}', [{ a: 1, b: 2 }], ['tree.json-comma']],
    ['missing value', '{"a": , "b": 2}', [{ b: 2 }], ['tree.json-value']],
    ['missing value at the end', '{"a": 1, "b": }', [{ a: 1 }], ['tree.json-value']],
    ['missing colon', '{"a" 1, "b": 2}', [{ a: 1, b: 2 }], ['tree.json-colon']],
    [
      'half-typed key',
      '{"a": 1,\n "b\n "c": 3}',
      [{ a: 1, c: 3 }],
      ['tree.json-string', 'tree.json-colon', 'tree.json-comma'],
    ],
    [
      'left open',
      '{"a": {"b": [1, 2',
      [{ a: { b: [1, 2] } }],
      ['tree.json-unclosed', 'tree.json-unclosed', 'tree.json-unclosed'],
    ],
    [
      'a string over several lines',
      '{"a": "x\n  \\"y\\" z\n", "b": ["[f(\n)]"]}',
      [{ a: 'x\n  "y" z\n', b: ['[f(\n)]'] }],
    ],
    [
      'a string being typed above others',
      '{"a": "x\n "b": "y",\n "c": "z"}',
      [{ a: 'x', b: 'y', c: 'z' }],
      ['tree.json-string', 'tree.json-comma'],
    ],
    ['inner bracket left open', '{"a": [1, 2}\n', [{ a: [1, 2] }], ['tree.json-unclosed']],
    ['duplicate key', '{"a": 1, "a": 2}', [{ a: 2 }], ['tree.duplicate-key']],
    ['bare words', '{a: yes, "b": 2}', [{ a: 'yes', b: 2 }], ['tree.json-key', 'tree.json-word']],
    [
      'junk',
      '{"a": 1, @@ {"x": 1}, "b": 2}',
      [{ a: 1, b: 2 }],
      ['tree.unexpected', 'tree.json-comma', 'tree.unexpected'],
    ],
    ['bad escape', '{"a": "\\q", "b": 2}', [{ a: '\\q', b: 2 }], ['tree.bad-escape']],
    ['something after', '{"a": 1} x', [{ a: 1 }], ['tree.trailing']],
    ['too deep, rest kept', `{"a": ${'['.repeat(300)}"]"${']'.repeat(300)}, "b": 1}`, [], ['tree.too-deep']],
  ];
  for (const [title, text, documents, problems = []] of cases) {
    it(title, () => {
      const file = parseJson(text);
      if (title.startsWith('too deep')) {
        const [root] = file.documents;
        assert.deepEqual(root?.kind === 'mapping' && root.pairs.map((pair) => pair.key.text), ['a', 'b']);
      } else assert.deepEqual(data(file), documents);
      assert.deepEqual(keys(file), problems);
    });
  }

  it('gives ranges', () => {
    const text = '{"key": "va\\tl", "n": 12}';
    const found = [...scalars(parseJson(text).documents[0]!)];
    assert.deepEqual(
      found.map((s) => text.slice(s.content.start, s.content.end)),
      ['key', 'va\\tl', 'n', '12'],
    );
  });

  it('knows a template', () => {
    assert.equal(parseJson('{"a": {{ x }}}').templated, true);
    assert.equal(parseJson('{"a": "{{resolve:ssm:x}}"}').templated, undefined);
  });

  it('reads what JSON.parse reads, alike', () => {
    const value = {
      a: [1, 2.5, -0.1, 1e21, 'x"\\/\u2028\u0001\ud83d\ude00', null, true],
      '': { b: [[], {}] },
    };
    assert.deepEqual(data(parseJson(JSON.stringify(value))), [value]);
    assert.deepEqual(data(parseJson(JSON.stringify(value, null, 2))), [value]);
  });
});

describe('sections', () => {
  const text =
    '# c\nName before\n[OUTPUT]\n    Name  http  \n\tHost logs.kr:80\r\n@INCLUDE a.conf\n[INPUT]\n    Name tail\n[OUTPUT]\nName x\nEmpty \n';

  it('are lists of mappings, by their names in small letters', () => {
    assert.deepEqual(data(parseSections(text)), [
      { output: [{ name: 'http', host: 'logs.kr:80' }, { name: 'x' }], input: [{ name: 'tail' }] },
    ]);
  });

  it('give ranges', () => {
    const found = [...scalars(parseSections(text).documents[0]!)].map(({ content }) =>
      text.slice(content.start, content.end),
    );
    assert.deepEqual(found.slice(0, 5), ['OUTPUT', 'Name', 'http', 'Host', 'logs.kr:80']);
  });

  it('end, whatever the text', () => {
    for (const one of ['', '[', '[]', `[A]\na b${' '.repeat(100_000)}c\n`, '\n'.repeat(100_000)])
      parseSections(one);
  });
});
