// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import assert from 'node:assert/strict';
import { actual, type Case, describeProject } from './project.testing';

const lines = (...each: string[]) => each.join('\n');

const cases: Case[] = [
  {
    title: 'a map by workspace: all its members are candidates',
    files: {
      'main.tf':
        'provider "a" { region = local.r[terraform.workspace] }\nlocals {\n  r = {\n    default = "us-east-1"\n    prod    = "ap-northeast-2"\n  }\n  d = lookup(local.r, terraform.workspace, "eu-west-1")\n}\nresource "a_b" "c" {\n  d = local.d\n  t = terraform.workspace == "prod" ? "p" : "q"\n}',
    },
    values: {
      'provider.a region': '"ap-northeast-2" @main.tf:5:16 < local.r? | "us-east-1" @main.tf:4:16 < local.r?',
      'a_b.c d':
        '"ap-northeast-2" @main.tf:5:16 < local.d < local.r? | "us-east-1" @main.tf:4:16 < local.d < local.r? | "eu-west-1" @main.tf:7:45 < local.d?',
      'a_b.c t': '"p" @main.tf:11:40? | "q" @main.tf:11:46?',
    },
  },
  {
    title: 'members under keys that are not known are there all the same',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'variable "suffix" {}',
        'locals { nets = [{ n = "a", r = "us-east-1" }, { n = "b", r = "eu-west-1" }] }',
        'resource "a_b" "c" {',
        '  for_each = { for s in local.nets : "${s.n}${var.suffix}" => s }',
        '  region = each.value.r',
        '}',
        'resource "a_b" "d" {',
        '  for_each = a_b.c',
        '  region = each.value.region',
        '}',
        'resource "a_b" "e" { v = { (var.suffix) = "us-west-2" }["x"] }',
      ),
    },
    addresses: ['provider.a', 'a_b.c', 'a_b.d', 'a_b.e'],
    values: {
      'a_b.c region':
        '"us-east-1" @main.tf:3:34 < each.value < local.nets | "eu-west-1" @main.tf:3:64 < each.value < local.nets',
      'a_b.d region':
        '"us-east-1" @main.tf:3:34 < each.value < a_b.c < each.value < local.nets | "eu-west-1" @main.tf:3:64 < each.value < a_b.c < each.value < local.nets',
      'a_b.e v': '"us-west-2" @main.tf:12:44',
    },
  },
  {
    title: 'members that an undecided condition may leave out',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'variable "on" {}',
        'locals { xs = { a = { r = "us-east-1", on = true }, b = { r = "eu-west-1", on = var.on }, c = { r = "x", on = false } } }',
        'resource "a_b" "c" {',
        '  for_each = { for k, v in local.xs : k => v if v.on }',
        '  region = each.value.r',
        '}',
        'resource "a_b" "s" {',
        '  for_each = toset([for v in local.xs : v.r if v.on])',
        '  region = each.key',
        '}',
        'resource "a_b" "t" {',
        '  a = try(a_b.c["a"].region, "f")',
        '  b = try(a_b.c["b"].region, "f")',
        '  c = try(a_b.c["c"].region, "f")',
        '  m = merge({ b = { r = "own" } }, { for k, v in local.xs : k => v if v.on }).b.r',
        '  dynamic "rep" {',
        '    for_each = { for k, v in local.xs : k => v if v.on }',
        '    content { location = rep.value.r }',
        '  }',
        '}',
      ),
    },
    addresses: ['provider.a', 'a_b.c', 'a_b.s', 'a_b.t'],
    values: {
      'a_b.c region':
        '"us-east-1" @main.tf:3:28 < each.value < local.xs | "eu-west-1" @main.tf:3:64 < each.value < local.xs?',
      'a_b.s region':
        '"us-east-1" @main.tf:3:28 < each.key < local.xs | "eu-west-1" @main.tf:3:64 < each.key < local.xs?',
      'a_b.t a': '"us-east-1" @main.tf:3:28 < a_b.c < each.value < local.xs',
      'a_b.t b': '"eu-west-1" @main.tf:3:64 < a_b.c < each.value < local.xs? | "f" @main.tf:14:31?',
      'a_b.t c': '"f" @main.tf:15:31',
      'a_b.t m': '"eu-west-1" @main.tf:3:64 < local.xs? | "own" @main.tf:16:26?',
      'a_b.t rep':
        '[{location: "us-east-1" @main.tf:3:28 < local.xs}, {location: "eu-west-1" @main.tf:3:64 < local.xs}?, …]',
    },
  },
  {
    title: 'an instance that an undecided count may not make: try takes both ways, nothing else does',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'variable "create" {}',
        'variable "n" {}',
        'resource "k_k" "k" {',
        '  count = var.create ? 1 : 0',
        '  region = "us-east-1"',
        '}',
        'resource "k_k" "u" {',
        '  count = var.n',
        '  region = "us-east-1"',
        '}',
        'resource "a_b" "c" {',
        '  plain = k_k.k[0].region',
        '  try = try(k_k.k[0].region, "f")',
        '  open = try(k_k.u[0].region, "f")',
        '  cond = var.create ? k_k.k[0].region : "other"',
        '  can = can(k_k.k[0]) ? "yes" : "no"',
        '  len = length(k_k.k) > 0 ? k_k.k[0].region : "none"',
        '  arn = try(k_k.k[0].arn, null)',
        '  join = join("", k_k.k[*].region)',
        '}',
      ),
    },
    values: {
      'a_b.c plain': '"us-east-1" @main.tf:6:13 < k_k.k',
      'a_b.c try': '"us-east-1" @main.tf:6:13 < k_k.k? | "f" @main.tf:14:31?',
      'a_b.c open': '"us-east-1" @main.tf:10:13 < k_k.u? | "f" @main.tf:15:32?',
      'a_b.c cond': '"us-east-1" @main.tf:6:13 < k_k.k? | "other" @main.tf:16:42?',
      'a_b.c can': '"yes" @main.tf:17:26? | "no" @main.tf:17:34?',
      'a_b.c len': '"us-east-1" @main.tf:6:13 < k_k.k? | "none" @main.tf:18:48?',
      'a_b.c arn': 'unknown computed < k_k.k? | null @main.tf:19:27?',
      'a_b.c join': '"us-east-1" @main.tf:6:13 < k_k.k? | "" @main.tf:20:10?',
    },
  },
  {
    title: 'an arm that Terraform refuses is reached by no run',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'variable "x" {}',
        'variable "on" {}',
        'locals { settings = var.on ? { region = "us-east-1" } : null }',
        'resource "a_b" "c" {',
        '  count = local.settings != null ? 1 : 0',
        '  region = local.settings.region',
        '  list = [local.settings.region]',
        '}',
      ),
    },
    addresses: ['provider.a', 'a_b.c?'],
    values: {
      'a_b.c region': '"us-east-1" @main.tf:4:42 < local.settings',
      'a_b.c list': '["us-east-1" @main.tf:4:42 < local.settings]',
    },
  },
  {
    title: 'a coalesce whose first part is not known',
    files: {
      'main.tf':
        'provider "a" { region = coalesce(var.region, "us-central1") }\nvariable "region" {}\nresource "a_b" "c" { v = try(var.region, "us-central1") }',
    },
    values: {
      'provider.a region': 'unknown variable-unset < var.region',
      'a_b.c v': 'unknown variable-unset < var.region',
    },
  },
  {
    title: 'one variable file that gives what has no default: its run is certain',
    files: {
      'main.tf':
        'variable "region" {}\nprovider "aws" { region = var.region }\nresource "aws_s3_bucket" "a" {}',
      'env/prod.tfvars': 'region = "us-east-1"',
    },
    run: '+env/prod.tfvars',
    addresses: ['provider.aws', 'aws_s3_bucket.a'],
    values: { 'provider.aws region': '"us-east-1" @env/prod.tfvars:1:11 < var.region < prod.tfvars' },
    runs: ['', '+env/prod.tfvars'],
  },
  {
    title: 'two of them: neither is certain',
    files: {
      'main.tf': 'variable "region" {}\nprovider "aws" { region = var.region }',
      'dev.tfvars': 'region = "r"',
      'prod.tfvars': 'region = "us-east-1"',
    },
    run: '+prod.tfvars',
    addresses: ['provider.aws?'],
  },
  {
    title: 'one that only replaces a default, or what terraform.tfvars gives: not certain',
    files: {
      'main.tf':
        'variable "region" {}\nvariable "zone" { default = "a" }\nprovider "aws" { region = var.region }',
      'terraform.tfvars': 'region = "r"',
      'prod.tfvars': 'region = "us-east-1"\nzone = "b"',
    },
    run: '+prod.tfvars',
    addresses: ['provider.aws?'],
  },
  {
    title: 'backend files are candidates for what a partial backend leaves out',
    files: {
      'main.tf': 'terraform {\n  backend "s3" { key = "k" }\n}',
      'dev.s3.tfbackend': 'bucket = "d"\nregion = "us-east-1"\nkey = "other"',
      'env/prod.s3.tfbackend': 'bucket = "p"\nregion = "ap-northeast-2"',
    },
    values: {
      'backend.s3 bucket':
        '"d" @dev.s3.tfbackend:1:11 < dev.s3.tfbackend? | "p" @env/prod.s3.tfbackend:1:11 < prod.s3.tfbackend?',
      'backend.s3 region':
        '"us-east-1" @dev.s3.tfbackend:2:11 < dev.s3.tfbackend? | "ap-northeast-2" @env/prod.s3.tfbackend:2:11 < prod.s3.tfbackend?',
      'backend.s3 key': '"k" @main.tf:2:25',
      'backend.s3 dynamodb_table': 'unknown partial-backend',
    },
  },
  {
    title: 'a whole backend takes nothing from them',
    files: {
      'main.tf': 'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n  }\n}',
      'dev.tfbackend': 'region = "us-east-1"',
    },
    values: { 'backend.s3 region': 'absent' },
  },
  {
    title: 'what Terraform asks of the machine',
    files: {
      'main.tf':
        'provider "a" {}\nresource "a_b" "c" {\n  t = timestamp()\n  u = uuid()\n  c = path.cwd\n  p = provider::x::y("z")\n  a = abspath("x")\n}',
    },
    values: {
      'a_b.c t': 'unknown expression.machine',
      'a_b.c u': 'unknown expression.machine',
      'a_b.c c': 'unknown runtime',
      'a_b.c p': 'unknown expression.provider-function',
      'a_b.c a': 'unknown expression.machine',
    },
  },
  {
    title: 'count and for_each of data that is looked up',
    files: {
      'main.tf':
        'provider "a" {}\ndata "a_zones" "z" {}\nresource "a_b" "c" {\n  for_each = toset(data.a_zones.z.names)\n  zone = each.value\n}\nresource "a_b" "d" {\n  count = length(data.a_zones.z.names)\n  zone = data.a_zones.z.names[count.index]\n}',
    },
    addresses: ['provider.a', 'data.a_zones.z', 'a_b.c?', 'a_b.d?'],
    values: {
      'a_b.c zone': 'unknown looked-up < each.value < data.a_zones.z',
      'a_b.d zone': 'unknown looked-up < data.a_zones.z',
    },
  },
];

