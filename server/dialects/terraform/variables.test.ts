// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import assert from 'node:assert/strict';
import { actual, type Case, describeProject, places } from './project.testing';

const USE = 'resource "aws_s3_bucket" "a" { x = var.v }\nprovider "aws" {}\n';

const cases: Case[] = [
  {
    title: 'a default, where nothing else is set',
    files: { 'main.tf': `${USE}variable "v" { default = "us-east-1" }` },
    values: { 'aws_s3_bucket.a x': '"us-east-1" @main.tf:3:27 < var.v' },
  },
  {
    title: 'terraform.tfvars over the default',
    files: {
      'main.tf': `${USE}variable "v" { default = "us-east-1" }`,
      'terraform.tfvars': 'v = "eu-west-1"',
    },
    values: { 'aws_s3_bucket.a x': '"eu-west-1" @terraform.tfvars:1:6 < var.v < terraform.tfvars' },
  },
  {
    title: 'terraform.tfvars.json over terraform.tfvars',
    files: {
      'main.tf': `${USE}variable "v" {}`,
      'terraform.tfvars': 'v = "one"',
      'terraform.tfvars.json': '{ "v": "two" }',
    },
    values: { 'aws_s3_bucket.a x': '"two" @terraform.tfvars.json:1:9 < var.v < terraform.tfvars.json' },
  },
  {
    title: 'auto.tfvars in the order of their names, native and JSON alike',
    files: {
      'main.tf': `${USE}variable "v" {}`,
      'terraform.tfvars.json': '{ "v": "zero" }',
      'b.auto.tfvars.json': '{ "v": "b" }',
      'a.auto.tfvars': 'v = "a"',
      'c.tfvars': 'v = "never"',
    },
    values: { 'aws_s3_bucket.a x': '"b" @b.auto.tfvars.json:1:9 < var.v < b.auto.tfvars.json' },
  },
  {
    title: 'a candidate file over all of them, in a run of its own',
    files: {
      'main.tf': `${USE}variable "v" { default = "d" }`,
      'x.auto.tfvars': 'v = "auto"',
      'prod.tfvars': 'v = "prod"',
    },
    run: '+prod.tfvars',
    values: { 'aws_s3_bucket.a x': '"prod" @prod.tfvars:1:6 < var.v < prod.tfvars' },
    addresses: ['provider.aws?', 'aws_s3_bucket.a?'],
  },
  {
    title: 'no value at all',
    files: { 'main.tf': `${USE}variable "v" {}` },
    values: { 'aws_s3_bucket.a x': 'unknown variable-unset < var.v' },
  },
  {
    title: 'not declared: Terraform refuses it',
    files: { 'main.tf': USE },
    values: { 'aws_s3_bucket.a x': 'unknown expression.undeclared' },
  },
  {
    title: 'the type converts, the deciding text stays',
    files: { 'main.tf': `${USE}variable "v" {\n  type = string\n  default = 7\n}` },
    values: { 'aws_s3_bucket.a x': '"7" @main.tf:5:13 < var.v' },
  },
  {
    title: 'optional attributes get their defaults',
    files: {
      'main.tf': `${USE}variable "v" {\n  type = object({ r = optional(string, "r1"), n = string })\n  default = { n = "n" }\n}`,
    },
    values: { 'aws_s3_bucket.a x': '{r: "r1" @main.tf:4:41 < var.v, n: "n" @main.tf:5:20 < var.v} < var.v' },
  },
  {
    title: 'null for what is not nullable means the default',
    files: {
      'main.tf': `${USE}variable "v" {\n  nullable = false\n  default = "d"\n}`,
      'terraform.tfvars': 'v = null',
    },
    values: { 'aws_s3_bucket.a x': '"d" @main.tf:5:14 < var.v' },
  },
  {
    title: 'null in one arm, for what is not nullable',
    files: {
      'main.tf':
        'variable "p" {}\nmodule "m" {\n  source = "./m"\n  v = var.p ? "g" : null\n}\nprovider "x" {}',
      'm/main.tf': 'variable "v" {\n  nullable = false\n  default = "d"\n}\nresource "x_y" "z" { v = var.v }',
    },
    values: { 'module.m.x_y.z v': '"g" @main.tf:4:16 < var.v < module.m? | "d" @m/main.tf:3:14 < var.v?' },
  },
  {
    title: 'null for what is nullable is null',
    files: { 'main.tf': `${USE}variable "v" { default = "d" }`, 'terraform.tfvars': 'v = null' },
    values: { 'aws_s3_bucket.a x': 'null @terraform.tfvars:1:5 < var.v < terraform.tfvars' },
  },
  {
    title: 'sensitive',
    files: { 'main.tf': `${USE}variable "v" {\n  sensitive = true\n  default = "d"\n}` },
    values: { 'aws_s3_bucket.a x': '(sensitive) @main.tf:5:14 < var.v' },
  },
  {
    title: 'a library: what is left out may be given, maps and lists may hold more, texts stand',
    files: {
      'main.tf': [
        'resource "aws_s3_bucket" "a" {',
        '  a = var.a',
        '  b = var.b',
        '  c = var.c',
        '  d = var.d',
        '  e = var.e',
        '}',
        'variable "a" { default = null }',
        'variable "b" { default = "" }',
        'variable "c" { default = { k = "v" } }',
        'variable "d" { default = [1] }',
        'variable "e" { default = "us-east-1" }',
      ].join('\n'),
    },
    values: {
      'aws_s3_bucket.a a': 'unknown library-input < var.a',
      'aws_s3_bucket.a b': 'unknown library-input < var.b',
      'aws_s3_bucket.a c': '{k: "v" @main.tf:10:33 < var.c, …} < var.c',
      'aws_s3_bucket.a d': '[1 @main.tf:11:27 < var.d, …] < var.d',
      'aws_s3_bucket.a e': '"us-east-1" @main.tf:12:27 < var.e',
    },
  },
  {
    title: 'not a library: null is null, maps are closed',
    files: {
      'main.tf': [
        'resource "aws_s3_bucket" "a" {',
        '  a = var.a',
        '  c = var.c',
        '}',
        'terraform {',
        '  backend "s3" {}',
        '}',
        'variable "a" { default = null }',
        'variable "c" { default = { k = "v" } }',
      ].join('\n'),
    },
    values: {
      'aws_s3_bucket.a a': 'null @main.tf:8:26 < var.a',
      'aws_s3_bucket.a c': '{k: "v" @main.tf:9:33 < var.c} < var.c',
    },
  },
  {
    title: 'locals, through each other and in circles',
    files: {
      'main.tf': [
        'resource "aws_s3_bucket" "a" {',
        '  x = local.one',
        '  y = local.ring',
        '}',
        'locals {',
        '  one = local.two',
        '  ring = "${local.gnir}"',
        '}',
        'locals {',
        '  two = "t"',
        '  gnir = local.ring',
        '}',
      ].join('\n'),
    },
    values: {
      'aws_s3_bucket.a x': '"t" @main.tf:10:10 < local.one < local.two',
      'aws_s3_bucket.a y': 'unknown cycle < local.ring < local.gnir',
    },
  },
  {
    title: 'path.module, path.root and files beside the module',
    files: {
      'live/main.tf':
        'module "m" { source = "../mod" }\nresource "x_y" "z" { r = path.root }\nprovider "x" {}',
      'mod/main.tf': 'resource "x_y" "z" {\n  p = path.module\n  f = file("${path.module}/region.txt")\n}',
      'mod/region.txt': 'eu-west-1',
    },
    values: {
      'x_y.z r': '"." @live/main.tf:2:26',
      'module.m.x_y.z p': '"../mod" @mod/main.tf:2:7',
      'module.m.x_y.z f': '"eu-west-1" @mod/region.txt:1:1',
    },
  },
  {
    title: 'the workspace is one of the names it is compared with, or another',
    files: {
      'main.tf': [
        'locals { region = { prod = "us-east-1", dev = "ap-northeast-2" } }',
        'resource "x_y" "z" {',
        '  a = terraform.workspace',
        '  b = local.region[terraform.workspace]',
        '  c = terraform.workspace == "prod" ? "us-east-1" : "ap-northeast-2"',
        '}',
      ].join('\n'),
    },
    values: {
      'x_y.z a': '"prod" @main.tf:3:7? | unknown workspace?',
      'x_y.z b': '"us-east-1" @main.tf:1:29 < local.region? | "ap-northeast-2" @main.tf:1:48 < local.region?',
      'x_y.z c': '"us-east-1" @main.tf:5:40? | "ap-northeast-2" @main.tf:5:54?',
    },
  },
  {
    title: 'the workspace where it is compared with nothing',
    files: { 'main.tf': 'resource "x_y" "z" { a = terraform.workspace }' },
    values: { 'x_y.z a': 'unknown workspace' },
  },
];

describe('Terraform variables, locals and names', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  it('says where each hop stands', () => {
    const files = {
      'main.tf': 'provider "aws" {\n  region = local.r\n}\nlocals { r = var.v }\nvariable "v" {}',
      'terraform.tfvars': '\n  v = "us-east-1"',
    };
    const value = describeProject(files).resource('provider.aws')?.body.entries.get('region')?.value;
    assert.deepEqual(places(value?.trace, files), [
      'local.r main.tf:4:10',
      'var.v main.tf:5:1',
      'terraform.tfvars terraform.tfvars:2:3',
    ]);
  });

  it('survives a variable that passes itself round a chain of modules', () => {
    const files = {
      'main.tf': 'module "m" {\n  source = "./m"\n  v = module.m.v\n}\nprovider "x" {}',
      'm/main.tf': 'variable "v" {}\nresource "x_y" "z" { v = var.v }\noutput "v" { value = var.v }',
    };
    assert.match(describeProject(files).value('module.m.x_y.z', 'v'), /^unknown cycle/);
  });
});
