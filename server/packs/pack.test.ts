import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { memoryHost } from '../core/host.memory';
import { lineStarts, positionAt } from '../core/source';
import { localize } from '../engine/messages';
import type { Rule } from '../engine/rules/rule';
import { listFiles } from '../host/node';
import { governanceOf } from './governance';
import { faultsOf, findingsIn, knowledge, openFiles } from './scan.testing';

const home = join(SOVLINT_ROOT, 'test-fixtures/packs/acme');
const acme = Object.fromEntries(
  listFiles(home).map((path) => [`packs/acme/${path}`, readFileSync(join(home, path), 'utf8')]),
);
const configuration = (rest = '') => `home: KR\nextends: [kr, ./packs/acme]\n${rest}`;
const names: Record<string, string> = { terraform: 'main.tf', kubernetes: 'a.yaml' };

describe('the example pack', () => {
  const { rules, problems } = governanceOf(
    memoryHost({ ...acme, '.sovlint.yaml': configuration() }),
    knowledge(),
    {},
  );
  const own = rules.filter((rule) => rule.pack === 'acme');

  it('is loaded through folders', () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(
      own.map((rule) => rule.id),
      ['acme/own-registry', 'acme/no-tokyo', 'acme/kept-buckets'],
    );
  });

  for (const { id, docs } of own) {
    for (const [dialect, { bad, good }] of Object.entries(docs!.examples!)) {
      it(`${id} in ${dialect}: the bad example is found, the good one is not`, () => {
        const found = (text: string) =>
          findingsIn(openFiles({ ...acme, '.sovlint.yaml': configuration(), [names[dialect]!]: text }), id)
            .length;
        assert.equal(found(bad), 1);
        assert.equal(found(good), 0);
      });
    }
  }

  const scan = (files: Record<string, string>, rest = '') =>
    openFiles({ ...acme, '.sovlint.yaml': configuration(rest), ...files });
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, image: "${image}" }]\n`;

  it('shows where a finding comes from, in the language of the reader where it has both', () => {
    const project = scan({ 'main.tf': 'provider "aws" {\n  region = "ap-northeast-1"\n}\n' });
    const [finding] = project.report().findings.filter((one) => one.rule === 'acme/no-tokyo');
    assert.equal(finding!.pack, 'acme');
    assert.equal(finding!.question, 'acme');
    assert.match(
      localize(finding!.message, 'en', knowledge().texts),
      /placed in ap-northeast-1; our contracts/,
    );
    assert.match(localize(finding!.message, 'ko', knowledge().texts), /계약은 서울만/);
    const [other] = scan({ 'a.yaml': pod('quay.io/acme/web:1') })
      .report()
      .findings.filter((one) => one.pack === 'acme');
    assert.equal(
      localize(other!.message, 'ko', knowledge().texts),
      'quay.io/acme/web:1 comes from quay.io; only registry.acme.example is scanned',
    );
  });

  it('takes the first case that holds', () => {
    const severity = (image: string) =>
      findingsIn(scan({ 'a.yaml': pod(image) }), 'acme/own-registry')[0]?.split(' ')[1];
    assert.equal(severity('quay.io/acme/web:1'), 'error');
    assert.equal(severity('busybox:1.36'), 'info');
    assert.equal(severity('111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/web:1'), 'warning');
    assert.equal(severity('eu.registry.acme.example/web:1'), undefined);
  });

  it('offers fixes that mend', () => {
    const files = {
      ...acme,
      '.sovlint.yaml': configuration('mirrors: { quay.io: registry.acme.example/quay }\n'),
      'a.yaml': pod('quay.io/acme/web:1'),
      'main.tf': 'provider "aws" {\n  region = "ap-northeast-1"\n}\n',
    };
    const report = openFiles(files).report();
    const fixes = report.findings
      .filter((finding) => finding.pack === 'acme')
      .flatMap((finding) => finding.fixes.map((fix) => faultsOf(files, report, finding, fix)));
    assert.deepEqual(fixes, [[], []]);
  });

  it('obeys severities, suppressions and selection as any rule does', () => {
    const main = {
      'main.tf': 'provider "aws" {\n  region = "ap-northeast-1" # sovlint:ignore acme/* -- moved in May\n}\n',
    };
    assert.deepEqual(findingsIn(scan(main), 'acme/no-tokyo'), []);
    const bucket = { 'main.tf': 'resource "aws_s3_bucket" "b" {\n  force_destroy = true\n}\n' };
    const found = (rest: string) =>
      findingsIn(scan(bucket, rest), 'acme/kept-buckets').map((line) => line.split(' ')[1]);
    assert.deepEqual(found('rules: { acme/kept-buckets: info }\n'), ['info']);
    assert.deepEqual(found('rules: { acme/kept-buckets: off }\n'), []);
    const only = openFiles({ ...acme, '.sovlint.yaml': configuration(), ...bucket }, { rules: ['acme/*'] });
    assert.deepEqual(
      only.report().findings.map((finding) => finding.rule),
      ['acme/kept-buckets'],
    );
  });
});

/** A rule that is right, with lines put in place of its own. */
function rule(changed: Record<string, string | undefined> = {}): string {
  const lines: Record<string, string | undefined> = {
    id: 'acme/rule',
    severity: 'error',
    title: 'A rule',
    select: '{ facet: place }',
    when: '{ unbounded: true }',
    message: '"{thing}"',
    ...changed,
  };
  return Object.entries(lines)
    .flatMap(([key, value]) => (value === undefined ? [] : `${key}: ${value}\n`))
    .join('');
}

/** Problems of a pack, as `path:line:column key`, and what was expected. */
function problemsOf(files: Record<string, string>, extended = './packs/acme'): string[] {
  const all = { '.sovlint.yaml': `extends: [${extended}]\n`, ...files };
  return governanceOf(memoryHost(all), knowledge(), {}).problems.map(({ path, range, message }) => {
    const { line, character } = positionAt(
      lineStarts(all[path as keyof typeof all] ?? ''),
      range?.start ?? 0,
    );
    return `${path}:${line + 1}:${character + 1} ${message.key}`;
  });
}

describe('a pack that cannot be used', () => {
  const one = 'packs/acme/rule.yaml';
  const deep = (depth: number, inner: string) => `${'{ not: '.repeat(depth)}${inner}${' }'.repeat(depth)}`;
  const bad: Record<string, readonly [text: string, problem: string]> = {
    'a key is missing': [rule({ message: undefined }), '1:1 schema.required'],
    'a key is unknown': [rule({ mesage: 'x' }), '7:1 schema.unknown-key'],
    'an id has no question': [rule({ id: 'tokyo' }), '1:5 schema.pattern'],
    'an id is in upper case': [rule({ id: 'Acme/Tokyo' }), '1:5 schema.pattern'],
    'a severity is none': [rule({ severity: 'fatal' }), '2:11 schema.enum'],
    'a title has one language of two': [rule({ title: '{ en: A rule }' }), '3:10 schema.required'],
    'a title is a list': [rule({ title: '[A rule]' }), '3:8 schema.type'],
    'a facet is unknown': [rule({ select: '{ facet: plaice }' }), '4:18 schema.enum'],
    'nothing is selected': [rule({ select: '{}' }), '4:9 schema.empty'],
    'only types are selected': [rule({ select: '{ type: "aws_*" }' }), '4:9 rule.select'],
    'a facet and an attribute are selected': [
      rule({ select: '{ facet: place, attribute: region }' }),
      '4:9 rule.select',
    ],
    'a glob is a number': [rule({ select: '{ type: 5, attribute: a }' }), '4:17 schema.type'],
    'a condition is a text': [rule({ when: 'always' }), '5:7 schema.type'],
    'a condition is empty': [rule({ when: '{}' }), '5:7 schema.empty'],
    'no conditions are joined': [rule({ when: '{ any: [] }' }), '5:14 schema.empty'],
    'a property is unknown': [
      rule({ when: '{ contries: { noneIn: $allowed.countries } }' }),
      '5:9 rule.property',
    ],
    'a property is of another facet': [rule({ when: '{ not: { host: quay.io } }' }), '5:16 rule.property'],
    'a test is unknown': [rule({ when: '{ place: { equals: x } }' }), '5:18 schema.unknown-key'],
    'a test makes no sense of a property': [rule({ when: '{ place: { atLeast: 3 } }' }), '5:18 rule.test'],
    'yes or no is a text': [rule({ when: '{ unbounded: "true" }' }), '5:20 rule.equal'],
    'a number is a text': [rule({ select: '{ facet: key }', when: '{ level: "2" }' }), '5:16 rule.equal'],
    'a list of the policy is unknown': [
      rule({ when: '{ countries: { noneIn: $alowed.countries } }' }),
      '5:30 rule.list',
    ],
    'a list of the policy is one item of a list': [
      rule({ when: '{ countries: { noneIn: [$home] } }' }),
      '5:31 rule.list',
    ],
    'a case has no condition': [rule({ cases: '[{ severity: info }]' }), '7:11 schema.required'],
    "a case's property is unknown": [
      rule({ cases: '[{ when: { hots: x }, severity: info }]' }),
      '7:19 rule.property',
    ],
    'a fix is unknown': [rule({ fixes: '[magic]' }), '7:9 schema.enum'],
    'a fix is for another facet': [rule({ fixes: '[mirror]' }), '7:9 rule.fix'],
    'a place to stand is unknown': [rule({ at: 'top' }), '7:5 schema.enum'],
    'places are gathered': [rule({ gather: 'governor' }), '7:9 rule.gather'],
    'a placeholder stands for nothing': [rule({ message: '"{thing} in {region}"' }), '6:10 rule.placeholder'],
    'a placeholder of one language stands for nothing': [
      rule({ message: '{ en: "{thing}", ko: "{물건}" }' }),
      '6:31 rule.placeholder',
    ],
    'it is no mapping': ['- a\n', '1:1 schema.type'],
    'it is empty': ['# nothing\n', '1:1 pack.empty'],
    'it is no YAML': ['id: [\n', '2:1 tree.yaml-indent'],
    'a key is written twice': [`${rule()}severity: info\n`, '7:1 tree.duplicate-key'],
    'it is a template': ['id: acme/{{ name }}\n{{ if a }}\nseverity: error\n', '1:1 pack.templated'],
    'it holds two rules': [`${rule()}---\n${rule({ id: 'acme/two' })}`, '8:1 pack.one-rule'],
    'it is nested too deeply': [rule({ when: deep(5000, '{ unbounded: true }') }), '5:1400 tree.too-deep'],
    'its aliases multiply': [
      `${rule({ when: '{ any: [*l] }' })}`.replace(
        'when:',
        `docs:\n  what: x\n  why: x\nx0: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghijkl'].map((name, i) => `x${i + 1}: &${name} [${Array(9).fill(`*${'abcdefghijk'[i]}`).join(',')}]\n`).join('')}when:`,
      ),
      '13:12 tree.alias-limit',
    ],
    'it is too large': [
      rule({ when: `{ any: [${Array(3000).fill('{ unbounded: true }').join(', ')}] }` }),
      '1:1 rule.too-large',
    ],
  };
  for (const [what, [text, problem]] of Object.entries(bad)) {
    it(`is refused where ${what}`, () => {
      assert.equal(problemsOf({ [one]: text })[0], `${one}:${problem}`);
      const { rules } = governanceOf(
        memoryHost({ '.sovlint.yaml': 'extends: [./packs/acme]\n', [one]: text }),
        knowledge(),
        {},
      );
      assert.deepEqual(
        rules.filter((loaded) => loaded.pack === 'acme'),
        [],
      );
    });
  }

  it('says what was expected', () => {
    const say = (text: string) => {
      const { problems } = governanceOf(
        memoryHost({ '.sovlint.yaml': 'extends: [./packs/acme]\n', [one]: text }),
        knowledge(),
        {},
      );
      return localize(problems[0]!.message, 'en', knowledge().texts);
    };
    assert.equal(say(rule({ severity: 'fatal' })), 'expected one of error, warning, info, found fatal');
    assert.equal(
      say(rule({ select: '{ facet: platform }', when: '{ host: x }' })),
      'platform has no property host; expected one of confidential, dialect, facet, kind, operator, operator-control, type',
    );
    assert.equal(
      say(rule({ when: '{ unbounded: "true" }' })),
      'unbounded is never true; expected true or false',
    );
    assert.match(
      say(rule({ message: '"{region}"' })),
      /^\{region\} stands for nothing; expected one of thing, /,
    );
  });

  const many = Object.fromEntries(
    Array.from({ length: 501 }, (_, i) => [`packs/acme/r${i}.yaml`, rule({ id: `acme/r${i}` })]),
  );
  const packs: Record<string, readonly [files: Record<string, string>, problem: string, extended?: string]> =
    {
      'a folder that is not there': [{}, '.sovlint.yaml:1:11 pack.empty'],
      'a folder without rules': [{ 'packs/acme/README.md': 'x' }, '.sovlint.yaml:1:11 pack.empty'],
      'an id of the core pack': [{ [one]: rule({ id: 'where/offshore-region' }) }, `${one}:1:5 pack.taken`],
      'an id twice': [{ 'packs/acme/a.yaml': rule(), [one]: rule() }, `${one}:1:5 pack.taken`],
      'too many rules': [many, '.sovlint.yaml:1:11 pack.too-many'],
      'folders that are nested too deeply': [
        { [one]: rule(), [`packs/acme/${'a/'.repeat(10)}x.yaml`]: rule({ id: 'acme/x' }) },
        '.sovlint.yaml:1:11 pack.too-deep',
      ],
      'the name of the core pack': [
        { 'packs/core/a.yaml': rule() },
        '.sovlint.yaml:1:11 pack.name',
        './packs/core',
      ],
      'a package': [{}, '.sovlint.yaml:1:11 pack.unsupported', '"@acme/rules"'],
      'an address': [{}, '.sovlint.yaml:1:11 pack.unsupported', '"git+https://example.com/rules#v1"'],
      'an absolute path': [
        { 'etc/rules/a.yaml': rule() },
        '.sovlint.yaml:1:11 pack.unsupported',
        '/etc/rules',
      ],
      'a name that no profile has': [{}, '.sovlint.yaml:1:11 policy.unknown-profile', 'zzz'],
    };
  for (const [what, [files, problem, extended]] of Object.entries(packs)) {
    it(`is refused: ${what}`, () => assert.deepEqual(problemsOf(files, extended), [problem]));
  }

  it('may lie outside the root, and beside the configuration', () => {
    const outside = governanceOf(
      memoryHost({ '../rules/a.yaml': rule(), '../.sovlint.yaml': 'extends: [./rules]\n' }),
      knowledge(),
      { configuration: '../.sovlint.yaml' },
    );
    assert.deepEqual(outside.problems, []);
    assert.deepEqual(outside.rules.filter((loaded) => loaded.pack === 'rules').length, 1);
    assert.deepEqual(problemsOf({ '../team/a.yaml': rule() }, '../team'), []);
  });

  it('takes nothing from what a rule calls itself', () => {
    const odd = rule({ when: '{ any: [{ unbounded: true }] }', '"__proto__"': '{ severity: info }' });
    assert.equal(problemsOf({ [one]: odd })[0], `${one}:7:1 schema.unknown-key`);
  });

  it('is asked for again when a file or folder of it changes', () => {
    const { inputs } = governanceOf(
      memoryHost({ '.sovlint.yaml': configuration(), ...acme }),
      knowledge(),
      {},
    );
    for (const path of [
      '.sovlint.yaml',
      'packs/acme/',
      'packs/acme/places/',
      'packs/acme/own-registry.yaml',
    ]) {
      assert.ok(inputs.has(path), path);
    }
  });
});

