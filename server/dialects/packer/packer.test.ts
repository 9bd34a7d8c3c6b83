import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const build = 'build {\n  sources = ["source.amazon-ebs.a"]\n}\n';

/** A template in the JSON of before HCL. */
function legacy(template: object): string {
  return JSON.stringify(template, null, 1);
}

describe('Packer', () => {
  const cases: { name: string; files: Record<string, string>; rule?: string; findings: string[] }[] = [
    {
      name: 'follows variables and locals to the deciding text',
      files: {
        'a.pkr.hcl': `variable "region" {\n  default = "us-east-1"\n}\nlocals {\n  where = var.region\n}\nsource "amazon-ebs" "a" {\n  region = local.where\n}\n${build}`,
      },
      rule: 'where/offshore-region',
      findings: ['a.pkr.hcl:2 error where/offshore-region us-east-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'reads a single local and the plural block of variables',
      files: {
        'a.pkr.hcl': `variables {\n  region = "eu-west-1"\n}\nlocal "where" {\n  expression = var.region\n}\nsource "amazon-ebs" "a" {\n  region = local.where\n}\n`,
      },
      rule: 'where/offshore-region',
      findings: ['a.pkr.hcl:2 error where/offshore-region eu-west-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'does not judge a default that an automatic file of variables overrides',
      files: {
        'a.pkr.hcl': `variable "region" {\n  default = "us-east-1"\n}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\n${build}`,
        'here.auto.pkrvars.hcl': 'region = "ap-northeast-2"\n',
      },
      rule: 'where/*',
      findings: [],
    },
    {
      name: 'runs every other file of variables that fits as a candidate',
      files: {
        'p/a.pkr.hcl': `variable "region" {\n  default = "ap-northeast-2"\n}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\n${build}`,
        'p/vars/dr.pkrvars.hcl': 'region = "us-west-2"\n',
        'p/vars/other.pkrvars.hcl': 'zone = "us-west-2a"\n',
      },
      rule: 'where/offshore-region',
      findings: ['p/vars/dr.pkrvars.hcl:1 warning? where/offshore-region us-west-2 -> source.amazon-ebs.a'],
    },
    {
      name: 'judges the places of copies one by one',
      files: {
        'a.pkr.hcl': `source "amazon-ebs" "a" {\n  region = "ap-northeast-2"\n  ami_regions = [\n    "ap-northeast-2",\n    "us-east-1",\n  ]\n}\n${build}`,
      },
      rule: 'where/*',
      findings: ['a.pkr.hcl:5 error where/offshore-copy us-east-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'knows the builders of other platforms',
      files: {
        'a.pkr.hcl': [
          'source "googlecompute" "g" {',
          '  zone = "us-central1-a"',
          '  image_storage_locations = ["eu"]',
          '}',
          'source "azure-arm" "z" {',
          '  location = "Korea Central"',
          '  shared_image_gallery_destination {',
          '    replication_regions = ["koreasouth", "East US"]',
          '    target_region {',
          '      name = "westeurope"',
          '    }',
          '  }',
          '}',
          'source "alicloud-ecs" "l" {',
          '  region = "cn-hangzhou"',
          '}',
        ].join('\n'),
      },
      rule: 'where/*',
      findings: [
        'a.pkr.hcl:2 error where/offshore-region us-central1-a -> source.googlecompute.g',
        'a.pkr.hcl:3 error where/offshore-copy eu -> source.googlecompute.g',
        'a.pkr.hcl:8 error where/offshore-copy East US -> source.azure-arm.z',
        'a.pkr.hcl:10 error where/offshore-copy westeurope -> source.azure-arm.z',
        'a.pkr.hcl:15 error where/offshore-region cn-hangzhou -> source.alicloud-ecs.l',
      ],
    },
    {
      name: 'sees the image that a container is built from',
      files: { 'a.pkr.hcl': 'source "docker" "d" {\n  image = "quay.io/org/base:1"\n  commit = true\n}\n' },
      rule: 'cutoff/foreign-registry',
      findings: ['a.pkr.hcl:2 warning cutoff/foreign-registry quay.io/org/base:1 -> source.docker.d'],
    },
    {
      name: 'judges the key that an image is encrypted with',
      files: {
        'a.pkr.hcl': `source "amazon-ebs" "a" {\n  region = "ap-northeast-2"\n  kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/abc"\n}\n`,
      },
      rule: 'read/*-key',
      findings: [
        'a.pkr.hcl:3 info read/foreign-held-key arn:aws:kms:us-east-1:111122223333:key/abc -> source.amazon-ebs.a',
        'a.pkr.hcl:3 error read/offshore-key arn:aws:kms:us-east-1:111122223333:key/abc -> source.amazon-ebs.a',
      ],
    },
    {
      name: 'adds what a build states to its source, and leaves alone what no build uses',
      files: {
        'a.pkr.hcl': `source "amazon-ebs" "a" {\n  instance_type = "t3.micro"\n}\nsource "amazon-ebs" "unused" {\n  region = "eu-west-1"\n}\nbuild {\n  source "amazon-ebs.a" {\n    name = "one"\n    region = "us-east-1"\n  }\n  source "source.amazon-ebs.a" {\n    region = "ap-northeast-2"\n    ami_regions = ["us-east-2"]\n  }\n}\n`,
      },
      rule: 'where/*',
      findings: [
        'a.pkr.hcl:10 error where/offshore-region us-east-1 -> source.amazon-ebs.a',
        'a.pkr.hcl:14 error where/offshore-copy us-east-2 -> source.amazon-ebs.a',
      ],
    },
    {
      name: 'is not certain where the sources of a build cannot be told',
      files: {
        'a.pkr.hcl':
          'variable "only" {}\nsource "amazon-ebs" "a" {\n  region = "us-east-1"\n}\nbuild {\n  sources = [var.only]\n}\n',
      },
      rule: 'where/offshore-region',
      findings: ['a.pkr.hcl:3 warning? where/offshore-region us-east-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'places what post-processors import',
      files: {
        'a.pkr.hcl': `source "amazon-ebs" "a" {\n  region = "ap-northeast-2"\n}\nbuild {\n  sources = ["amazon-ebs.a"]\n  post-processors {\n    post-processor "amazon-import" {\n      region = "us-east-1"\n    }\n  }\n}\n`,
      },
      rule: 'where/*',
      findings: ['a.pkr.hcl:8 error where/offshore-region us-east-1 -> post-processor.amazon-import'],
    },
    {
      name: 'takes the templates of a folder together',
      files: {
        'p/variables.pkr.hcl': 'variable "region" {\n  default = "us-east-1"\n}\n',
        'p/source.pkr.hcl': 'source "amazon-ebs" "a" {\n  region = var.region\n}\n',
        'p/build.pkr.hcl': build,
      },
      rule: 'where/*',
      findings: ['p/variables.pkr.hcl:2 error where/offshore-region us-east-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'takes templates that declare the same names one by one',
      files: {
        'us.pkr.hcl': `variable "region" {\n  default = "us-east-1"\n}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\n${build}`,
        'kr.pkr.hcl': `variable "region" {\n  default = "ap-northeast-2"\n}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\n${build}`,
      },
      rule: 'where/*',
      findings: ['us.pkr.hcl:2 error where/offshore-region us-east-1 -> source.amazon-ebs.a'],
    },
    {
      name: 'makes no finding of what the environment or a data source decides',
      files: {
        'a.pkr.hcl':
          'variable "region" {\n  default = env("AWS_REGION")\n}\nvariable "unset" {}\ndata "amazon-parameterstore" "p" {\n  name = "region"\n  region = "us-east-1"\n}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\nsource "amazon-ebs" "b" {\n  region = var.unset\n}\nsource "amazon-ebs" "c" {\n  region = data.amazon-parameterstore.p.value\n}\n',
      },
      rule: 'where/*',
      findings: [],
    },
    {
      name: 'obeys a suppression',
      files: {
        'a.pkr.hcl': `source "amazon-ebs" "a" {\n  # sovlint:ignore where/offshore-region -- a test image\n  region = "us-east-1"\n}\n`,
      },
      rule: 'where/*',
      findings: [],
    },
    {
      name: 'reads automatic files of variables in order, those in JSON after the others, and named ones last',
      files: {
        'a.pkr.hcl': `variable "a" {}\nvariable "b" {}\nvariable "c" {}\nsource "amazon-ebs" "a" {\n  region = var.a\n}\nsource "amazon-ebs" "b" {\n  region = var.b\n}\nsource "amazon-ebs" "c" {\n  region = var.c\n}\n`,
        '1.auto.pkrvars.hcl': 'a = "us-east-1"\nb = "us-east-1"\nc = "us-east-1"\n',
        '2.auto.pkrvars.hcl': 'a = "ap-northeast-2"\n',
        '0.auto.pkrvars.json': '{\n  "b": "us-west-2"\n}\n',
        'dr.pkrvars.json': '{\n  "c": "eu-west-1"\n}\n',
      },
      rule: 'where/*',
      findings: [
        '0.auto.pkrvars.json:2 error where/offshore-region us-west-2 -> source.amazon-ebs.b',
        '1.auto.pkrvars.hcl:3 error where/offshore-region us-east-1 -> source.amazon-ebs.c',
        'dr.pkrvars.json:2 warning? where/offshore-region eu-west-1 -> source.amazon-ebs.c',
      ],
    },
    {
      name: 'is certain of the only file of variables that gives what has no default',
      files: {
        'a.pkr.hcl': `variable "region" {}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\n${build}`,
        'prod.pkrvars.hcl': 'region = "us-west-2"\n',
      },
      rule: 'where/*',
      findings: ['prod.pkrvars.hcl:1 error where/offshore-region us-west-2 -> source.amazon-ebs.a'],
    },
    {
      name: 'reads templates in JSON',
      files: {
        'a.pkr.json': JSON.stringify(
          {
            variable: { region: { type: 'string', default: 'us-east-1' } },
            locals: { where: '${var.region}' },
            source: {
              'amazon-ebs': {
                a: { region: '${local.where}', ami_regions: ['ap-northeast-2', 'eu-west-1'] },
                unused: { region: 'us-west-1' },
              },
              docker: { d: { image: 'quay.io/org/base' } },
            },
            build: [
              {
                sources: ['source.amazon-ebs.a'],
                'post-processor': { 'amazon-import': { region: 'eu-west-3' } },
              },
              {
                source: { 'docker.d': {} },
                'post-processors': [
                  { 'post-processor': { 'googlecompute-export': { zone: 'us-central1-a' } } },
                ],
              },
            ],
          },
          null,
          1,
        ),
      },
      rule: '{where,cutoff}/*',
      findings: [
        'a.pkr.json:5 error where/offshore-region us-east-1 -> source.amazon-ebs.a',
        'a.pkr.json:17 error where/offshore-copy eu-west-1 -> source.amazon-ebs.a',
        'a.pkr.json:26 warning cutoff/foreign-registry quay.io/org/base -> source.docker.d',
        'a.pkr.json:37 error where/offshore-region eu-west-3 -> post-processor.amazon-import',
        'a.pkr.json:49 error where/offshore-region us-central1-a -> post-processor.googlecompute-export',
      ],
    },
    {
      name: 'reads templates in the JSON of before HCL, with their files of variables',
      files: {
        'web/template.json': legacy({
          variables: { region: 'us-east-1', regions: null, hub: '{{ env `HUB` }}' },
          builders: [
            { type: 'amazon-ebs', region: '{{user `region`}}', ami_regions: '{{ user `regions` }}' },
            { type: 'googlecompute', name: '{{user `region`}}', zone: '{{user `hub`}}' },
            { type: 'googlecompute', name: 'gce', zone: '{{user `undeclared`}}' },
            { type: 'alicloud-ecs', region: 'cn-{{timestamp}}' },
            { type: 'docker', image: '{{ .Image }}' },
          ],
          'post-processors': ['compress', [{ type: 'amazon-import', region: 'eu-west-3' }]],
        }),
        'web/vars/prod.json': '{\n  "regions": "ap-northeast-2,eu-west-1"\n}\n',
        'web/package.json': '{ "region": "us-west-1" }',
      },
      rule: 'where/*',
      findings: [
        'web/template.json:3 error where/offshore-region us-east-1 -> source.amazon-ebs.amazon-ebs',
        'web/template.json:37 error where/offshore-region eu-west-3 -> post-processor.amazon-import',
        'web/vars/prod.json:2 error where/offshore-copy eu-west-1 -> source.amazon-ebs.amazon-ebs',
      ],
    },
    {
      name: 'looks for the operator tag of images, in maps and in blocks',
      files: {
        'a.pkr.hcl': [
          'source "amazon-ebs" "map" {',
          '  tags = { "domestic-operator" = "kt-cloud" }',
          '}',
          'source "amazon-ebs" "block" {',
          '  tag {',
          '    key = "domestic-operator"',
          '    value = "kt-cloud"',
          '  }',
          '}',
          'source "azure-arm" "block" {',
          '  azure_tag {',
          '    name = "Domestic-Operator"',
          '    value = "aws"',
          '  }',
          '}',
          'source "googlecompute" "labels" {',
          '  image_labels = { domestic-operator = "kt-cloud" }',
          '}',
          'source "amazon-ebs" "machine" {',
          '  run_tags = { domestic-operator = "kt-cloud" }',
          '}',
          'source "amazon-ebs" "unknown" {',
          '  tags = var.tags',
          '}',
          'variable "tags" {}',
        ].join('\n'),
      },
      rule: 'operate/*-tag',
      findings: [
        'a.pkr.hcl:13 warning operate/foreign-operator-tag aws -> source.azure-arm.block',
        'a.pkr.hcl:19 warning operate/missing-operator-tag source "amazon-ebs" "machine" -> source.amazon-ebs.machine',
      ],
    },
    {
      name: 'keeps the findings of a half-typed file',
      files: {
        'a.pkr.hcl': 'source "amazon-ebs" "a" {\n  region = "us-east-1"\n}\n\nbuild {\n  sources = [\n',
      },
      rule: 'where/offshore-region',
      findings: ['a.pkr.hcl:2 warning? where/offshore-region us-east-1 -> source.amazon-ebs.a'],
    },
  ];
  for (const { name, files, rule, findings } of cases) {
    it(name, () => {
      const project = openFiles(files, { rules: rule === undefined ? [] : [rule] });
      assert.deepEqual(findingsIn(project), findings);
    });
  }

  it('survives any text, wherever it is cut', () => {
    const whole = `variable "region" {\n  default = "us-east-1"\n}\nlocals {\n  a = local.b\n  b = "\${local.a}"\n}\nsource "amazon-ebs" "a" {\n  region = local.a\n}\n${build}`;
    for (let end = 0; end < whole.length; end += 3) {
      assert.ok(openFiles({ 'a.pkr.hcl': whole.slice(0, end) }).report());
    }
  });

  it('says of unknown values why they are and what would settle them', () => {
    const project = openFiles({
      'a.pkr.hcl':
        'variable "region" {\n  default = env("AWS_REGION")\n}\nvariable "zone" {}\nsource "amazon-ebs" "a" {\n  region = var.region\n}\nsource "googlecompute" "b" {\n  zone = var.zone\n}\n',
    });
    const reasons = project.report().unknowns.map(({ reason }) => reason.key);
    assert.deepEqual(reasons, ['packer.environment', 'packer.variable-unset']);
    const older = openFiles({
      'a.json': legacy({
        variables: { hub: '{{ env `HUB` }}', zone: null },
        builders: [
          { type: 'amazon-ebs', region: '{{user `hub`}}' },
          { type: 'googlecompute', name: '{{user `zone`}}', zone: '{{user `zone`}}' },
          { type: 'amazon-ebs', name: 'b', region: '{{user `undeclared`}}' },
          { type: 'amazon-ebs', name: 'c', region: '{{isotime}}' },
        ],
      }),
    }).report();
    assert.deepEqual(
      older.unknowns.map(({ what, reason }) => `${what.args?.address} ${reason.key}`),
      [
        'source.amazon-ebs.amazon-ebs packer.environment',
        'source.googlecompute.googlecompute packer.variable-unset',
        'source.amazon-ebs.b packer.variable-unset',
        'source.amazon-ebs.c packer.runtime',
      ],
    );
  });
});
