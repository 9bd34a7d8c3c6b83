import assert from 'node:assert/strict';
import { memoryHost } from '../../core/host.memory';
import { openProject, type Project } from '../../engine/project';
import { governanceOf } from '../../packs/governance';
import { findingsIn, knowledge } from '../../packs/scan.testing';
import { readPlan } from '.';
import { planOf, stateOf, storedStateOf } from './plan.testing';

function openPlan(files: Record<string, string>, rule = 'where/*'): Project {
  const host = memoryHost(files);
  const { policy, rules } = governanceOf(host, knowledge(), { today: '2026-11-23', rules: [rule] });
  const plan = readPlan('plan.json', files['plan.json']!);
  if ('problem' in plan) throw new Error(plan.problem.key);
  const paths = Object.keys(files).sort();
  return openProject({ host, files: paths, plans: [plan], knowledge: knowledge(), policy, rules });
}

const US = { region: { constant_value: 'us-east-1' } };
const KR = { region: { constant_value: 'ap-northeast-2' } };
const AWS =
  'provider "aws" {\n  region = var.region\n}\nvariable "region" {\n  default = "ap-northeast-2"\n}\n';

/** The lines of findings without their line numbers: those of JSON say little. */
function without(findings: readonly string[]): string[] {
  return findings.map((line) => line.replace(/:\d+ /, ' '));
}