describe('the schema of rules', () => {
  const schema = knowledge().data['schema/rule.schema.json'] as object;
  const valid = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(schema);
  const accepted = (text: string) =>
    !problemsOf({ 'packs/acme/rule.yaml': text }).some((problem) => problem.includes(' schema.'));
  const texts = [
    ...Object.values(acme),
    ...[
      {},
      { message: undefined },
      { mesage: 'x' },
      { id: 'tokyo' },
      { id: '5' },
      { severity: 'fatal' },
      { off: 'true' },
      { off: '"yes"' },
      { title: '{ en: A, ko: B }' },
      { title: '{ en: A }' },
      { title: '{ en: A, ko: B, fr: C }' },
      { title: '5' },
      { select: '{ facet: [place, copy] }' },
      { select: '{ facet: [] }' },
      { select: '{ facet: x }' },
      { select: '[]' },
      { select: '{ type: [a, 5], attribute: b }' },
      { select: '{ type: a, attribute: b, dialect: terraform }' },
      { select: '{ facet: place, dialect: pascal }' },
      { when: '{ all: [{ place: x }, { not: { place: { in: [x, 1, true] } } }] }' },
      { when: '{ all: [] }' },
      { when: '{ all: { place: x } }' },
      { when: '{ certainly: { place: { exists: true } } }' },
      { when: '{ place: { exists: 1 } }' },
      { when: '{ place: null }' },
      { when: '{ place: [x] }' },
      { when: '{ place: { in: { a: b } } }' },
      { when: '{ place: { atLeast: x } }' },
      { when: '{ place: {} }' },
      { when: '5' },
      { cases: '[]' },
      { cases: '[{ when: { place: x }, severity: info, message: x }]' },
      { cases: '[{ when: { place: x }, at: header }]' },
      { cases: '{ when: { place: x } }' },
      { at: 'header' },
      { at: 'here' },
      { gather: 'governor' },
      { gather: 'file' },
      { fixes: '[]' },
      { fixes: '[mirror, mirror]' },
      { fixes: 'mirror' },
      { docs: '{ what: a, why: { en: a, ko: b } }' },
      { docs: '{ what: a }' },
      { docs: '{ what: a, why: b, examples: { terraform: { bad: a, good: b } } }' },
      { docs: '{ what: a, why: b, examples: { terraform: { bad: a } } }' },
    ].map((changed) => rule(changed as Record<string, string | undefined>)),
  ];
  it('says the same as a schema validator that others use', () => {
    for (const text of texts) assert.equal(accepted(text), valid(parse(text)), text);
    const verdicts = texts.map((text) => valid(parse(text)));
    assert.ok(verdicts.includes(true) && verdicts.includes(false));
  });
});

describe('the core rules', () => {
  const { data, coreRules } = knowledge();
  const schema = data['schema/rule.schema.json'];
  it("mean what they say, as a team's rules must", () => {
    const files = Object.fromEntries(
      Object.keys(data)
        .filter((name) => name.startsWith('packs/core/'))
        .map((name) => {
          const text = readFileSync(join(SOVLINT_ROOT, 'rules', name), 'utf8');
          return [name.replace('packs/core/', 'packs/acme/'), text.replace(/^id: /m, 'id: acme-')];
        }),
    );
    assert.ok(schema && Object.keys(files).length === coreRules.length);
    assert.deepEqual(problemsOf(files), []);
  });

  it('say what they are, and why', () => {
    const silent = coreRules.filter(({ docs }: Rule) => !docs?.what || !docs.why);
    assert.deepEqual(
      silent.map((one) => one.id),
      [],
    );
  });
});
