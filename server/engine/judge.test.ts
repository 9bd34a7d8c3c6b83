import assert from 'node:assert/strict';
import { memoryHost } from '../core/host.memory';
import { governanceOf } from '../packs/governance';
import { findingsIn, knowledge, openFiles } from '../packs/scan.testing';
import { openProject } from './project';
import type { Place } from './types';

const home = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const topic = (region: string) => `resource "aws_sns_topic" "a" {\n  region = ${region}\n}\n`;
const rule = 'where/offshore-region';

/** A team's pack of one rule, and the configuration that names it. */
function pack(select: string, when: string, rest = ''): Record<string, string> {
  return {
    '.sovlint.yaml': 'home: KR\nextends: [kr, ./packs/acme]\n',
    'packs/acme/rule.yaml': `id: acme/rule\nseverity: error\ntitle: A rule\nselect: ${select}\nwhen: ${when}\nmessage: "{thing}: {value}"\n${rest}`,
  };
}

describe('unknown is never a finding', () => {
  const conditions: readonly [when: string, onUnknown: boolean, onForeign: boolean][] = [
    ['{ countries: { noneIn: $allowed.countries } }', false, true],
    ['{ not: { countries: { someIn: $allowed.countries } } }', false, true],
    ['{ not: { not: { countries: { noneIn: $allowed.countries } } } }', false, true],
    ['{ not: { all: [{ role: own }, { countries: { someIn: $allowed.countries } }] } }', false, true],
    ['{ not: { any: [{ role: copy }, { countries: { someIn: $allowed.countries } }] } }', false, true],
    ['{ any: [{ role: own }, { countries: { noneIn: $allowed.countries } }] }', true, true],
    ['{ not: { certainly: { countries: { someIn: $allowed.countries } } } }', true, true],
    ['{ countries: { exists: true } }', false, true],
    ['{ countries: { exists: false } }', false, false],
    ['{ not: { countries: { exists: false } } }', false, true],
    ['{ unbounded: { notIn: [true] } }', false, true],
  ];
  for (const [when, onUnknown, onForeign] of conditions) {
    it(`a region that no fact knows, under ${when}`, () => {
      const found = (region: string) =>
        findingsIn(
          openFiles({
            'main.tf': home + topic(region),
            ...pack('{ facet: place, type: aws_sns_topic }', when),
          }),
          'acme/rule',
        ).length;
      assert.equal(found('"moon-central-1"'), onUnknown ? 1 : 0);
      assert.equal(found('var.region'), onUnknown ? 1 : 0);
      assert.equal(found('"us-east-1"'), onForeign ? 1 : 0);
    });
  }

  it('but is listed, with the reason and what would settle it', () => {
    const { findings, unknowns } = openFiles({ 'main.tf': home + topic('"moon-central-1"') }).report();
    assert.deepEqual(
      findings.filter((finding) => finding.rule.startsWith('where/')),
      [],
    );
    const [unknown] = unknowns.filter((one) => one.at.range.start > home.length);
    assert.equal(unknown!.reason.key, 'facets.unknown-code');
    assert.ok(unknown!.settle);
  });
});

describe('how grave a verdict is', () => {
  const arm = 'variable "p" {\n  type = bool\n}\n';
  const base = { 'main.tf': home + topic('"us-east-1"') };
  const uncertain = { 'main.tf': home + arm + topic('var.p ? "us-east-1" : "ap-northeast-2"') };
  const dataset = {
    'main.tf':
      'resource "google_bigquery_dataset" "d" {\n  dataset_id = "d"\n}\nprovider "google" {\n  region = "asia-northeast3"\n}\n',
  };
  const set = (severity: string) => ({ '.sovlint.yaml': `home: KR\nrules: { ${rule}: ${severity} }\n` });
  const severities: Record<string, readonly [files: Record<string, string>, severity: string]> = {
    'the rule says': [base, 'error'],
    'the configuration says': [{ ...base, ...set('info') }, 'info'],
    'one step lower where a run may not reach it': [uncertain, 'warning?'],
    'one step lower than the configuration says': [{ ...uncertain, ...set('warning') }, 'info?'],
    'no lower than an info': [{ ...uncertain, ...set('info') }, 'info?'],
    'a case of the rule says': [dataset, 'warning'],
    'a case that makes less of it goes on doing so': [{ ...dataset, ...set('error') }, 'warning'],
    'a case is never graver than what is set': [{ ...dataset, ...set('info') }, 'info'],
    'what a parameter is merely allowed to be is an info': [
      {
        'template.yaml':
          'Parameters:\n  Zone: { Type: String, AllowedValues: [us-east-1a, ap-northeast-2a] }\nResources:\n  Subnet: { Type: "AWS::EC2::Subnet", Properties: { AvailabilityZone: !Ref Zone } }\n',
      },
      'info?',
    ],
  };
  for (const [what, [files, severity]] of Object.entries(severities)) {
    it(what, () => {
      const found = findingsIn(openFiles(files), rule).map((line) => line.split(' ')[1]);
      assert.deepEqual(found, [severity]);
    });
  }

  const confidences: Record<string, string> = {
    high: 'error',
    medium: 'error',
    'general-knowledge': 'warning',
    unconfirmed: 'info',
  };
  for (const [confidence, severity] of Object.entries(confidences)) {
    it(`a fact of confidence ${confidence}: ${severity}`, () => {
      const host = memoryHost(base);
      const known = knowledge();
      const doubted = (place: Place | undefined) => place && ({ ...place, confidence } as Place);
      const facts = {
        ...known.facts,
        place: (provider: string, code: string) => doubted(known.facts.place(provider, code)),
      };
      const { policy, rules } = governanceOf(host, known, {});
      const project = openProject({
        host,
        files: ['main.tf'],
        knowledge: { ...known, facts },
        policy,
        rules,
      });
      assert.deepEqual(findingsIn(project, rule), [
        `main.tf:5 ${severity} ${rule} us-east-1 -> aws_sns_topic.a`,
      ]);
    });
  }
});

