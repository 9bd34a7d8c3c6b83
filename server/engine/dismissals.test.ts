import assert from 'node:assert/strict';
import { memoryHost } from '../core/host.memory';
import { governanceOf } from '../packs/governance';
import { findingsIn, knowledge, openFiles } from '../packs/scan.testing';
import { openProject } from './project';

const rule = 'where/offshore-region';
const provider = (region: string, name = 'main') =>
  `provider "aws" {\n${name === 'main' ? '' : `  alias  = "${name}"\n`}  region = "${region}"\n}\n`;
const home = provider('ap-northeast-2');
const topic = (name: string, region = '"us-east-1"') =>
  `resource "aws_sns_topic" "${name}" {\n  region = ${region}\n}\n`;
const certificate = 'resource "aws_acm_certificate" "c" {\n  domain_name = "example.kr"\n}\n';
const allowed = (rest: string) => `home: KR\nallow:\n  regions: [{ ${rest}, reason: needed }]\n`;

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly configuration: string;
  readonly rule?: string;
  readonly found?: readonly string[];
  readonly taken?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'an allowed region passes everything, with the reason',
    files: { 'main.tf': home + topic('a') },
    configuration: allowed('region: us-east-1'),
    taken: ['needed'],
  },
  {
    what: 'an allowed region passes its zones',
    files: {
      'main.tf': `${home}resource "aws_subnet" "s" {\n  availability_zone = "us-east-1a"\n}\n`,
    },
    configuration: allowed('region: us-east-1'),
    taken: ['needed'],
  },
  {
    what: 'another region does not pass',
    files: { 'main.tf': home + topic('a') },
    configuration: allowed('region: us-west-2'),
    found: [`main.tf:5 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'an allowed region passes the types it names, by globs',
    files: {
      'main.tf': `${provider('us-east-1')}${certificate}resource "aws_sns_topic" "a" {}\nresource "aws_sqs_queue" "q" {}\n`,
    },
    configuration: allowed('region: us-east-1, types: [aws_acm_*, aws_sqs_queue]'),
    found: [`main.tf:2 error ${rule} us-east-1 -> aws_sns_topic.a`],
  },
  {
    what: 'a provider block passes when everything under it does',
    files: {
      'main.tf': `${home}${provider('us-east-1', 'far')}resource "aws_sqs_queue" "q" {\n  provider = aws.far\n}\n`,
    },
    configuration: allowed('region: us-east-1, types: [aws_sqs_queue]'),
    taken: ['needed'],
  },
  {
    what: 'a key in an allowed region passes',
    files: {
      'main.tf': `${home}resource "aws_sqs_queue" "q" {\n  kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"\n}\n`,
    },
    configuration: allowed('region: us-east-1'),
    rule: 'read/offshore-key',
    taken: ['needed'],
  },
  {
    what: 'ignore matches the file where a finding stands',
    files: { 'examples/main.tf': home + topic('a') },
    configuration: 'home: KR\nignore: ["examples/**"]\n',
  },
  {
    what: 'ignored files still give values',
    files: {
      'main.tf': `${home}variable "region" {\n  default = "us-east-1"\n}\n${topic('a', 'var.region')}`,
      'terraform.tfvars': 'region = "ap-northeast-2"\n',
    },
    configuration: 'home: KR\nignore: ["*.tfvars"]\n',
  },
  {
    what: 'ignore matches all that a finding affects',
    files: {
      'main.tf': `locals {\n  far = "us-east-1"\n}\n${home}${['x', 'y'].map((name) => `module "${name}" {\n  source = "./${name}"\n  region = local.far\n}\n`).join('')}`,
      'x/main.tf': `variable "region" {}\n${topic('a', 'var.region')}`,
      'y/main.tf': `variable "region" {}\n${topic('a', 'var.region')}`,
    },
    configuration: 'home: KR\nignore: ["x/**", "y/**"]\n',
  },
  {
    what: 'ignore does not match some of what a finding affects',
    files: {
      'main.tf': `locals {\n  far = "us-east-1"\n}\n${home}${['x', 'y'].map((name) => `module "${name}" {\n  source = "./${name}"\n  region = local.far\n}\n`).join('')}`,
      'x/main.tf': `variable "region" {}\n${topic('a', 'var.region')}`,
      'y/main.tf': `variable "region" {}\n${topic('a', 'var.region')}`,
    },
    configuration: 'home: KR\nignore: ["x/**"]\n',
    found: [`main.tf:2 error ${rule} us-east-1 -> module.x.aws_sns_topic.a, module.y.aws_sns_topic.a`],
  },
  {
    what: 'things in the file where it stands are affected too',
    files: {
      'main.tf': `locals {\n  far = "us-east-1"\n}\n${home}module "x" {\n  source = "./x"\n  region = local.far\n}\n${topic('a', 'local.far')}`,
      'x/main.tf': `variable "region" {}\n${topic('a', 'var.region')}`,
    },
    configuration: 'home: KR\nignore: ["x/**"]\n',
    found: [`main.tf:2 error ${rule} us-east-1 -> aws_sns_topic.a, module.x.aws_sns_topic.a`],
  },
  {
    what: 'an override switches off where it matches',
    files: { 'cdn/main.tf': home + topic('a'), 'main.tf': home + topic('b') },
    configuration: `home: KR\noverrides: [{ files: ["cdn/**"], rules: { ${rule}: off } }]\n`,
    found: [`main.tf:5 error ${rule} us-east-1 -> aws_sns_topic.b`],
  },
  {
    what: 'an override sets another severity where a finding stands, or for all that it affects',
    files: {
      'cdn/main.tf': home + topic('a'),
      'main.tf': `locals {\n  far = "us-west-2"\n}\n${home}module "x" {\n  source = "./cdn/x"\n  region = local.far\n}\n`,
      'cdn/x/main.tf': `variable "region" {}\n${topic('b', 'var.region')}`,
    },
    configuration: `home: KR\noverrides: [{ files: ["cdn/**"], rules: { ${rule}: info } }]\n`,
    found: [
      `cdn/main.tf:5 info ${rule} us-east-1 -> aws_sns_topic.a`,
      `main.tf:2 info ${rule} us-west-2 -> module.x.aws_sns_topic.b`,
    ],
  },
  {
    what: 'of several overrides the last counts',
    files: { 'cdn/main.tf': home + topic('a'), 'cdn/strict/main.tf': home + topic('b') },
    configuration: `home: KR\noverrides:\n  - { files: ["cdn/**"], rules: { ${rule}: off } }\n  - { files: ["cdn/strict/**"], rules: { ${rule}: warning } }\n`,
    found: [`cdn/strict/main.tf:5 warning ${rule} us-east-1 -> aws_sns_topic.b`],
  },
  {
    what: 'an override switches on for its files what is off for the rest',
    files: {
      'bank/main.tf': 'resource "aws_instance" "a" {}\n',
      'shop/main.tf': 'resource "aws_instance" "b" {}\n',
    },
    configuration:
      'home: KR\noverrides: [{ files: ["bank/**"], rules: { operate/foreign-operator: error } }]\n',
    rule: 'operate/foreign-operator',
    found: ['bank/main.tf:1 error operate/foreign-operator resource "aws_instance" "a" -> aws_instance.a'],
  },
  {
    what: 'an override is one step lower too where a run may not reach it',
    files: {
      'main.tf': `variable "p" {\n  type = bool\n}\n${home}${topic('a', 'var.p ? "us-east-1" : null')}`,
    },
    configuration: `home: KR\noverrides: [{ files: ["**"], rules: { ${rule}: warning } }]\n`,
    found: [`main.tf:8 info? ${rule} us-east-1 -> aws_sns_topic.a`],
  },
];

