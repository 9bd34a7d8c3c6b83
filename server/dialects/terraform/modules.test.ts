import assert from 'node:assert/strict';
import { actual, type Case, describeProject } from './project.testing';

const REGION =
  'variable "region" { default = "us-east-1" }\nresource "aws_s3_bucket" "b" { region = var.region }\n';

const cases: Case[] = [
  {
    title: 'an input, through two levels',
    files: {
      'main.tf': 'provider "aws" {}\nmodule "a" {\n  source = "./a"\n  region = "eu-west-1"\n}',
      'a/main.tf': 'variable "region" {}\nmodule "b" {\n  source = "../b"\n  region = var.region\n}',
      'b/main.tf': REGION,
    },
    values: {
      'module.a.module.b.aws_s3_bucket.b region':
        '"eu-west-1" @main.tf:4:13 < var.region < module.b < var.region < module.a',
    },
    addresses: ['provider.aws', 'module.a.module.b.aws_s3_bucket.b'],
    runs: [''],
  },
  {
    title: 'a child default that the call leaves alone',
    files: { 'main.tf': 'provider "aws" {}\nmodule "m" { source = "./m" }', 'm/main.tf': REGION },
    values: { 'module.m.aws_s3_bucket.b region': '"us-east-1" @m/main.tf:1:32 < var.region' },
  },
  {
    title: 'an input without default that the call does not set',
    files: {
      'main.tf': 'provider "aws" {}\nmodule "m" { source = "./m" }',
      'm/main.tf': 'variable "region" {}\nresource "aws_s3_bucket" "b" { region = var.region }',
    },
    values: { 'module.m.aws_s3_bucket.b region': 'unknown input-missing < var.region' },
  },
  {
    title: 'one module called twice: its resources once per call',
    files: {
      'main.tf':
        'provider "aws" {}\nmodule "p" {\n  source = "./m"\n  region = "r1"\n}\nmodule "q" {\n  source = "./m"\n  region = "r2"\n}',
      'm/main.tf': REGION,
    },
    addresses: ['provider.aws', 'module.p.aws_s3_bucket.b', 'module.q.aws_s3_bucket.b'],
    values: {
      'module.p.aws_s3_bucket.b region': '"r1" @main.tf:4:13 < var.region < module.p',
      'module.q.aws_s3_bucket.b region': '"r2" @main.tf:8:13 < var.region < module.q',
    },
  },
  {
    title: 'for_each on a module: its elements are candidates that are all reached',
    files: {
      'main.tf':
        'provider "aws" {}\nmodule "m" {\n  for_each = { a = "r1", b = "r2" }\n  source = "./m"\n  region = each.value\n}\nresource "x_y" "z" {\n  one = module.m["b"].region\n  all = [for m in module.m : m.region]\n}',
      'm/main.tf': `${REGION}output "region" { value = var.region }`,
    },
    addresses: ['provider.aws', 'x_y.z', 'module.m.aws_s3_bucket.b'],
    values: {
      'module.m.aws_s3_bucket.b region':
        '"r1" @main.tf:3:21 < var.region < module.m < each.value | "r2" @main.tf:3:31 < var.region < module.m < each.value',
      'x_y.z one': '"r2" @main.tf:3:31 < module.m.region < var.region < module.m < each.value',
      'x_y.z all':
        '["r1" @main.tf:3:21 < module.m.region < var.region < module.m < each.value, "r2" @main.tf:3:31 < module.m.region < var.region < module.m < each.value]',
    },
  },
  {
    title: 'count = 0 on a module: nothing of it',
    files: {
      'main.tf': 'provider "aws" {}\nmodule "m" {\n  count = 0\n  source = "./m"\n}',
      'm/main.tf': REGION,
    },
    addresses: ['provider.aws'],
  },
  {
    title: 'an undecided count on a module: perhaps all of it',
    files: {
      'main.tf':
        'provider "aws" {}\nvariable "on" {}\nmodule "m" {\n  count = var.on ? 1 : 0\n  source = "./m"\n}\nresource "x_y" "z" { r = module.m[0].region }',
      'm/main.tf': `${REGION}output "region" { value = var.region }`,
    },
    addresses: ['provider.aws', 'x_y.z', 'module.m.aws_s3_bucket.b?'],
    values: { 'x_y.z r': '"us-east-1" @m/main.tf:1:32 < module.m.region < var.region' },
  },
  {
    title: 'an output of an output',
    files: {
      'main.tf': 'provider "aws" {\n  region = module.a.r\n}\nmodule "a" { source = "./a" }',
      'a/main.tf': 'module "b" { source = "./b" }\noutput "r" { value = module.b.r }',
      'a/b/main.tf': 'output "r" { value = "us-east-1" }',
    },
    values: { 'provider.aws region': '"us-east-1" @a/b/main.tf:1:23 < module.a.r < module.b.r' },
  },
  {
    title: 'a registry module that is not installed: the call is a resource, outputs refer to it',
    files: {
      'main.tf': [
        'provider "aws" { region = "us-east-1" }',
        'module "vpc" {',
        '  source  = "terraform-aws-modules/vpc/aws"',
        '  version = "5.0"',
        '  azs     = ["us-east-1a"]',
        '}',
        'resource "aws_instance" "i" { subnet_id = module.vpc.private_subnets[0] }',
      ].join('\n'),
    },
    addresses: ['provider.aws', 'aws_instance.i', 'module.vpc'],
    governors: { 'module.vpc': 'provider.aws' },
    values: {
      'module.vpc azs': '["us-east-1a" @main.tf:5:15]',
      'module.vpc version': 'absent',
      'aws_instance.i subnet_id': 'unknown module-outside < module.vpc.private_subnets',
    },
  },
  {
    title: 'an installed registry module: read for its values',
    files: {
      'live/main.tf':
        'provider "aws" {}\nmodule "k" {\n  source = "acme/kms/aws"\n  region = "r1"\n}\nresource "x_y" "z" { k = module.k.r }',
      'live/.terraform/modules/modules.json':
        '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"k","Source":"registry.terraform.io/acme/kms/aws","Dir":".terraform/modules/k"}]}',
      'live/.terraform/modules/k/main.tf': `${REGION}output "r" { value = aws_s3_bucket.b.region }`,
    },
    values: {
      'x_y.z k': '"r1" @live/main.tf:4:13 < module.k.r < aws_s3_bucket.b < var.region < module.k',
    },
  },
  {
    title: 'a local module that is not there',
    files: { 'main.tf': 'module "m" { source = "./gone" }\nresource "x_y" "z" { r = module.m.r }' },
    addresses: ['x_y.z'],
    values: { 'x_y.z r': 'unknown module-missing < module.m.r' },
  },
  {
    title: 'modules that call each other in a circle',
    files: {
      'a/main.tf': 'module "b" { source = "../b" }\nresource "x_y" "a" {}',
      'b/main.tf': 'module "a" { source = "../a" }\nresource "x_y" "b" {}',
    },
    runs: ['a'],
    addresses: ['x_y.a', 'module.b.x_y.b'],
  },
  {
    title: 'a module that calls itself',
    files: { 'main.tf': 'module "me" { source = "./" }\nresource "x_y" "a" {}' },
    runs: [''],
    addresses: ['x_y.a'],
  },
  {
    title: 'a call without source',
    files: { 'main.tf': 'module "m" {}\nresource "x_y" "a" { v = module.m.v }' },
    values: { 'x_y.a v': 'unknown module-outside < module.m.v' },
  },
  {
    title: 'an output that the module does not have falls to try',
    files: {
      'main.tf': 'module "m" { source = "./m" }\nresource "x_y" "a" { v = try(module.m.gone, "f") }',
      'm/main.tf': 'output "r" { value = 1 }',
    },
    values: { 'x_y.a v': '"f" @main.tf:2:46' },
  },
];

