// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import assert from 'node:assert/strict';
import { memoryHost } from '../../core/host.memory';
import { evaluateRun, openTerraform, parseTerraform, runs } from '.';
import { actual, type Case, describeProject } from './project.testing';

const MAIN = 'variable "region" {}\nvariable "env" {}\nprovider "aws" { region = var.region }\n';

const cases: Case[] = [
  {
    title: 'a root module alone',
    files: { 'live/main.tf': MAIN },
    runs: ['live'],
  },
  {
    title: 'automatic variable files make no run',
    files: { 'main.tf': MAIN, 'terraform.tfvars': 'region = "r"', 'x.auto.tfvars': 'env = "e"' },
    runs: [''],
  },
  {
    title: 'each candidate makes one: beside the module and in folders of environments below it',
    files: {
      'main.tf': MAIN,
      'prod.tfvars': 'region = "r"',
      'dev.tfvars.json': '{ "region": "r" }',
      'env/a.tfvars': 'region = "r"',
      'environments/stage/terraform.tfvars': 'region = "r"',
      'vars/x.auto.tfvars': 'region = "r"',
    },
    runs: [
      '',
      '+dev.tfvars.json',
      '+env/a.tfvars',
      '+environments/stage/terraform.tfvars',
      '+prod.tfvars',
      '+vars/x.auto.tfvars',
    ],
  },
  {
    title: 'not: what another module has, what sets other variables, what lies elsewhere',
    files: {
      'main.tf': MAIN,
      'env/prod/main.tf': 'variable "region" {}\nprovider "aws" {}',
      'env/prod/p.tfvars': 'region = "r"',
      'foreign.tfvars': 'zone = "z"\nsize = 1\nregion = "r"',
      'nothing.tfvars': 'zone = "z"',
      'documentation/x.tfvars': 'region = "r"',
      'modules/m/m.tfvars': 'region = "r"',
    },
    runs: ['', 'env/prod', 'env/prod+env/prod/p.tfvars'],
  },
  {
    title: 'a called module is no root, though it is scanned',
    files: {
      'live/a/main.tf': 'module "m" { source = "../../mod" }',
      'live/b/main.tf': 'module "m" { source = "../../mod" }',
      'mod/main.tf': MAIN,
      'mod/x.tfvars': 'region = "r"',
    },
    runs: ['live/a', 'live/b'],
  },
  {
    title: 'override files replace arguments, and blocks of a type',
    files: {
      'main.tf':
        'provider "aws" {\n  region = "r1"\n  profile = "p"\n}\nresource "a_b" "c" {\n  v = 1\n  w = 1\n  s { n = 1 }\n}\nlocals {\n  l = 1\n}',
      'x_override.tf':
        'provider "aws" { region = "r2" }\nresource "a_b" "c" {\n  v = 2\n  s { n = 2 }\n}\nlocals {\n  l = 2\n}',
      'override.tf': 'resource "a_b" "c" { u = local.l }',
    },
    values: {
      'provider.aws region': '"r2" @x_override.tf:1:28',
      'provider.aws profile': '"p" @main.tf:3:14',
      'a_b.c v': '2 @x_override.tf:3:7',
      'a_b.c w': '1 @main.tf:7:7',
      'a_b.c s': '[{n: 2 @x_override.tf:4:11}]',
      'a_b.c u': '2 @x_override.tf:7:7 < local.l',
    },
    addresses: ['provider.aws', 'a_b.c'],
  },
  {
    title: 'x.tofu stands in for x.tf',
    files: {
      'x.tf': 'resource "a_b" "old" {}',
      'x.tofu': 'resource "a_b" "new" {}',
      'y.tf': 'resource "a_b" "y" {}',
    },
    addresses: ['a_b.new', 'a_b.y'],
  },
  {
    title: 'JSON syntax: blocks, templates, references',
    files: {
      'main.tf.json': JSON.stringify(
        {
          terraform: { backend: { s3: { bucket: 'b', key: 'k', region: 'us-east-1' } } },
          variable: { v: { type: 'string', default: 'eu-west-1' } },
          locals: [{ l: '${var.v}' }],
          provider: { aws: [{ region: '${local.l}' }, { alias: 'dr', region: 'us-west-2' }] },
          resource: {
            aws_s3_bucket: { a: { provider: 'aws.dr', bucket: 'x-${var.v}', n: 3, tags: { k: 'v' } } },
          },
          data: { aws_region: { r: {} } },
          output: { o: { value: '${data.aws_region.r.name}' } },
        },
        null,
        1,
      ),
    },
    addresses: ['backend.s3', 'provider.aws', 'provider.aws.dr', 'data.aws_region.r', 'aws_s3_bucket.a'],
    governors: { 'aws_s3_bucket.a': 'provider.aws.dr' },
    values: {
      'backend.s3 region': '"us-east-1" @main.tf.json:7:16',
      'provider.aws region': '"eu-west-1" @main.tf.json:14:16 < local.l < var.v',
      'aws_s3_bucket.a bucket': '"x-eu-west-1" @main.tf.json:37:16',
      'aws_s3_bucket.a tags': '{k: "v" @main.tf.json:40:12}',
    },
  },
  {
    title: 'JSON syntax: escapes, dynamic blocks, types in strings, comments',
    files: {
      'main.tf.json': [
        '{ "//": "a comment",',
        '  "provider": { "a": {} },',
        '  "variable": { "v": { "type": "list(string)", "default": [1, "${x}"] } },',
        '  "resource": { "a_b": { "c": {',
        '    "//": "another",',
        '    "q": "\\"${var.v[0]}\\"",',
        '    "dynamic": { "s": { "for_each": "${var.v}", "content": { "n": "${s.value}" } } } } } } }',
      ].join('\n'),
    },
    addresses: ['provider.a', 'a_b.c'],
    values: {
      'a_b.c q': '"\\"1\\"" @main.tf.json:6:11',
      'a_b.c s': '[{n: "1" @main.tf.json:3:60 < var.v}, {n: "${x}" @main.tf.json:3:64 < var.v}]',
      'a_b.c //': 'absent',
    },
  },
  {
    title: 'broken files keep the rest, and what they may declare is unknown',
    files: {
      'broken.tf':
        'resource "a_b" "whole" {\n  v = 1\n}\n\nvariable "x" {\n  default = \n\nresource "a_b" "after" {\n  v = 2\n}\n',
      'main.tf': 'resource "x_y" "z" {\n  v = try(var.gone, "f")\n}\nprovider "a" {}',
    },
    values: { 'a_b.whole v': '1 @broken.tf:2:7', 'x_y.z v': 'unknown broken' },
  },
  {
    title: 'duplicates are all there, the first is referred to',
    files: {
      'main.tf': 'resource "a_b" "c" { v = 1 }\nresource "x_y" "z" { v = a_b.c.v }\nprovider "a" {}',
      'other.tf': 'resource "a_b" "c" { v = 2 }',
    },
    addresses: ['provider.a', 'a_b.c', 'x_y.z', 'a_b.c'],
    values: { 'x_y.z v': '1 @main.tf:1:26 < a_b.c' },
  },
];

