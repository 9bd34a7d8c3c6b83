import assert from 'node:assert/strict';
import { planOf } from '../dialects/plan/plan.testing';
import { type Files, folderWith, remove, sovlint } from './sovlint.testing';

const plan = planOf([{ address: 'aws_sns_topic.a', values: { name: 'a' } }], {
  variables: { region: 'us-east-1' },
  providers: { aws: { region: { constant_value: 'us-east-1' } } },
});
const source =
  'provider "aws" {\n  region = var.region\n}\nvariable "region" {}\nresource "aws_sns_topic" "a" {\n  name = "a"\n}\n';

// what it shows | files | words | status | files of the findings | standard error
const scans: readonly [string, Files, string, number, string[], RegExp][] = [
  [
    'judges a plan beside what is scanned',
    { 'p.json': plan, 'a.txt': '' },
    '--plan p.json',
    1,
    ['p.json'],
    /./,
  ],
  [
    'judges several',
    { 'p.json': plan, 'q.json': plan },
    '--plan p.json --plan=q.json',
    1,
    ['p.json', 'q.json'],
    /./,
  ],
  [
    'reports on a plan beside named files',
    { 'p.json': plan, 'a.tf': '' },
    'a.tf --plan p.json',
    1,
    ['p.json'],
    /./,
  ],
  ['takes a plan by any name', { 'p.out': plan }, '--plan p.out', 1, ['p.out'], /./],
  [
    'shows a value of the command line in the plan',
    { 'p.json': plan, 'main.tf': source },
    '--plan p.json',
    1,
    ['p.json'],
    /./,
  ],
  [
    'names a plan outside the scanned folder',
    { 'p.json': plan, 'in/a.txt': '' },
    'in --plan p.json',
    1,
    ['../p.json'],
    /./,
  ],
  ['says where there is no plan', {}, '--plan p.json', 3, [], /^sovlint: p\.json: There is no such file/],
  [
    'says what is no plan',
    { 'p.json': '{}' },
    '--plan p.json',
    3,
    [],
    /^sovlint: p\.json: this is not what terraform show/,
  ],
  [
    'says what is a state of another version, in Korean too',
    { 'p.json': '{"version":3,"serial":1,"lineage":"x"}' },
    '--plan p.json --lang ko',
    3,
    [],
    /^sovlint: p\.json: 플랜 형식 버전 3/,
  ],
  [
    'says what to give in place of a saved plan',
    { 'p.bin': 'PK\u0003\u0004\u0000' },
    '--plan p.bin',
    3,
    [],
    /^sovlint: p\.bin: .*terraform show -json p\.bin/,
  ],
  ['needs a file', {}, '--plan', 2, [], /^sovlint: --plan needs a value\n$/],
];

describe('--plan', () => {
  for (const [name, files, words, status, places, error] of scans) {
    it(name, async () => {
      const folder = folderWith(files);
      try {
        const outcome = await sovlint(folder, `scan --home KR --rule where/* --format json ${words}`);
        const findings = outcome.out === '' ? [] : (JSON.parse(outcome.out).findings as { file: string }[]);
        assert.deepEqual(
          findings.map(({ file }) => file),
          places,
        );
        assert.equal(outcome.status, status, outcome.error);
        assert.match(outcome.error, error);
      } finally {
        remove(folder);
      }
    });
  }

  it('quotes no line of a plan: what stands beside a place may be secret', async () => {
    const secret = planOf([
      { address: 'aws_ebs_volume.a', values: { availability_zone: 'us-east-1a', password: 'hidden' } },
    ]).replaceAll('\n', '');
    const folder = folderWith({ 'p.json': secret });
    try {
      const { out } = await sovlint(folder, 'scan --home KR --plan p.json');
      assert.match(out, /us-east-1a/);
      assert.doesNotMatch(out, /hidden|"availability_zone"/);
    } finally {
      remove(folder);
    }
  });
});
