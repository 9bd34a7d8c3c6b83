import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderWith, queueIn, remove, sovlint } from './sovlint.testing';

describe('explain', () => {
  let folder: string;
  before(() => {
    folder = folderWith({
      'env/main.tf': queueIn('us-east-1').replace('"us-east-1"', 'var.region'),
      'env/variables.tf': 'variable "region" {}\n',
      'env/terraform.tfvars': 'region = "us-east-1"\n',
      'beside/notes.txt': '',
      'open.tf':
        'variable "region" {}\nprovider "aws" {\n  alias = "x"\n  region = var.region\n}\nresource "aws_sqs_queue" "q" {\n  provider = aws.x\n}\n',
    });
  });
  after(() => remove(folder));

  const way = (path: string) =>
    [
      'provider.region of aws_sqs_queue.a',
      `  └ provider.aws  ${path}main.tf:2:3`,
      `    └ var.region  ${path}variables.tf:1:1`,
      `      └ terraform.tfvars  ${path}terraform.tfvars:1:1`,
      `        └ "us-east-1"  ${path}terraform.tfvars:1:11`,
      '  error SQS queue aws_sqs_queue.a is placed in us-east-1 (United States), outside South Korea; choose a region in South Korea [where/offshore-region]',
      '',
    ].join('\n');

  // place | from which folder | what the answer holds
  const places: readonly [string, string, string][] = [
    ['env/terraform.tfvars:1', '', way('env/')],
    ['env/terraform.tfvars:1:12', '', way('env/')],
    ['terraform.tfvars:1:12', 'env', way('')],
    ['../env/terraform.tfvars:1', 'beside', way('../env/')],
    ['env/terraform.tfvars:1:1', '', way('env/')],
    ['env/main.tf:2', '', way('env/')],
    ['env/main.tf:5:5', '', 'no value is judged at env/main.tf:5:5\n'],
    ['beside/notes.txt:1', '', 'no value is judged at beside/notes.txt:1\n'],
    [
      'open.tf:4',
      '',
      'region of provider.aws.x\n  └ var.region  open.tf:1:1\n  cannot be told: variable "region" has no value\n  to settle it: ',
    ],
  ];
  for (const [place, from, expected] of places) {
    it(`tells how ${place} was resolved, from ${from || 'the root'}`, async () => {
      const { status, out, error } = await sovlint(join(folder, from), `explain ${place}`);
      assert.equal(status, 0, error);
      assert.ok(out.includes(expected), out);
    });
  }

  it('speaks Korean', async () => {
    const { out } = await sovlint(folder, 'explain env/terraform.tfvars:1 --lang ko');
    assert.match(out, /^aws_sqs_queue\.a의 provider\.region$/m);
    assert.match(out, /^ {2}오류 .*\[where\/offshore-region\]$/m);
  });
});

describe('rules', () => {
  it('lists every rule with its severity under the profile and configuration', async () => {
    const folder = folderWith({
      '.sovlint.yaml': 'rules: { where/unpinned-region: off, operate/missing-operator-tag: error }\n',
    });
    const { out } = await sovlint(folder, 'rules');
    remove(folder);
    const severities = Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 2) as [string, string]),
    );
    assert.equal(severities['where/offshore-region'], 'error');
    assert.equal(severities['where/unpinned-region'], 'off');
    assert.equal(severities['operate/missing-operator-tag'], 'error');
    assert.equal(severities['operate/foreign-operator'], 'off');
  });

  it('prints a rule\u2019s page in both languages', async () => {
    const folder = folderWith({});
    const english = await sovlint(folder, 'rules where/offshore-region');
    const korean = await sovlint(folder, 'rules where/offshore-region --lang ko');
    remove(folder);
    assert.match(english.out, /^where\/offshore-region \(error, core\): Placed outside\n\n/);
    assert.match(english.out, /\n\nterraform: ✗\n {4}provider "aws" \{/);
    assert.match(korean.out, /^where\/offshore-region \(error, core\): [가-힣 ]+\n\n/);
  });
});
