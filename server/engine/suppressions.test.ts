import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../packs/scan.testing';

const rule = 'where/offshore-region';
const home = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const ignore = `sovlint:ignore ${rule} -- the auditor asks for it`;
const topic = (name: string, inside: string) => `resource "aws_sns_topic" "${name}" {\n${inside}}\n`;
const far = '  region = "us-east-1"\n';

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly found?: readonly string[];
  /** Reasons of what is taken away. */
  readonly taken?: readonly string[];
  readonly problems?: readonly string[];
  /** The day of the run; 2026-11-23 unless said. */
  readonly today?: string;
}

const reason = 'the auditor asks for it';
const here = `main.tf:5 error ${rule} us-east-1 -> aws_sns_topic.a`;
const shared = `${home}variable "region" {\n  default = "us-east-1"\n}\n`;

const cases: readonly Case[] = [
  {
    what: 'on the same line',
    files: { 'main.tf': home + topic('a', `  region = "us-east-1" # ${ignore}\n`) },
    taken: [reason],
  },
  {
    what: 'on the line above',
    files: { 'main.tf': home + topic('a', `  # ${ignore}\n${far}`) },
    taken: [reason],
  },
  {
    what: 'further comments may stand between',
    files: { 'main.tf': home + topic('a', `  # ${ignore}\n  // see the contract\n\n${far}`) },
    taken: [reason],
  },
  {
    what: 'above a block, for all of it',
    files: { 'main.tf': `${home}/* ${ignore} */\n${topic('a', `  name = "a"\n\n${far}`)}` },
    taken: [reason],
  },
  {
    what: 'not for the line after the next, nor for the next block',
    files: { 'main.tf': `${home}# ${ignore}\n${topic('b', '')}${topic('a', far)}` },
    found: [`main.tf:8 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'inside a block, for one line of it',
    files: {
      'main.tf': `${home}resource "aws_subnet" "s" {\n  # ${ignore}\n  cidr_block        = "10.0.0.0/24"\n  availability_zone = "us-east-1a"\n}\n`,
    },
    found: [`main.tf:7 error ${rule} us-east-1a -> aws_subnet.s`],
  },
  {
    what: 'of another rule',
    files: {
      'main.tf': home + topic('a', `  region = "us-east-1" # sovlint:ignore read/offshore-key -- x\n`),
    },
    found: [here],
  },
  {
    what: 'of several rules, or of a question',
    files: {
      'main.tf':
        home +
        topic('a', `  region = "us-east-1" # sovlint:ignore read/offshore-key, ${rule} -- one\n`) +
        topic('b', '  region = "us-east-1" # sovlint:ignore where/* -- two\n'),
    },
    taken: ['one', 'two'],
  },
  {
    what: 'without a reason it is a problem, and takes nothing away',
    files: { 'main.tf': home + topic('a', `  region = "us-east-1" # sovlint:ignore ${rule}\n`) },
    found: [here],
    problems: ['suppression.no-reason'],
  },
  {
    what: 'with nothing but a date it has no reason',
    files: {
      'main.tf': home + topic('a', `  region = "us-east-1" # sovlint:ignore ${rule} -- until 2027-01-01\n`),
    },
    found: [here],
    problems: ['suppression.no-reason'],
  },
  {
    what: 'without a rule it is a problem',
    files: { 'main.tf': home + topic('a', '  region = "us-east-1" # sovlint:ignore -- because\n') },
    found: [here],
    problems: ['suppression.no-rule'],
  },
  {
    what: 'with a date that is no date it is a problem',
    files: { 'main.tf': home + topic('a', `  region = "us-east-1" # ${ignore} until 2027-13-01\n`) },
    found: [here],
    problems: ['suppression.no-date'],
  },
  {
    what: 'until a day, on that day',
    files: { 'main.tf': home + topic('a', `  region = "us-east-1" # ${ignore} until 2027-01-01\n`) },
    taken: [reason],
    today: '2027-01-01',
  },
  {
    what: 'until a day, on the next',
    files: { 'main.tf': home + topic('a', `  region = "us-east-1" # ${ignore} until 2027-01-01\n`) },
    found: [here],
    today: '2027-01-02',
  },
  {
    what: 'at a use: that entry goes, the others stay',
    files: {
      'main.tf': `${shared}${topic('a', '  region = var.region\n')}${topic('b', `  region = var.region # ${ignore}\n`)}`,
    },
    found: [`main.tf:5 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'above an affected thing: that entry goes',
    files: {
      'main.tf': `${shared}${topic('a', '  region = var.region\n')}# ${ignore}\n${topic('b', '  region = var.region\n')}`,
    },
    found: [`main.tf:5 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'at every use: the finding goes with its last entry',
    files: {
      'main.tf': `${shared}${['a', 'b'].map((name) => topic(name, `  region = var.region # ${ignore}\n`)).join('')}`,
    },
    taken: [reason],
  },
  {
    what: 'on the way: at the call through which the value comes',
    files: {
      'main.tf': `${shared}${['one', 'two'].map((name, i) => `module "${name}" {\n  source = "./m"\n  region = var.region${i ? ` # ${ignore}` : ''}\n}\n`).join('')}`,
      'm/main.tf': `variable "region" {}\n${topic('a', '  region = var.region\n')}`,
    },
    found: [`main.tf:5 error ${rule} us-east-1 -> module.one.aws_sns_topic.a`],
  },
  {
    what: 'at everything that a provider block governs: the block alone is no finding',
    files: {
      'main.tf': `provider "aws" {\n  region = "us-east-1"\n}\n# ${ignore}\n${topic('a', '')}`,
    },
    taken: [reason],
  },
  {
    what: 'above a provider block, for what takes its region from it',
    files: {
      'main.tf': `# ${ignore}\nprovider "aws" {\n  region = var.region\n}\nvariable "region" {\n  default = "us-east-1"\n}\n${topic('a', '')}${topic('b', '  region = var.region\n')}`,
    },
    found: [`main.tf:6 error ${rule} us-east-1 -> aws_sns_topic.b`],
  },
  {
    what: 'in a variables file',
    files: {
      'main.tf': `${home}variable "region" {}\n${topic('a', '  region = var.region\n')}`,
      'terraform.tfvars': `# ${ignore}\nregion = "us-east-1"\n`,
    },
    taken: [reason],
  },
  {
    what: 'in a manifest, above an object and on a line',
    files: {
      'a.yaml': `# ${ignore}\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  nodeSelector:\n    topology.kubernetes.io/region: us-west-2\n  containers: []\n`,
      'b.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec:\n  nodeSelector:\n    topology.kubernetes.io/region: us-west-2 # ${ignore}\n  containers: []\n`,
    },
    taken: [reason, reason],
  },
  {
    what: 'in a template, above a resource',
    files: {
      'template.yaml': `Resources:\n  # ${ignore}\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      AvailabilityZone: us-east-1a\n  Other:\n    Type: AWS::EC2::Subnet\n    Properties:\n      AvailabilityZone: us-east-1b\n`,
    },
    found: [`template.yaml:10 error ${rule} us-east-1b -> Other`],
    taken: [reason],
  },
  {
    what: 'what only looks like a comment is none',
    files: { 'main.tf': home + topic('a', `  name   = "# ${ignore}"\n${far}`) },
    found: [`main.tf:6 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
];

describe('suppressions in the code', () => {
  for (const { what, files, found = [], taken = [], problems = [], today } of cases) {
    it(what, () => {
      const project = openFiles(files, today === undefined ? {} : { today });
      const report = project.report();
      assert.deepEqual(findingsIn(project, rule), found);
      assert.deepEqual(
        report.suppressed.filter((one) => one.rule === rule).map((one) => one.reason),
        taken,
      );
      assert.deepEqual(
        report.problems.map((one) => one.message.key),
        problems,
      );
    });
  }

  it('says where, until when and by what', () => {
    const text = home + topic('a', `  region = "us-east-1" # ${ignore} until 2027-01-01\n`);
    const [taken] = openFiles({ 'main.tf': text })
      .report()
      .suppressed.filter((one) => one.rule === rule);
    const start = text.indexOf('us-east-1');
    assert.deepEqual(taken, {
      rule,
      at: { path: 'main.tf', range: { start, end: start + 'us-east-1'.length } },
      reason,
      until: '2027-01-01',
      by: 'comment',
    });
  });
});
