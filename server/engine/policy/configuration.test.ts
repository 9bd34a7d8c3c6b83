import assert from 'node:assert/strict';
import data from 'sovlint:rules';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { loadTexts, localize } from '../messages';
import { readConfiguration, ruleIds } from './configuration';

const schema = data['schema/configuration.schema.json'] as object;
const texts = loadTexts(data);
// `allowUnionTypes`: account ids may be numbers; `strictRequired` and the like stay on.
const fitsSchema = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(schema);

const good: Record<string, string> = {
  empty: '',
  'a comment alone': '# nothing yet\n',
  home: 'home: KR',
  bloc: 'home: EU',
  Norway: 'home: NO',
  'the whole of it': `
home: KR
extends: [kr]
allow:
  countries: [EU, JP]
  operators: [aws]
  hosts: ["*.example.com"]
  accounts: [111122223333, "012345678901", my-project]
  regions: [{ region: us-east-1, types: [aws_acm_certificate], reason: "CloudFront needs it" }]
  findings: [{ fingerprint: "ab12", reason: "moves next year", until: 2027-01-01 }]
tags: { operator: { key: domestic-operator, aliases: [operator], value: kt-cloud } }
mirrors: { docker.io: registry.example.co.kr/hub }
rules: { where/unpinned-region: off, operate/missing-operator-tag: error }
ignore: [ "examples/**" ]
overrides: [ { files: ["cdn/**"], rules: { where/borderless-location: off } } ]
`,
  "a pack's rule": 'extends: [./house]\nrules: { house/no-gpu: error }',
  anchors: 'rules: &r { where/unpinned-region: off }\noverrides: [ { files: ["a/**"], rules: *r } ]',
};

/** What is written -> the text the mistake stands at, and its message. */
const bad: [written: string, at: string, key: string, meant?: string][] = [
  ['hom: KR', 'hom', 'policy.unknown-key-meant', 'home'],
  ['nonsense: 1', 'nonsense', 'policy.unknown-key'],
  ['allow: { contries: [KR] }', 'contries', 'policy.unknown-key-meant', 'countries'],
  ['__proto__: { a: 1 }', '__proto__', 'policy.unknown-key'],
  ['constructor: 1', 'constructor', 'policy.unknown-key'],
  ['- home', '- home', 'policy.expected-root'],
  ['KR', 'KR', 'policy.expected-root'],
  ['home: [KR]', '[KR]', 'policy.expected-text'],
  ['home: 82', '82', 'policy.expected-text'],
  ['home: true', 'true', 'policy.expected-text'],
  ['allow: { countries: KR }', 'KR', 'policy.expected-list'],
  ['allow: [KR]', '[KR]', 'policy.expected-mapping'],
  ['mirrors: [a]', '[a]', 'policy.expected-mapping'],
  ['mirrors: { docker.io: "" }', '""', 'policy.bad-text'],
  ['ignore: [12]', '12', 'policy.expected-text'],
  ['home: kr', 'kr', 'policy.bad-jurisdiction-meant', 'KR'],
  ['home: South Korea', 'South Korea', 'policy.bad-jurisdiction-meant', 'KR'],
  ['home: 대한민국', '대한민국', 'policy.bad-jurisdiction-meant', 'KR'],
  ['home: XX', 'XX', 'policy.bad-jurisdiction'],
  ['allow: { countries: [JP, ZZ] }', 'ZZ', 'policy.bad-jurisdiction'],
  ['rules: { where/unpinned-region: warn }', 'warn', 'policy.bad-severity'],
  ['rules: { where/unpinned-region: Warning }', 'Warning', 'policy.bad-severity-meant', 'warning'],
  ['rules: { where/unpinned-region: false }', 'false', 'policy.expected-text'],
  ['rules: { offshore-region: off }', 'offshore-region', 'policy.bad-rule-meant', 'where/offshore-region'],
  ['rules: { "where/*": off }', '"where/*"', 'policy.bad-rule'],
  ['allow: { regions: [{ region: us-east-1 }] }', '{ region: us-east-1 }', 'policy.missing-key'],
  ['allow: { regions: [{ region: us-east-1, reason: " " }] }', '" "', 'policy.bad-text'],
  ['allow: { findings: [{ fingerprint: ab }] }', '{ fingerprint: ab }', 'policy.missing-key'],
  [
    'allow: { findings: [{ fingerprint: ab, reason: r, until: 2027-02-30 }] }',
    '2027-02-30',
    'policy.bad-date',
  ],
  ['allow: { findings: [{ fingerprint: ab, reason: r, until: soon }] }', 'soon', 'policy.bad-date'],
  ['overrides: [{ files: [], rules: {} }]', '[]', 'policy.too-few'],
  ['overrides: [{ files: ["a"] }]', '{ files: ["a"] }', 'policy.missing-key'],
  ['tags: { operator: { values: kt-cloud } }', 'values', 'policy.unknown-key-meant', 'value'],
];