describe('what the configuration takes away', () => {
  for (const { what, files, configuration, rule: of = rule, found = [], taken = [] } of cases) {
    it(what, () => {
      const project = openFiles({ ...files, '.sovlint.yaml': configuration });
      assert.deepEqual(findingsIn(project, of), found);
      const suppressed = project.report().suppressed.filter((one) => one.rule === of);
      assert.deepEqual(
        suppressed.map(({ reason, by }) => [reason, by]),
        taken.map((reason) => [reason, 'configuration']),
      );
      assert.deepEqual(project.report().problems, []);
    });
  }

  describe('by fingerprint, also where there are no comments', () => {
    const template = JSON.stringify({
      Resources: { Subnet: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'us-east-1a' } } },
    });
    const files = { 'template.json': template };
    const [finding] = openFiles(files).report().findings;
    const allowing = (rest: string) =>
      `allow: { findings: [{ fingerprint: "${finding!.fingerprint}", reason: agreed${rest} }] }\n`;

    it('with a reason', () => {
      const report = openFiles({ ...files, '.sovlint.yaml': allowing('') }).report();
      assert.deepEqual(report.findings, []);
      assert.deepEqual(report.suppressed, [{ rule, at: finding!.at, reason: 'agreed', by: 'configuration' }]);
    });

    it('until a day', () => {
      const configuration = allowing(', until: 2027-01-01');
      const on = (today: string) =>
        openFiles({ ...files, '.sovlint.yaml': configuration }, { today }).report();
      assert.deepEqual(
        on('2027-01-01').suppressed.map((one) => one.until),
        ['2027-01-01'],
      );
      assert.equal(on('2027-01-02').findings.length, 1);
    });
  });

  it('by globs that count from the folder of a configuration above the root', () => {
    const configuration = 'home: KR\nignore: ["infra/old/**", "modules/**"]\n';
    const files = {
      '../.sovlint.yaml': configuration,
      'old/main.tf': home + topic('a'),
      'main.tf': `${home}module "m" {\n  source = "../modules/m"\n}\n${topic('b')}`,
      '../modules/m/main.tf': topic('c', '"us-west-2"'),
    };
    const host = memoryHost(files);
    const { policy, rules } = governanceOf(host, knowledge(), { configuration: '../.sovlint.yaml' });
    const project = openProject({
      host,
      files: ['main.tf', 'old/main.tf'],
      knowledge: knowledge(),
      policy,
      rules,
      rootInRepository: 'infra/',
    });
    assert.deepEqual(findingsIn(project, rule), [`main.tf:8 error ${rule} us-east-1 -> aws_sns_topic.b`]);
  });
});
