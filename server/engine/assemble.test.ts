import assert from 'node:assert/strict';
import { applied, findingsIn, openFiles } from '../packs/scan.testing';

const placed = 'where/offshore-region';
const provider = (region: string) => `provider "aws" {\n  region = ${region}\n}\n`;
const topic = (name: string, inside = '') => `resource "aws_sns_topic" "${name}" {${inside}}\n`;

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly rule?: string;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'many resources under one provider block: one finding at the literal',
    files: { 'main.tf': provider('"us-east-1"') + topic('a') + topic('b') + topic('c') },
    found: [`main.tf:2 error ${placed} us-east-1 -> aws_sns_topic.a, aws_sns_topic.b, aws_sns_topic.c`],
  },
  {
    what: 'a provider block that governs nothing stands for itself',
    files: { 'main.tf': provider('"us-east-1"') },
    found: [`main.tf:2 error ${placed} us-east-1 -> provider.aws`],
  },
  {
    what: 'a literal in a variables file that two variables lead to through one',
    files: {
      'main.tf': `${provider('var.region')}variable "region" {}\n${topic('a')}${topic('b', '\n  region = var.region\n')}`,
      'terraform.tfvars': 'region = "us-east-1"\n',
    },
    found: [`terraform.tfvars:1 error ${placed} us-east-1 -> aws_sns_topic.a, aws_sns_topic.b`],
  },
  {
    what: 'a block used several times is one thing',
    files: {
      'main.tf':
        provider('"us-east-1"') +
        topic('a', '\n  count = 3\n') +
        topic('b', '\n  for_each = toset(["x", "y"])\n'),
    },
    found: [`main.tf:2 error ${placed} us-east-1 -> aws_sns_topic.a, aws_sns_topic.b`],
  },
  {
    what: 'one literal handed to two calls of a module is one cause, two literals are two',
    files: {
      'main.tf':
        'locals {\n  far = "us-east-1"\n}\n' +
        ['one', 'two']
          .map((name) => `module "${name}" {\n  source = "./m"\n  region = local.far\n}\n`)
          .join('') +
        'module "three" {\n  source = "./m"\n  region = "us-west-2"\n}\n' +
        provider('"ap-northeast-2"'),
      'm/main.tf': `variable "region" {}\n${topic('a', '\n  region = var.region\n')}`,
    },
    found: [
      `main.tf:2 error ${placed} us-east-1 -> module.one.aws_sns_topic.a, module.two.aws_sns_topic.a`,
      `main.tf:14 error ${placed} us-west-2 -> module.three.aws_sns_topic.a`,
    ],
  },
  {
    what: 'each candidate is judged by itself, one step lower where a run may not reach it',
    files: {
      'main.tf': `variable "prod" {\n  type = bool\n}\n${provider('var.prod ? "us-east-1" : "us-west-2"')}${topic('a')}`,
    },
    found: [
      `main.tf:5 warning? ${placed} us-east-1 -> aws_sns_topic.a`,
      `main.tf:5 warning? ${placed} us-west-2 -> aws_sns_topic.a`,
    ],
  },
  {
    what: 'every element that is iterated is reached',
    files: {
      'main.tf':
        provider('"ap-northeast-2"') +
        'resource "aws_subnet" "s" {\n  for_each          = toset(["us-east-1a", "ap-northeast-2a", "us-east-1b"])\n  availability_zone = each.key\n}\n',
    },
    found: [
      `main.tf:5 error ${placed} us-east-1a -> aws_subnet.s`,
      `main.tf:5 error ${placed} us-east-1b -> aws_subnet.s`,
    ],
  },
  {
    what: 'what only a run of its own reaches is uncertain; what the run without it reaches too is certain',
    files: {
      'main.tf': `variable "region" {\n  default = "ap-northeast-2"\n}\n${provider('var.region')}${topic('a')}${topic('b', '\n  region = "us-west-2"\n')}`,
      'load.tfvars': 'region = "us-east-1"\n',
    },
    found: [
      `load.tfvars:1 warning? ${placed} us-east-1 -> aws_sns_topic.a`,
      `main.tf:9 error ${placed} us-west-2 -> aws_sns_topic.b`,
    ],
  },
  {
    what: 'a value that something overrides is not judged',
    files: {
      'main.tf': `variable "region" {\n  default = "us-east-1"\n}\n${provider('var.region')}${topic('a')}`,
      'terraform.tfvars': 'region = "ap-northeast-2"\n',
    },
    found: [],
  },
  {
    what: 'what is switched off for certain is not judged',
    files: {
      'main.tf': provider('"ap-northeast-2"') + topic('a', '\n  count  = 0\n  region = "us-east-1"\n'),
    },
    found: [],
  },
  {
    what: 'places in a library may be replaced',
    files: {
      'main.tf': `variable "region" {\n  default = "us-east-1"\n}\n${topic('a', '\n  region = var.region\n')}`,
    },
    found: [`main.tf:2 warning? ${placed} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'findings stand in the order of file, offset and rule',
    files: {
      'b.tf': topic('b', '\n  region = "us-east-1"\n'),
      'a.tf':
        provider('"ap-northeast-2"') +
        'resource "aws_sqs_queue" "q" {\n  region = "us-east-1"\n  kms_master_key_id = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"\n}\n',
    },
    rule: '*',
    found: [
      'a.tf:1 warning operate/missing-operator-tag provider "aws" -> aws_sqs_queue.q, aws_sns_topic.b',
      `a.tf:5 error ${placed} us-east-1 -> aws_sqs_queue.q`,
      'a.tf:6 info read/foreign-held-key arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab -> aws_sqs_queue.q',
      'b.tf:1 warning read/provider-managed-key resource "aws_sns_topic" "b" -> aws_sns_topic.b',
      `b.tf:2 error ${placed} us-east-1 -> aws_sns_topic.b`,
    ],
  },
];

describe('one cause, one finding', () => {
  for (const { what, files, rule = placed, found } of cases) {
    it(what, () => assert.deepEqual(findingsIn(openFiles(files), rule === '*' ? undefined : rule), found));
  }

  it('leads from the use to the deciding text', () => {
    const files = {
      'main.tf': `${provider('var.region')}variable "region" {}\n${topic('a')}`,
      'terraform.tfvars': 'region = "us-east-1"\n',
    };
    const [finding] = openFiles(files)
      .report()
      .findings.filter(({ rule }) => rule === placed);
    assert.deepEqual(
      finding!.trace.map(({ step, name, at }) => [step, name, at.path]),
      [
        ['provider', 'provider.aws', 'main.tf'],
        ['variable', 'var.region', 'main.tf'],
        ['variable-file', 'terraform.tfvars', 'terraform.tfvars'],
      ],
    );
  });

  it('mends a shared variable by one edit, and says how many things that moves', () => {
    const files = {
      'main.tf': `variable "region" {\n  default = "us-east-1"\n}\n${provider('"ap-northeast-2"')}${topic('a', '\n  region = var.region\n')}${topic('b', '\n  region = var.region\n  count  = 2\n')}`,
    };
    const [finding] = openFiles(files)
      .report()
      .findings.filter(({ rule }) => rule === placed);
    const [fix] = finding!.fixes;
    assert.equal(fix!.edits.length, 1);
    assert.deepEqual(fix!.title, {
      key: 'fix.nearest-region-many',
      args: { with: 'ap-northeast-2', city: { en: 'Seoul', ko: '서울' }, count: 2 },
    });
    assert.deepEqual(findingsIn(openFiles(applied(files, fix!)), placed), []);
  });
});