/** What the schema cannot know. */
const badBeyondSchema: typeof bad = [
  [
    'rules: { where/offshore-regions: off }',
    'where/offshore-regions',
    'policy.unknown-rule-meant',
    'where/offshore-region',
  ],
  ['overrides: [{ files: ["a"], rules: { a/b: off } }]', 'a/b', 'policy.unknown-rule'],
  ['home: KR\n---\nhome: EU', 'home: EU', 'policy.several-documents'],
];

describe('the configuration', () => {
  for (const [name, text] of Object.entries(good)) {
    it(`takes ${name}`, () => {
      const { configuration, problems } = readConfiguration(text, '.sovlint.yaml', data);
      assert.deepEqual(problems, []);
      const content = parse(text, { merge: true }) ?? {};
      const { path, ranges, ...read } = configuration!;
      assert.equal(path, '.sovlint.yaml');
      assert.deepEqual(plain(read), plain(content));
      assert.ok(fitsSchema(content), JSON.stringify(fitsSchema.errors));
      assert.equal(ranges.has('home'), 'home' in (content as object));
    });
  }

  it('keeps an account id as it is written', () => {
    const { configuration } = readConfiguration('allow: { accounts: [012345678901] }', 'c', data);
    assert.deepEqual(configuration?.allow?.accounts, ['012345678901']);
  });

  for (const [text, at, key, meant] of [...bad, ...badBeyondSchema]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const { configuration, problems } = readConfiguration(text, 'a/.sovlint.yaml', data);
      assert.equal(configuration, undefined);
      assert.deepEqual(
        problems.map(({ path, range, message }) => [
          path,
          text.slice(range?.start, range?.end).trim(),
          message.key,
          message.args?.meant,
        ]),
        [['a/.sovlint.yaml', at.trim(), key, meant]],
      );
      const english = localize(problems[0]!.message, 'en', texts);
      assert.doesNotMatch(english, /[{}]|^policy\./);
      assert.doesNotMatch(localize(problems[0]!.message, 'ko', texts), /\{\w+\}|^policy\./);
    });
  }

  for (const [text] of bad)
    it(`and so does the schema: ${JSON.stringify(text)}`, () => assert.equal(fitsSchema(parse(text)), false));

  it('finds every mistake, not the first alone', () => {
    const { problems } = readConfiguration('home: XX\nignore: a\nrules: { a: b }\n', 'c', data);
    assert.deepEqual(problems.map(({ message }) => message.key).sort(), [
      'policy.bad-jurisdiction',
      'policy.bad-rule',
      'policy.expected-list',
    ]);
  });

  it('reports broken YAML and templates, and never throws', () => {
    for (const text of ['home: [', 'a: b: c', '\t- x', '{{ if }}\nhome: KR\n{{ end }}', '*x', '\u0000']) {
      const { configuration, problems } = readConfiguration(text, 'c', data);
      assert.ok(problems.length > 0, text);
      assert.equal(configuration, undefined, text);
    }
  });
});

describe("the configuration's schema", () => {
  it('offers every country and bloc of the facts, and no other', () => {
    const { definitions } = schema as { definitions: Record<string, { enum: string[] }> };
    const { countries } = data['facts/countries.yaml'] as { countries: object };
    assert.deepEqual(definitions.jurisdiction!.enum.toSorted(), Object.keys(countries).toSorted());
  });

  it('offers every rule of the core pack', () => {
    const { definitions } = schema as {
      definitions: { rules: { propertyNames: { anyOf: [{ enum: string[] }] } } };
    };
    const offered = definitions.rules.propertyNames.anyOf[0].enum;
    assert.deepEqual(
      ruleIds(data).filter((rule) => !offered.includes(rule)),
      [],
    );
  });
});

/** Texts throughout, as configurations are compared: accounts may be written as numbers. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner) => (typeof inner === 'number' ? String(inner) : inner));
}