describe('which rules run', () => {
  const files = { 'main.tf': `${home}resource "aws_instance" "a" {\n  region = "us-east-1"\n}\n` };
  const off = 'operate/foreign-operator';
  const rulesOf = (rules: readonly string[], configuration = 'home: KR\n') => [
    ...new Set(
      openFiles({ ...files, '.sovlint.yaml': configuration }, { rules })
        .report()
        .findings.map((one) => one.rule),
    ),
  ];
  const cases: Record<string, readonly [found: readonly string[], expected: readonly string[]]> = {
    'those that are on': [rulesOf([]), ['operate/missing-operator-tag', rule]],
    'one that is named': [rulesOf([rule]), [rule]],
    'those that a glob names': [rulesOf(['operate/*']), ['operate/missing-operator-tag']],
    'one that is off, named exactly': [rulesOf([off]), [off]],
    'one that is off, beside a glob': [rulesOf(['where/*', off]), [off, rule]],
    'one that the configuration turns on': [
      rulesOf(['operate/foreign-*'], `rules: { ${off}: info }\n`),
      [off],
    ],
    'one that the configuration turns off, named exactly': [
      rulesOf([rule], `rules: { ${rule}: off }\n`),
      [rule],
    ],
    'none that the configuration turns off': [rulesOf(['where/*'], `rules: { ${rule}: off }\n`), []],
  };
  for (const [what, [found, expected]] of Object.entries(cases)) {
    it(what, () => assert.deepEqual([...found].sort(), [...expected].sort()));
  }
});

describe('a raw attribute', () => {
  const bucket = (inside: string) => `${home}resource "aws_s3_bucket" "b" {\n${inside}}\n`;
  const cases: readonly [what: string, when: string, text: string, found: readonly string[]][] = [
    [
      'is what the code says',
      '{ value: true }',
      '  force_destroy = true\n',
      ['main.tf:5 error acme/rule true -> aws_s3_bucket.b'],
    ],
    [
      'is found through a variable',
      '{ value: true }',
      '  force_destroy = var.f\n}\nvariable "f" {\n  default = true\n',
      ['main.tf:8 error acme/rule true -> aws_s3_bucket.b'],
    ],
    [
      'may be left out',
      '{ value: { exists: false } }',
      '',
      ['main.tf:4 error acme/rule resource "aws_s3_bucket" "b" -> aws_s3_bucket.b'],
    ],
    [
      'is left out when it is null',
      '{ value: { exists: false } }',
      '  force_destroy = null\n',
      ['main.tf:4 error acme/rule resource "aws_s3_bucket" "b" -> aws_s3_bucket.b'],
    ],
    [
      'is not left out when it is unknown',
      '{ value: { exists: false } }',
      '  force_destroy = var.f\n}\nvariable "f" {\n',
      [],
    ],
    [
      'is judged for each candidate',
      '{ value: true }',
      '  force_destroy = var.f ? true : false\n}\nvariable "f" {\n  type = bool\n',
      ['main.tf:5 warning? acme/rule true -> aws_s3_bucket.b'],
    ],
  ];
  for (const [what, when, text, found] of cases) {
    it(what, () => {
      const files = { 'main.tf': bucket(text), ...pack('{ type: "aws_*", attribute: force_destroy }', when) };
      assert.deepEqual(findingsIn(openFiles(files), 'acme/rule'), found);
    });
  }

  it('that cannot be told is listed, and explained', () => {
    const text = bucket('  force_destroy = var.f\n}\nvariable "f" {\n');
    const project = openFiles({
      'main.tf': text,
      ...pack('{ type: "aws_*", attribute: force_destroy }', '{ value: true }'),
    });
    assert.ok(project.report().unknowns.some((one) => one.what.args?.argument === 'force_destroy'));
    const [explained] = project.explain('main.tf', text.indexOf('var.f'));
    assert.equal(explained!.facet.argument, 'force_destroy');
  });
});