describe('plans', () => {
  const alone: { name: string; plan: string; rule?: string; findings: string[] }[] = [
    {
      name: 'takes the region from the provider that the configuration names',
      plan: planOf(
        [
          { address: 'aws_sns_topic.a', values: { name: 'a' } },
          { address: 'aws_sns_topic.b', values: { name: 'b' }, providerKey: 'aws.us' },
        ],
        { providers: { aws: KR, 'aws.us': US } },
      ),
      findings: ['plan.json error where/offshore-region us-east-1 -> aws_sns_topic.b'],
    },
    {
      name: 'takes the place that a resource states',
      plan: planOf([
        { address: 'google_sql_database_instance.a', values: { region: 'us-central1' } },
        { address: 'module.n["x.y"].azurerm_mssql_server.b[0]', values: { location: 'westeurope' } },
      ]),
      findings: [
        'plan.json error where/offshore-region us-central1 -> google_sql_database_instance.a',
        'plan.json error where/offshore-region westeurope -> module.n.azurerm_mssql_server.b',
      ],
    },
    {
      name: 'takes the place that the platform tells where no provider block does',
      plan: planOf(
        [
          {
            address: 'aws_sns_topic.a',
            values: { name: 'a', region: 'us-west-2' },
            expressions: { name: {} },
          },
        ],
        { providers: { aws: {} } },
      ),
      findings: ['plan.json error where/offshore-region us-west-2 -> aws_sns_topic.a'],
    },
    {
      name: 'does not guess what is known after apply, or what a provider refers to',
      plan: planOf(
        [
          { address: 'aws_ebs_volume.a', unknown: { availability_zone: true } },
          { address: 'aws_sns_topic.a', values: { name: 'a' }, providerKey: 'aws' },
        ],
        { providers: { aws: { region: { references: ['var.region'] } } } },
      ),
      findings: [],
    },
    {
      name: 'leaves alone what the code does not state',
      plan: planOf(
        [
          {
            address: 'aws_db_instance.a',
            values: { name: 'a', kms_key_id: 'arn:aws:kms:us-east-1:111122223333:key/1' },
            expressions: { name: {} },
          },
          { address: 'aws_sns_topic.d', mode: 'data', values: { region: 'us-east-1' } },
        ],
        { providers: { aws: KR } },
      ),
      rule: 'read/offshore-key',
      findings: [],
    },
    {
      name: 'judges a state by its values',
      plan: stateOf([
        { address: 'aws_ebs_volume.a', values: { availability_zone: 'eu-west-1a', kms_key_id: null } },
      ]),
      findings: ['plan.json error where/offshore-region eu-west-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'judges a state as it is stored',
      plan: storedStateOf([
        {
          module: 'module.a["x.y"].module.b[0]',
          type: 'aws_ebs_volume',
          name: 'a',
          provider: 'module.a.provider["registry.terraform.io/hashicorp/aws"].us',
          instances: [
            { index_key: 'k', attributes: { availability_zone: 'eu-west-1a' } },
            { index_key: 'l', attributes: { availability_zone: 'ap-northeast-2a' } },
            { deposed: 'abc', attributes: { availability_zone: 'us-west-2a' } },
          ],
        },
        {
          type: 'google_storage_bucket',
          name: 'b',
          provider: 'provider["registry.terraform.io/hashicorp/google-beta"]',
          instances: [{ attributes: { location: 'EU' } }],
        },
        { type: 'aws_ami', name: 'd', mode: 'data', instances: [{ attributes: { region: 'us-east-1' } }] },
      ]),
      findings: [
        'plan.json error where/offshore-region eu-west-1a -> module.a.module.b.aws_ebs_volume.a',
        'plan.json error where/offshore-region EU -> google_storage_bucket.b',
      ],
    },
    {
      name: 'says once what all instances of a resource have in common',
      plan: planOf(
        ['a', 'b', 'c"]['].map((name) => ({
          address: `module.m[${JSON.stringify(name)}].aws_ebs_volume.v`,
          values: { availability_zone: name === 'b' ? 'us-west-2a' : 'us-east-1a', size: name },
        })),
        { providers: { aws: KR } },
      ),
      rule: '{where/*,read/provider-managed-key}',
      findings: [
        'plan.json warning read/provider-managed-key module.m[\\"a\\"].aws_ebs_volume.v -> module.m.aws_ebs_volume.v',
        'plan.json error where/offshore-region us-east-1a -> module.m.aws_ebs_volume.v',
        'plan.json error where/offshore-region us-west-2a -> module.m.aws_ebs_volume.v',
      ],
    },
    {
      name: 'is not certain of a provider that refers to one variable of the root module, and guesses nothing else',
      plan: planOf(
        [
          { address: 'aws_sns_topic.a', values: { name: 'a' } },
          { address: 'aws_sns_topic.b', values: { name: 'b' }, providerKey: 'aws.two' },
          { address: 'module.m.aws_sns_topic.c', values: { name: 'c' }, providerKey: 'module.m:aws' },
        ],
        {
          variables: { region: 'us-east-1', other: 'x' },
          providers: {
            aws: { region: { references: ['var.region'] } },
            'aws.two': { region: { references: ['var.region', 'var.other'] } },
            'module.m:aws': { region: { references: ['var.region'] } },
          },
        },
      ),
      findings: ['plan.json warning? where/offshore-region us-east-1 -> aws_sns_topic.a'],
    },
    {
      name: 'is certain of it where all that is planned under it is there',
      plan: planOf(
        ['a', 'b'].map((name) => ({
          address: `aws_sns_topic.${name}`,
          values: { name, region: 'us-east-1' },
          expressions: { name: {} },
        })),
        {
          variables: { region: 'us-east-1' },
          providers: { aws: { region: { references: ['var.region'] } } },
        },
      ),
      findings: ['plan.json error where/offshore-region us-east-1 -> aws_sns_topic.a, aws_sns_topic.b'],
    },
  ];
  for (const { name, plan, rule, findings } of alone) {
    it(name, () => assert.deepEqual(without(findingsIn(openPlan({ 'plan.json': plan }, rule))), findings));
  }

  const topic = 'resource "aws_sns_topic" "a" {\n  name = "a"\n}\n';
  const mapped: { name: string; files: Record<string, string>; rule?: string; findings: string[] }[] = [
    {
      name: 'finds the literal in the source where the plan came to it',
      files: {
        'plan.json': planOf([{ address: 'aws_sns_topic.a', values: { name: 'a' } }], {
          variables: { region: 'us-east-1' },
          providers: { aws: { region: { references: ['var.region'] } } },
        }),
        'main.tf': AWS.replace('ap-northeast-2', 'us-east-1') + topic,
      },
      findings: ['main.tf:5 error where/offshore-region us-east-1 -> aws_sns_topic.a'],
    },
    {
      name: 'takes a variable that the command line set for what it was',
      files: {
        'plan.json': planOf([{ address: 'aws_sns_topic.a', values: { name: 'a' } }], {
          variables: { region: 'us-east-1' },
        }),
        'main.tf': AWS + topic,
      },
      findings: ['plan.json:6 error where/offshore-region us-east-1 -> aws_sns_topic.a'],
    },
    {
      name: 'does not judge what the plan did not come to: other arms, other variable files, what is not created',
      files: {
        'plan.json': planOf(
          [{ address: 'aws_ebs_volume.a', values: { availability_zone: 'ap-northeast-2a' } }],
          { variables: { region: 'ap-northeast-2' } },
        ),
        'dr.tfvars': 'region = "us-east-1"\n',
        'main.tf': `${AWS}resource "aws_ebs_volume" "a" {\n  availability_zone = terraform.workspace == "us" ? "us-east-1a" : "ap-northeast-2a"\n}\nresource "aws_ebs_volume" "none" {\n  count = terraform.workspace == "us" ? 1 : 0\n  availability_zone = "us-east-1a"\n}\n`,
      },
      findings: [],
    },
    {
      name: 'is certain of the arm that the plan came to',
      files: {
        'plan.json': planOf([{ address: 'aws_ebs_volume.a', values: { availability_zone: 'us-east-1a' } }], {
          variables: { region: 'ap-northeast-2' },
        }),
        'main.tf': `${AWS}resource "aws_ebs_volume" "a" {\n  availability_zone = terraform.workspace == "us" ? "us-east-1a" : "ap-northeast-2a"\n}\n`,
      },
      findings: ['main.tf:8 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'settles what only the plan knows at the expression that asks for it',
      files: {
        'plan.json': planOf(
          [
            {
              address: 'module.v.aws_ebs_volume.a["x"]',
              values: { availability_zone: 'us-east-1a', tags: { a: 'b' } },
            },
          ],
          { variables: { region: 'ap-northeast-2' } },
        ),
        'main.tf': `${AWS}module "v" {\n  source = "./v"\n  zone = data.aws_ssm_parameter.zone.value\n}\ndata "aws_ssm_parameter" "zone" {\n  name = "zone"\n}\n`,
        'v/main.tf':
          'variable "zone" {}\nresource "aws_ebs_volume" "a" {\n  for_each = toset(["x"])\n  availability_zone = var.zone\n}\n',
      },
      findings: ['v/main.tf:4 error where/offshore-region var.zone -> module.v.aws_ebs_volume.a'],
    },
    {
      name: 'says at the header where the platform put what no provider block places',
      files: {
        'plan.json': planOf([
          {
            address: 'aws_sns_topic.a',
            values: { name: 'a', region: 'us-west-2' },
            expressions: { name: {} },
          },
        ]),
        'main.tf': `provider "aws" {}\n${topic}`,
      },
      findings: ['main.tf:2 error where/offshore-region resource "aws_sns_topic" "a" -> aws_sns_topic.a'],
    },
    {
      name: 'knows the root module by what it declares, not by the first that comes',
      files: {
        'plan.json': planOf([{ address: 'aws_sns_topic.a', values: { name: 'a' } }], {
          providers: { aws: US },
        }),
        'other/main.tf':
          'provider "aws" {\n  region = "ap-northeast-2"\n}\nresource "aws_sqs_queue" "q" {}\n',
        'own/main.tf': `provider "aws" {\n  region = "us-east-1"\n}\n${topic}`,
      },
      findings: ['own/main.tf:2 error where/offshore-region us-east-1 -> aws_sns_topic.a'],
    },
    {
      name: 'shows what modules outside the tree create where the plan shows it',
      files: {
        'plan.json': planOf(
          [
            { address: 'aws_sns_topic.a', values: { name: 'a' } },
            { address: 'module.far.aws_ebs_volume.b', values: { availability_zone: 'us-east-1a' } },
          ],
          { providers: { aws: KR } },
        ),
        'main.tf': `provider "aws" {\n  region = "ap-northeast-2"\n}\nmodule "far" {\n  source = "git::https://example.com/far.git"\n}\n${topic}`,
      },
      findings: ['plan.json:31 error where/offshore-region us-east-1a -> module.far.aws_ebs_volume.b'],
    },
    {
      name: 'does not take one block for another where the plan orders them otherwise',
      files: {
        'plan.json': planOf(
          [
            {
              address: 'aws_dynamodb_table.a',
              values: {
                name: 'a',
                replica: [
                  { region_name: 'us-east-1', kms_key_arn: 'x' },
                  { region_name: 'ap-northeast-2', kms_key_arn: 'y' },
                ],
              },
            },
          ],
          { variables: { region: 'ap-northeast-2' } },
        ),
        'main.tf': `${AWS}resource "aws_dynamodb_table" "a" {\n  name = "a"\n  replica {\n    region_name = data.external.e.result.r\n    kms_key_arn = "y"\n  }\n  replica {\n    region_name = "us-east-1"\n    kms_key_arn = "x"\n  }\n}\ndata "external" "e" {}\n`,
      },
      findings: ['main.tf:14 error where/offshore-copy us-east-1 -> aws_dynamodb_table.a'],
    },
    {
      name: 'takes null for left out',
      files: {
        'plan.json': planOf(
          [{ address: 'aws_kinesis_stream.a', values: { encryption_type: 'NONE', kms_key_id: null } }],
          {
            variables: { region: 'ap-northeast-2' },
          },
        ),
        'main.tf': `${AWS}resource "aws_kinesis_stream" "a" {\n  kms_key_id = data.external.e.result.k\n  encryption_type = data.external.e.result.t\n}\ndata "external" "e" {}\n`,
      },
      rule: 'read/provider-managed-key',
      findings: [
        'main.tf:9 warning read/provider-managed-key data.external.e.result.t -> aws_kinesis_stream.a',
      ],
    },
    {
      name: 'counts tags that only the plan knows',
      files: {
        'plan.json': planOf(
          [{ address: 'aws_sns_topic.a', values: { tags: { 'domestic-operator': 'kt-cloud' } } }],
          { variables: { region: 'ap-northeast-2' } },
        ),
        'main.tf': `${AWS}resource "aws_sns_topic" "a" {\n  tags = data.external.tags.result\n}\ndata "external" "tags" {}\n`,
      },
      rule: 'operate/*-tag',
      findings: [],
    },
  ];
  for (const { name, files, rule, findings } of mapped) {
    it(name, () => assert.deepEqual(findingsIn(openPlan(files, rule)), findings));
  }

  it('never prints what the plan says is sensitive', () => {
    const plan = planOf([
      {
        address: 'google_sql_database_instance.a',
        values: { region: 'us-central1' },
        sensitive: { region: true },
      },
    ]);
    const stored = storedStateOf([
      {
        type: 'google_sql_database_instance',
        name: 'a',
        instances: [
          {
            attributes: { region: 'us-central1' },
            sensitive_attributes: [[{ type: 'get_attr', value: 'region' }]],
          },
        ],
      },
    ]);
    for (const text of [plan, stored]) {
      const [finding] = openPlan({ 'plan.json': text }).report().findings;
      assert.equal(finding?.value, '(sensitive)');
      assert.equal(finding?.sensitive, true);
    }
  });

  const others: [string, string][] = [
    ['', 'plan.not-a-plan'],
    ['{', 'plan.not-a-plan'],
    ['[]', 'plan.not-a-plan'],
    ['{"a": 1}', 'plan.not-a-plan'],
    ['{"format_version": "1.2", "planned_values": {', 'plan.not-a-plan'],
    ['{"version": 3, "serial": 1, "lineage": "x", "modules": []}', 'plan.version'],
    ['{"version": 4, "resources": []}', 'plan.not-a-plan'],
    ['{"format_version": "2.0"}', 'plan.version'],
  ];
  for (const [text, key] of others) {
    it(`refuses ${text === '' ? 'nothing' : text}`, () => {
      const read = readPlan('plan.json', text);
      assert.equal('problem' in read ? read.problem.key : 'read', key);
    });
  }

  it('reads an empty state', () => {
    assert.ok('instances' in readPlan('s.json', '{"format_version":"1.0"}'));
  });
});