describe('Terraform modules', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  it('reads a module outside the scanned files, and judges it by its path', () => {
    const files = {
      'live/main.tf': 'provider "aws" {}\nmodule "m" { source = "../mod" }',
      'mod/main.tf': 'resource "aws_s3_bucket" "b" {}',
    };
    const project = describeProject(files, ['live/main.tf']);
    assert.equal(project.resource('module.m.aws_s3_bucket.b')?.header.path, 'mod/main.tf');
  });

  it('marks what terraform init installed', () => {
    const files = {
      'main.tf': 'module "k" { source = "acme/kms/aws" }\nresource "x_y" "z" {}',
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"k","Dir":".terraform/modules/k"}]}',
      '.terraform/modules/k/main.tf': 'module "s" { source = "./s" }',
      '.terraform/modules/k/s/main.tf': 'resource "x_y" "z" {}',
    };
    const project = describeProject(files, ['main.tf']);
    assert.equal(project.resource('module.k.module.s.x_y.z')?.installed, true);
    assert.equal(project.resource('x_y.z')?.installed, undefined);
  });

  it('says when calls go round in a circle, or multiply without end', () => {
    const circle = describeProject({ 'main.tf': 'module "me" { source = "./" }' });
    assert.deepEqual(circle.problems(), ['main.tf:1:1 terraform.module-circle']);
    const files: Record<string, string> = { 'main.tf': 'module "m" { source = "./m0" }' };
    for (let i = 0; i < 20; i++) {
      const next = `source = "../m${i + 1}"`;
      files[`m${i}/main.tf`] = `module "a" { ${next} }\nmodule "b" { ${next} }`;
    }
    files['m20/main.tf'] = '';
    const problems = describeProject(files).problems();
    assert.match(problems[0]!, /terraform.too-many-modules/);
  });

  const sources: [string, string][] = [
    ['terraform-aws-modules/vpc/aws', 'terraform-aws-modules/vpc/aws'],
    [
      'registry.terraform.io/terraform-aws-modules/vpc/aws//modules/x',
      'terraform-aws-modules/vpc/aws//modules/x',
    ],
    ['git::https://github.com/acme/terraform-aws-kms.git?ref=v1', 'acme/kms/aws'],
    ['github.com/acme/terraform-google-gke//sub', 'acme/gke/google//sub'],
    ['git@github.com:acme/terraform-aws-s3-bucket.git', 'acme/s3-bucket/aws'],
    ['git::https://git.example.com/x.git?ref=1', 'git::https://git.example.com/x.git'],
    ['s3::https://s3.amazonaws.com/b/m.zip', 's3::https://s3.amazonaws.com/b/m.zip'],
  ];
  for (const [source, type] of sources) {
    it(`names the module ${source}`, () => {
      const project = describeProject({ 'main.tf': `module "m" { source = "${source}" }` });
      assert.equal(project.resource('module.m')?.type, type);
      assert.equal(project.resource('module.m')?.kind, 'module');
    });
  }

  it('gives each call ids of its own', () => {
    const files = {
      'main.tf': 'module "a" { source = "./m" }\nmodule "b" { source = "./m" }',
      'm/main.tf': 'resource "x_y" "z" {}',
    };
    const project = describeProject(files);
    const ids = ['module.a.x_y.z', 'module.b.x_y.z'].map((address) => project.resource(address)?.id);
    assert.equal(new Set(ids).size, 2);
  });
});