describe('Terraform runs and files', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  it('gives duplicates ids of their own', () => {
    const files = { 'a.tf': 'resource "a_b" "c" {}', 'b.tf': 'resource "a_b" "c" {}' };
    const host = memoryHost(files);
    const read = (path: string) => {
      const result = host.read(path);
      return 'text' in result ? parseTerraform(path, result.text) : undefined;
    };
    const tree = openTerraform(Object.keys(files), read, host, {});
    const ids = runs(tree).flatMap((run) => evaluateRun(tree, run).resources.map((one) => one.id));
    assert.deepEqual(ids, ['#a_b.c', '#a_b.c~1']);
  });

  it('names every file that was read or looked for, and every folder that was listed', () => {
    const files = {
      'live/main.tf':
        'module "m" { source = "../mod" }\nlocals { t = file("t.txt") }\nresource "x_y" "z" { t = local.t }',
      'live/terraform.tfvars': '',
      'live/t.txt': 'text',
      'mod/main.tf': '',
      'mod/more.tf': '',
      'elsewhere/main.tf': '',
    };
    const host = memoryHost(files);
    const read = (path: string) => {
      const result = host.read(path);
      return 'text' in result ? parseTerraform(path, result.text) : undefined;
    };
    const tree = openTerraform(Object.keys(files), read, host, {});
    const run = runs(tree).find((one) => one.folder === 'live')!;
    const { resources, inputs } = evaluateRun(tree, run);
    assert.equal(inputs.has('live/t.txt'), false);
    assert.equal(resources[0]?.body.entries.get('t')?.value.kind, 'scalar');
    assert.deepEqual([...inputs].sort(), [
      'live/',
      'live/.terraform/modules/modules.json',
      'live/main.tf',
      'live/t.txt',
      'live/terraform.tfvars',
      'mod/',
      'mod/main.tf',
      'mod/more.tf',
    ]);
  });

  it('crashes on nothing that a half-typed file may hold', () => {
    const text =
      'resource "a_b" "c" {\n  count = \n  for_each = each.key\n  dynamic "x" {\n    for_each = x.value\n  }\n  dynamic {}\n}\nmodule {}\nmodule "m" { source = m }\nprovider {}\nvariable {}\noutput "o" {}\nlocals { a = }\nterraform {\n  backend {}\n  required_providers { a = b }\n}\ndata "x" {}\nresource "a_b" "d" { v = module.m.x + data.x + var + local. }';
    for (let end = 0; end <= text.length; end++) {
      const project = describeProject({ 'main.tf': text.slice(0, end) });
      for (const address of project.addresses()) project.value(address, 'v');
    }
  });
});
