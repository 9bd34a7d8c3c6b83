import assert from 'node:assert';
import {
  type Choice,
  hops,
  type ListValue,
  type MapValue,
  through,
  type Unknown,
  type Value,
} from '../../../core/value';
import { parseExpression } from '../../../syntax/hcl/index';
import { encodeJson } from './functions/json';
import { convert, evaluate, newBudget, parseType, type Scope, structureOf } from './index';
import { isFailure } from './values';

/** Names for the tests: each value stands in a file `<name>.tf`, reached through a variable of that name. */
const NAMES: Record<string, string> = {
  region: '"us-east-1"',
  home: '"ap-northeast-2"',
  number: '5',
  regions: '["us-east-1", "eu-west-1"]',
  by_env: '{ prod = "us-east-1", dev = "ap-northeast-2" }',
  tags: '{ team = "a" }',
  text: '"x,us-east-1,y"',
};
const UNKNOWN = ['unknown', 'env', 'tags_unknown', 'other', 'flag'];

function scopeOf(text: string): Scope {
  const scope: Scope = {
    path: 'main.tf',
    text,
    instance: 'root',
    budget: newBudget(),
    resolve(names, at) {
      const [root, second] = names;
      const name = second && 'name' in second ? second.name : '';
      if (!root || !('name' in root)) return undefined;
      if (root.name === 'aws_kms_key') {
        const hop = { step: 'resource', name: 'aws_kms_key.k', at, resource: 'root aws_kms_key.k' } as const;
        return { value: through(unknown(at), hop), consumed: 2 };
      }
      if (root.name !== 'var') return undefined;
      const hop = { step: 'variable', name: `var.${name}`, at } as const;
      if (UNKNOWN.includes(name)) return { value: through(unknown(at), hop), consumed: 2 };
      const source = NAMES[name];
      if (source === undefined) return undefined;
      const inner: Scope = { ...scope, path: `${name}.tf`, text: source };
      return { value: through(evaluate(parseExpression(source).expression, inner), hop), consumed: 2 };
    },
    readFile: (path) =>
      path === 't.tpl'
        ? { path: 'mod/t.tpl', text: 'region=${region} zone=${region}a' }
        : path === 'c.json'
          ? { path: 'mod/c.json', text: '{"image": "docker.io/x"}' }
          : { path, missing: true },
    list: (folder) =>
      folder === 'd'
        ? [
            { name: 'a.yaml', kind: 'file' },
            { name: 'sub', kind: 'folder' },
          ]
        : folder === 'd/sub'
          ? [{ name: 'b.yaml', kind: 'file' }]
          : [],
  };
  return scope;
}

function unknown(at: Value['at']): Unknown {
  return { kind: 'unknown', at, reason: { key: 'test' } };
}

function run(text: string): Value {
  const { expression, problems } = parseExpression(text);
  assert.deepStrictEqual(problems, [], text);
  return evaluate(expression, scopeOf(text));
}

/** A value for people: deciding text in «», candidates with their certainty, what is open. */
function show(value: Value, text: string): string {
  const source = (path: string) =>
    path === 'main.tf'
      ? text
      : path.startsWith('mod/')
        ? path.endsWith('tpl')
          ? 'region=${region} zone=${region}a'
          : '{"image": "docker.io/x"}'
        : NAMES[path.slice(0, -3)]!;
  const at = () => source(value.at.path).slice(value.at.range.start, value.at.range.end);
  const trace = hops(value.trace)
    .map((hop) => `${hop.name}→`)
    .join('');
  switch (value.kind) {
    case 'scalar':
      return `${trace}${encodeJson(value)}«${at()}»${value.sensitive ? '!' : ''}`;
    case 'list': {
      const items = value.items.map((item) => show(item, text));
      return `[${items.join(', ')}${value.open ? ' …' : ''}]`;
    }
    case 'map': {
      const entries = [...value.entries].map(([name, entry]) => `${name}: ${show(entry.value, text)}`);
      return `{${entries.join(', ')}${value.open ? ' …' : ''}}`;
    }
    case 'unknown':
      if (isFailure(value)) return `failed(${value.reason.key.replace('expression.', '')})`;
      return `${trace}?${value.prefix ?? ''}…${value.suffix ?? ''}`;
    case 'choice':
      return value.options
        .map(
          (option) =>
            `${option.certain ? 'sure ' : ''}${show(option.value, text)}${option.when ? ` if ${option.when}` : ''}`,
        )
        .join(' | ');
  }
}