describe('Terraform values that are known in part', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  it('tells thousands of elements apart', () => {
    const count = 2000;
    const elements = Array.from({ length: count }, (_, i) => `    k${i} = { region = "r${i}" }`);
    const files = {
      'main.tf': lines(
        'provider "a" {}',
        'locals {',
        '  xs = {',
        ...elements,
        '  }',
        '}',
        'resource "a_b" "c" {',
        '  for_each = local.xs',
        '  region = each.value.region',
        '  zone = "${each.value.region}-${each.key}"',
        '}',
      ),
    };
    for (const path of ['region', 'zone']) {
      const options = describeProject(files).value('a_b.c', path).split(' | ');
      assert.equal(options.length, count);
      assert.equal(new Set(options.map((option) => option.split(' ')[0])).size, count);
      assert.ok(options.every((option) => !option.endsWith('?')));
    }
  });

  it('keeps what many instances come to of which each may not be there', () => {
    const names = Array.from({ length: 20 }, (_, i) => `k${i}`);
    const files = {
      'main.tf': lines(
        'provider "a" {}',
        ...names.map((name) => `variable "${name}" {}`),
        ...names.map(
          (name) => `resource "k_k" "${name}" {\n  count = var.${name} ? 1 : 0\n  v = "${name}"\n}`,
        ),
        `resource "a_b" "c" { v = "${names.map((name) => `\${k_k.${name}[0].v}`).join('-')}" }`,
      ),
    };
    assert.match(describeProject(files).value('a_b.c', 'v'), new RegExp(`^"${names.join('-')}"`));
  });

  it('says so where there are more than it tells apart', () => {
    const numbers =
      'provider "a" {}\nresource "a_b" "c" {\n  for_each = { for i in range(1024) : i => i }\n  v = each.value\n}\nresource "a_b" "d" {\n  count = 5000\n  v = count.index\n}';
    const project = describeProject({ 'main.tf': numbers });
    assert.equal(project.value('a_b.c', 'v').split(' | ').length, 1024);
    assert.equal(project.value('a_b.d', 'v'), 'unknown count');
  });
});