const CASES: Record<string, Record<string, string>> = {
  'the deciding text': {
    '"us-east-1"': '"us-east-1"«us-east-1»',
    '12': '12«12»',
    '"${var.region}"': 'var.region→"us-east-1"«us-east-1»',
    '"${var.region}a"': '"us-east-1a"«${var.region}a»',
    'lower("US-EAST-1")': '"us-east-1"«lower("US-EAST-1")»',
    'lower(var.region)': 'var.region→"us-east-1"«us-east-1»',
    'coalesce("", var.region)': 'var.region→"us-east-1"«us-east-1»',
    'try(var.nothing, var.region)': 'var.region→"us-east-1"«us-east-1»',
    'lookup(var.by_env, "prod", "x")': '"us-east-1"«us-east-1»',
    'var.by_env.prod': '"us-east-1"«us-east-1»',
    'element(var.regions, 3)': '"eu-west-1"«eu-west-1»',
    'merge({a = "x"}, {a = "y"}).a': '"y"«y»',
    'concat(["a"], ["b"])[1]': '"b"«b»',
    'flatten([["a"], ["b"]])[1]': '"b"«b»',
    'toset(["b", "a", "b"])': '["a"«a», "b"«b»]',
    'keys({us = 1})': '["us"«us»]',
    'values({us = "x"})': '["x"«x»]',
    'one(["x"])': '"x"«x»',
    'zipmap(["k"], ["v"])': '{k: "v"«v»}',
    '[for r in ["a", "b"] : r]': '["a"«a», "b"«b»]',
    '{for r in ["a"] : r => r}': '{a: "a"«a»}',
    'true ? "a" : "b"': '"a"«a»',
    'tostring(var.number)': 'var.number→"5"«5»',
    'split(",", "a,bc")': '["a"«a», "bc"«bc»]',
    'split(",", var.text)[1]': 'var.text→"us-east-1"«us-east-1»',
    'split(",", "a\\tb,c")[1]': '"c"«c»',
    'trimsuffix("us-east-1a", "a")': '"us-east-1"«us-east-1»',
    'regex("[a-z]+-[a-z]+-[0-9]", "us-east-1a")': '"us-east-1"«us-east-1»',
    'format("%s", var.region)': 'var.region→"us-east-1"«us-east-1»',
    'join("", ["us-", "east"])': '"us-east"«join("", ["us-", "east"])»',
    'sensitive("x")': '"x"«x»!',
    '"a${sensitive("x")}"': '"ax"«a${sensitive("x")}»!',
    'nonsensitive(sensitive("x"))': '"x"«x»',
    'upper(sensitive("x"))': '"X"«upper(sensitive("x"))»!',
    'templatefile("t.tpl", { region = "kr" })': '"region=kr zone=kra"«region=${region} zone=${region}a»',
    'templatestring("r=$${r}", { r = var.region })':
      '"r=us-east-1"«templatestring("r=$${r}", { r = var.region })»',
    'templatestring("$${r}", { r = var.region })': 'var.region→"us-east-1"«us-east-1»',
    'filemd5("c.json")': '"cd6ed4ba94d1a11451b296d6d917973d"«filemd5("c.json")»',
    'jsondecode(file("c.json")).image': '"docker.io/x"«docker.io/x»',
    'fileset("d", "**/*.yaml")':
      '["a.yaml"«fileset("d", "**/*.yaml")», "sub/b.yaml"«fileset("d", "**/*.yaml")»]',
  },
  'what is partly unknown': {
    'var.unknown': 'var.unknown→?…',
    'var.unknown.a[0].b': 'var.unknown→?…',
    'merge(var.tags_unknown, {a = "b"})': '{a: "b"«b» …}',
    'merge(var.tags_unknown, {a = "b"}).a': '"b"«b»',
    'merge(var.tags_unknown, {a = "b"}).c': 'var.tags_unknown→?…',
    'merge({a = "b"}, var.tags_unknown)': '{a: var.tags_unknown→?… …}',
    'concat(["a"], var.unknown)[0]': '"a"«a»',
    'concat(["a"], var.unknown)[1]': 'var.unknown→?…',
    'concat(var.unknown, ["a"])[0]': 'var.unknown→?…',
    'contains(concat(var.unknown, ["a"]), "a")': 'true«contains(concat(var.unknown, ["a"]), "a")»',
    'setunion(var.unknown, ["a"])': '["a"«a» …]',
    'length(concat(["a"], var.unknown))': 'var.unknown→?…',
    '{a = var.unknown, b = "x"}.b': '"x"«x»',
    '{a = "x", (var.unknown) = "y"}': '{a: "x"«x» …}',
    '"pre-${var.unknown}-post"': '?pre-…-post',
    '"${var.unknown}"': 'var.unknown→?…',
    '"a${var.unknown}b${var.other}c"': '?a…c',
    'format("%s.dkr.ecr.us-east-1.amazonaws.com", var.unknown)': '?….dkr.ecr.us-east-1.amazonaws.com',
    'join("-", ["a", var.unknown])': '?a-…',
    'lower("A${var.unknown}")': '?a…',
    'startswith("arn:${var.unknown}", "arn:")': 'true«startswith("arn:${var.unknown}", "arn:")»',
    'startswith("arn:${var.unknown}", "x")': 'false«startswith("arn:${var.unknown}", "x")»',
    'split(".", "a.b${var.unknown}")[0]': '"a"«split(".", "a.b${var.unknown}")»',
    'var.unknown && false': 'false«var.unknown && false»',
    'false && var.unknown': 'false«false && var.unknown»',
    'var.unknown || true': 'true«var.unknown || true»',
    'var.unknown && true': '?…',
    '!var.unknown': 'var.unknown→?…',
    'var.unknown == "a"': '?…',
    '"a${var.unknown}" == "b"': 'false«"a${var.unknown}" == "b"»',
    '"a${var.unknown}" == null': 'false«"a${var.unknown}" == null»',
    'length(toset([var.unknown, "a"]))': '?…',
    'length([var.unknown, "a"])': '2«length([var.unknown, "a"])»',
    '[for x in concat(["a"], var.unknown) : upper(x)]': '["A"«upper(x)» …]',
    '[for x in ["a", "b"] : x if x == "a" || var.unknown]': '["a"«a» …]',
    'coalesce(var.unknown, "us-central1")': 'var.unknown→?…',
    'coalesce(null, "a", var.unknown)': '"a"«a»',
    'try(var.unknown, "a")': 'var.unknown→?…',
    'jsondecode(var.unknown).a': 'var.unknown→?…',
    'timestamp()': '?…',
    'abspath("a")': '?…',
    'bcrypt("x")': '?…',
    'templatefile("t.tpl", var.unknown)': 'var.unknown→?…',
    'nosuch(1)': '?…',
    'provider::aws::arn_parse("x")': '?…',
    'range(0, 1000000)[3]': 'failed(limit)',
    'length(setproduct(range(500), range(500), range(500)))': '?…',
    'regex("(a+)+b", "aaaa")': '?…',
    'regexall("(a|a)*", "aaaa")': '?…',
  },
  references: {
    'aws_kms_key.k.arn': 'aws_kms_key.k→?…',
    'aws_kms_key.k[0].arn': 'aws_kms_key.k→?…',
    'one(aws_kms_key.k[*].arn)': 'aws_kms_key.k→?…',
    'join("", aws_kms_key.k[*].arn)': 'aws_kms_key.k→?…',
    'try(aws_kms_key.k[0].arn, null)': 'aws_kms_key.k→?…',
    'element(concat(aws_kms_key.k.*.arn, [""]), 0)': 'aws_kms_key.k→?…',
    '"${aws_kms_key.k.arn}"': 'aws_kms_key.k→?…',
    '"${aws_kms_key.k.arn}/*"': '?…/*',
    'split(":", aws_kms_key.k.arn)[3]': 'aws_kms_key.k→?…',
  },
  candidates: {
    'var.flag ? "a" : "b"': '"a"«a» if var.flag | "b"«b» if !var.flag',
    'var.flag ? var.region : var.region': 'var.region→"us-east-1"«us-east-1»',
    'upper(var.flag ? "a" : "b")':
      '"A"«upper(var.flag ? "a" : "b")» if var.flag | "B"«upper(var.flag ? "a" : "b")» if !var.flag',
    '(var.flag ? { r = "a" } : { r = "b" }).r': '"a"«a» if var.flag | "b"«b» if !var.flag',
    'var.by_env[var.env]':
      '"ap-northeast-2"«ap-northeast-2» if var.env == "dev" | "us-east-1"«us-east-1» if var.env == "prod"',
    'lookup(var.by_env, var.env, "x")':
      '"ap-northeast-2"«ap-northeast-2» if var.env == "dev" | "us-east-1"«us-east-1» if var.env == "prod" | "x"«x» if !contains(keys(var.by_env), var.env)',
    'var.by_env["${var.env}od"]': '"us-east-1"«us-east-1»',
    'var.regions[var.env]': '"us-east-1"«us-east-1» if var.env == 0 | "eu-west-1"«eu-west-1» if var.env == 1',
    'merge(var.by_env, var.tags_unknown)[var.env]': 'var.tags_unknown→?…',
    'merge(var.tags_unknown, { a = "x" })[var.env]': '"x"«x» if var.env == "a" | var.tags_unknown→?…',
    // The same condition never goes both ways in one run.
    '"${var.flag ? "a" : "b"}${var.flag ? "c" : "d"}"':
      '"ac"«${var.flag ? "a" : "b"}${var.flag ? "c" : "d"}» if var.flag | "bd"«${var.flag ? "a" : "b"}${var.flag ? "c" : "d"}» if !var.flag',
    '(var.flag ? "a" : "b") == "a"':
      'true«(var.flag ? "a" : "b") == "a"» if var.flag | false«(var.flag ? "a" : "b") == "a"» if !var.flag',
    '(var.flag ? "a" : "b") == "a" ? "x" : "y"': '"x"«x» if var.flag | "y"«y» if !var.flag',
    'var.flag ? "a" : var.other ? "b" : "c"':
      '"a"«a» if var.flag | "b"«b» if !var.flag && var.other | "c"«c» if !var.flag && !var.other',
    '[var.flag ? "a" : "b", "c"]': '["a"«a» if var.flag | "b"«b» if !var.flag, "c"«c»]',
    'join("-", [var.flag ? "a" : "b", "c"])':
      '"a-c"«join("-", [var.flag ? "a" : "b", "c"])» if var.flag | "b-c"«join("-", [var.flag ? "a" : "b", "c"])» if !var.flag',
    'flatten([var.flag ? ["a"] : ["b", "c"]])': '["a"«a»] | ["b"«b», "c"«c»] if !var.flag',
    'try((var.flag ? {a = "x"} : {}).a, "y")': '"x"«x» if var.flag | "y"«y» if !var.flag',
    'try(var.by_env[var.env], "x")':
      '"ap-northeast-2"«ap-northeast-2» if var.env == "dev" | "us-east-1"«us-east-1» if var.env == "prod" | "x"«x»',
    'try({ a = { r = "y" } }[var.env].r, "x")': '"y"«y» | "x"«x»',
    'coalesce(var.flag ? "" : "b", "c")': '"c"«c» if var.flag | "b"«b» if !var.flag',
    'var.flag ? "a" : null': '"a"«a» if var.flag | null«null» if !var.flag',
    '"%{ if var.flag }a%{ else }b%{ endif }"': '"a"«a» if var.flag | "b"«b» if !var.flag',
  },
  failures: {
    'var.nothing': 'failed(undeclared)',
    '{a = 1}.b': 'failed(attribute)',
    '[1][1]': 'failed(index)',
    'tonumber("x")': 'failed(conversion)',
    '"${null}x"': 'failed(null)',
    'can(var.nothing)': 'false«can(var.nothing)»',
    '{a = var.nothing, b = "x"}': '{a: failed(undeclared), b: "x"«x»}',
  },
};

describe('Terraform expressions', () => {
  for (const [group, cases] of Object.entries(CASES)) {
    describe(group, () => {
      for (const [text, expected] of Object.entries(cases))
        it(text, () => {
          const shown = show(run(text), text);
          // Candidates of whole lists say their condition at the end of the list.
          assert.strictEqual(
            group === 'candidates' && text.startsWith('flatten')
              ? shown.replaceAll(' if var.flag', '')
              : shown,
            expected,
          );
        });
    });
  }

  it('names the parts of a composed text', () => {
    const text = '"${var.region}-docker.pkg.dev/${"x"}"';
    const value = run(text);
    assert.ok(value.kind === 'scalar');
    assert.deepStrictEqual(
      value.parts?.map((part) => show(part, text)),
      ['var.region→"us-east-1"«us-east-1»', '"-docker.pkg.dev/"«-docker.pkg.dev/»', '"x"«x»'],
    );
  });

  it('names the parts of a replacement', () => {
    const text = 'replace("arn:aws:kms:us-east-1:1", "us-east-1", var.home)';
    const value = run(text);
    assert.ok(value.kind === 'scalar');
    assert.deepStrictEqual(
      value.parts?.map((part) => show(part, text)),
      ['"arn:aws:kms:"«arn:aws:kms:»', 'var.home→"ap-northeast-2"«ap-northeast-2»', '":1"«:1»'],
    );
  });

  it('bounds the candidates it tells apart', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i} = "v${i}"`).join(', ');
    const many = run(`{${keys(300)}}[var.env]`);
    assert.ok(many.kind === 'choice' && many.options.length === 300);
    const pairs = run(`join("", [{${keys(20)}}[var.env], {${keys(20)}}[var.flag ? "a" : var.other]])`);
    assert.ok(pairs.kind === 'unknown' && pairs.reason.key === 'expression.options');
  });

  it('never makes a choice of choices', () => {
    const value = run('[var.flag ? "a" : "b", "c"][var.env]') as Choice;
    assert.deepStrictEqual(
      value.options.map((option) => [option.value.kind, option.certain]),
      [
        ['scalar', false],
        ['scalar', false],
        ['scalar', false],
      ],
    );
  });

  it('keeps conditions in different iterations apart', () => {
    const value = run('join("", [for i in ["a", "b"] : var.unknown[i] ? "x" : "y"])') as Choice;
    assert.deepStrictEqual(
      value.options.map((option) => (option.value as { value?: unknown }).value),
      ['xx', 'xy', 'yx', 'yy'],
    );
  });

  it('ends in deep and circular expressions', () => {
    const deep = `${'['.repeat(140)}1${']'.repeat(140)}`;
    assert.strictEqual(run(deep).kind, 'list');
    const scope: Scope = {
      ...scopeOf('local.a'),
      resolve: () => ({ value: evaluate(parseExpression('[local.a]').expression, scope), consumed: 2 }),
    };
    let value: Value | undefined = evaluate(parseExpression('local.a').expression, scope);
    while (value?.kind === 'list') value = value.items[0];
    assert.strictEqual(value?.kind === 'unknown' && value.reason.key, 'expression.work');
  });

  it('bounds the work of nested iterations', () => {
    const value = run('[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a + b + c]]]');
    assert.strictEqual(value.kind, 'list');
  });

  it('says what is beyond a limit', () => {
    const value = run('[for pair in setproduct(range(70), range(70)) : pair[0]]') as ListValue;
    assert.strictEqual(value.items.length, 4096);
    assert.strictEqual(value.open?.reason.key, 'expression.limit');
  });
});

describe('type constraints', () => {
  const cases: [type: string, value: string, expected: string][] = [
    ['string', '5', '"5"«5»'],
    ['number', '"5"', '5«5»'],
    ['bool', '"true"', 'true«true»'],
    ['list(string)', '[1, "a"]', '["1"«1», "a"«a»]'],
    ['set(string)', '["b", "a", "b"]', '["a"«a», "b"«b»]'],
    ['map(string)', '{ a = 1 }', '{a: "1"«1»}'],
    ['any', '[1, "a"]', '[1«1», "a"«a»]'],
    ['list(any)', '[1, "a"]', '["1"«1», "a"«a»]'],
    ['object({ a = string })', '{ a = 1, b = 2 }', '{a: "1"«1»}'],
    ['object({ a = string })', '{ b = 2 }', 'failed(attribute)'],
    ['object({ a = optional(string, "d") })', '{}', '{a: "d"«d»}'],
    ['object({ a = optional(string, "d") })', '{ a = null }', '{a: "d"«d»}'],
    ['object({ a = optional(string) })', '{}', '{a: null«{}»}'],
    ['object({ o = optional(object({ x = optional(number, 1) }), {}) })', '{}', '{o: {x: 1«1»}}'],
    ['map(object({ r = optional(string, "d") }))', '{ k = {} }', '{k: {r: "d"«d»}}'],
    ['tuple([string, number])', '[1, "2"]', '["1"«1», 2«2»]'],
    ['tuple([string])', '[1, 2]', 'failed(conversion)'],
    ['list(string)', '"a"', 'failed(conversion)'],
    ['list(string)', 'var.unknown', 'var.unknown→?…'],
    ['string', 'null', 'null«null»'],
  ];
  for (const [type, value, expected] of cases)
    it(`${value} as ${type}`, () => {
      // The value and the type stand in one text, so that defaults can be shown.
      const text = `[${value}, ${type}]`;
      const start = 1 + value.length + 2;
      const given = run(`[${value}]`) as ListValue;
      const constraint = parseType(parseExpression(type, start).expression, scopeOf(text));
      assert.strictEqual(show(convert(given.items[0]!, constraint), text), expected);
    });
});

describe('structureOf', () => {
  const cases: [text: string, expected: string | undefined][] = [
    ['jsonencode([{ image = var.region }])', '[{image: var.region→"us-east-1"«us-east-1»}]'],
    ['jsonencode([{ image = var.unknown, name = "x" }])', '[{image: var.unknown→?…, name: "x"«x»}]'],
    ['jsonencode({ image = var.flag ? "a" : "b" })', '{image: "a"«a» if var.flag | "b"«b» if !var.flag}'],
    ['<<EOT\n{"a": ["b", 1]}\nEOT\n', '{a: ["b"«b», 1«1»]}'],
    [
      '<<EOT\n{"a": "${var.region}", "b": "x-${var.region}"}\nEOT\n',
      '{a: var.region→"us-east-1"«us-east-1», b: "x-us-east-1"«x-${var.region}»}',
    ],
    [
      '<<EOT\n{"a": "x-${var.unknown}", "b": ${var.unknown}, "c": "y"}\nEOT\n',
      '{a: ?x-…, b: var.unknown→?…, c: "y"«y»}',
    ],
    ['"{\\"a\\": \\"b\\", \\"c\\": \\"d\\"}"', '{a: "b"«b», c: "d"«d»}'],
    ['"{\\"a\\": \\"x-${var.region}\\"}"', '{a: "x-us-east-1"«x-${var.region}»}'],
    [
      '<<-EOT\n  [\n    {"i": "a:1"},\n\n    {"i": "b-${var.region}"}\n  ]\n  EOT\n',
      '[{i: "a:1"«a:1»}, {i: "b-us-east-1"«b-${var.region}»}]',
    ],
    ['<<EOT\n{"a": "$${x}\\\\d"}\nEOT\n', '{a: "${x}\\\\d"«$${x}\\\\d»}'],
    ['"plain"', undefined],
    ['var.unknown', undefined],
    ['[1]', undefined],
  ];
  for (const [text, expected] of cases)
    it(text.replaceAll('\n', ' '), () => {
      const structure = structureOf(run(text));
      assert.strictEqual(structure && show(structure, text), expected);
    });

  it('keeps the place of keys', () => {
    const text = '<<EOT\n{"a": 1}\nEOT\n';
    const key = (structureOf(run(text)) as MapValue).entries.get('a')!.key;
    assert.strictEqual(text.slice(key.range.start, key.range.end), 'a');
  });
});
