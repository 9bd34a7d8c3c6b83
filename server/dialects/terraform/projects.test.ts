// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are Terraform's.
import assert from 'node:assert/strict';
import { actual, type Case } from './project.testing';

const lines = (...each: string[]) => each.join('\n');

const cases: Case[] = [
  {
    title: 'a data source that looks up a resource of the run, by its own name, by the same text, by its id',
    files: {
      'main.tf': lines(
        'provider "x" {}',
        'variable "prefix" {}',
        'resource "x_group" "a" {',
        '  name = "${var.prefix}-a"',
        '  place = "here"',
        '}',
        'resource "x_group" "b" {',
        '  name = "b"',
        '  place = "there"',
        '}',
        'data "x_group" "b" { name = "b" }',
        'data "x_group" "c" { name = "c" }',
        'data "x_group" "by_id" { id = x_group.b.id }',
        'data "x_group" "both" {',
        '  name = "b"',
        '  place = "here"',
        '}',
        'module "m" {',
        '  source = "./m"',
        '  group = x_group.a.name',
        '}',
        'resource "x_y" "z" {',
        '  b = data.x_group.b.place',
        '  c = data.x_group.c.place',
        '  d = data.x_group.by_id.place',
        '  e = data.x_group.both.size',
        '}',
      ),
      'm/main.tf': lines(
        'variable "group" {}',
        'data "x_group" "this" { name = var.group }',
        'resource "x_y" "z" { a = data.x_group.this.place }',
      ),
    },
    values: {
      'module.m.x_y.z a': '"here" @main.tf:5:12 < data.x_group.this < x_group.a',
      'x_y.z b': '"there" @main.tf:9:12 < data.x_group.b < x_group.b',
      'x_y.z c': 'unknown looked-up < data.x_group.c',
      'x_y.z d': '"there" @main.tf:9:12 < data.x_group.by_id < x_group.b',
      'x_y.z e': 'unknown looked-up < data.x_group.both',
    },
  },
  {
    title: 'a data source at another provider, or one of two like it, looks up something else',
    files: {
      'main.tf': lines(
        'provider "x" {}',
        'provider "x" { alias = "far" }',
        'resource "x_group" "a" { name = "a" }',
        'resource "x_group" "twice" { name = "t" }',
        'resource "x_group" "again" { name = "t" }',
        'resource "x_group" "many" {',
        '  count = 2',
        '  name = "m"',
        '}',
        'data "x_group" "far" {',
        '  provider = x.far',
        '  name = "a"',
        '}',
        'data "x_group" "t" { name = "t" }',
        'data "x_group" "m" { name = "m" }',
        'data "x_group" "all" {}',
        'resource "x_y" "z" {',
        '  a = data.x_group.far.place',
        '  b = data.x_group.t.place',
        '  c = data.x_group.m.place',
        '  d = data.x_group.all.place',
        '}',
      ),
    },
    values: {
      'x_y.z a': 'unknown looked-up < data.x_group.far',
      'x_y.z b': 'unknown looked-up < data.x_group.t',
      'x_y.z c': 'unknown looked-up < data.x_group.m',
      'x_y.z d': 'unknown looked-up < data.x_group.all',
    },
  },
  {
    title: "overrides: a variable, an output, a call and a backend, in the order of the files' names",
    files: {
      'main.tf': lines(
        'terraform {',
        '  backend "s3" {',
        '    bucket = "b"',
        '    key = "k"',
        '    region = "us-east-1"',
        '  }',
        '}',
        'variable "region" { default = "us-east-1" }',
        'module "m" {',
        '  source = "./m"',
        '  region = var.region',
        '}',
        'resource "a_b" "c" { v = module.m.region }',
      ),
      'a_override.tf':
        'variable "region" { default = "eu-west-1" }\nterraform {\n  backend "gcs" { bucket = "g" }\n}',
      'b_override.tf.json': '{ "variable": { "region": { "default": "ap-northeast-2" } } }',
      'm/main.tf': 'variable "region" {}\noutput "region" { value = "x" }',
      'm/override.tf': 'output "region" { value = var.region }',
    },
    addresses: ['backend.gcs', 'a_b.c'],
    values: {
      'a_b.c v':
        '"ap-northeast-2" @b_override.tf.json:1:41 < module.m.region < var.region < module.m < var.region',
    },
  },
  {
    title: 'overrides: nested blocks are replaced as a type, arguments one by one; a dynamic one too',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'resource "a_b" "c" {',
        '  s { n = 1 }',
        '  s { n = 2 }',
        '  t { n = 3 }',
        '}',
      ),
      'override.tf': lines(
        'resource "a_b" "c" {',
        '  dynamic "s" {',
        '    for_each = ["x"]',
        '    content { n = s.value }',
        '  }',
        '}',
      ),
    },
    values: { 'a_b.c s': '[{n: "x" @override.tf:3:18}]', 'a_b.c t': '[{n: 3 @main.tf:5:11}]' },
  },
  {
    title: 'overrides: a new count',
    files: {
      'main.tf': 'provider "a" {}\nresource "a_b" "c" { v = 1 }',
      'override.tf': 'resource "a_b" "c" { count = 0 }',
    },
    addresses: ['provider.a'],
  },
  {
    title: '.tofu beside .tf and .tf.json beside .tofu.json',
    files: {
      'a.tf': 'resource "a_b" "old" {}',
      'a.tofu': 'resource "a_b" "new" {}',
      'b.tf.json': '{ "resource": { "a_b": { "oldj": {} } } }',
      'b.tofu.json': '{ "resource": { "a_b": { "newj": {} } } }',
      'c.tofu': 'resource "a_b" "only" {}',
      'd_override.tofu': 'resource "a_b" "only" { v = 1 }',
    },
    addresses: ['a_b.new', 'a_b.newj', 'a_b.only'],
    values: { 'a_b.only v': '1 @d_override.tofu:1:29' },
  },
  {
    title: 'JSON beside native: nested blocks, dynamic blocks, tags',
    files: {
      'p.tf': 'provider "aws" { region = "us-east-1" }\nlocals { r = "eu-west-1" }',
      'x.tf.json': lines(
        '{ "resource": { "aws_s3_bucket": { "b": {',
        '  "tags": { "team": "${local.r}" },',
        '  "versioning": { "enabled": true },',
        '  "rule": [{ "dest": { "region": "${local.r}" } }, { "dest": { "region": "us-west-2" } }]',
        '} } } }',
      ),
    },
    values: {
      'aws_s3_bucket.b tags': '{team: "eu-west-1" @p.tf:2:15 < local.r}',
      'aws_s3_bucket.b versioning.enabled': 'true @x.tf.json:3:30',
      'aws_s3_bucket.b rule.0.dest.region': '"eu-west-1" @p.tf:2:15 < local.r',
      'aws_s3_bucket.b rule.1.dest.region': '"us-west-2" @x.tf.json:4:75',
    },
    governors: { 'aws_s3_bucket.b': 'provider.aws' },
  },
  {
    title: 'optional attributes: defaults in objects in maps, null, nested',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'variable "xs" {',
        '  type = map(object({',
        '    region = optional(string, "us-east-1")',
        '    name   = optional(string)',
        '    disk   = optional(object({ kind = optional(string, "ssd"), size = number }))',
        '    net    = optional(object({ cidr = optional(string, "10.0.0.0/8") }), {})',
        '  }))',
        '  default = { a = {}, b = { region = null, disk = { size = "10" } } }',
        '}',
        'resource "a_b" "c" { v = var.xs }',
      ),
    },
    values: {
      'a_b.c v.a':
        '{region: "us-east-1" @main.tf:4:32 < var.xs, name: null @main.tf:9:19 < var.xs, disk: null @main.tf:9:19 < var.xs, net: {cidr: "10.0.0.0/8" @main.tf:7:57 < var.xs} < var.xs} < var.xs',
      'a_b.c v.b':
        '{region: "us-east-1" @main.tf:4:32 < var.xs, name: null @main.tf:9:27 < var.xs, disk: {kind: "ssd" @main.tf:6:57 < var.xs, size: 10 @main.tf:9:61 < var.xs} < var.xs, net: {cidr: "10.0.0.0/8" @main.tf:7:57 < var.xs} < var.xs} < var.xs',
    },
  },
  {
    title: 'nullable = false, through a call that hands null',
    files: {
      'main.tf':
        'provider "a" {}\nmodule "m" {\n  source = "./m"\n  region = null\n  zone = null\n}\nresource "a_b" "c" {\n  r = module.m.region\n  z = module.m.zone\n}',
      'm/m.tf':
        'variable "region" {\n  default  = "us-east-1"\n  nullable = false\n}\nvariable "zone" { default = "a" }\noutput "region" { value = var.region }\noutput "zone" { value = var.zone }',
    },
    values: {
      'a_b.c r': '"us-east-1" @m/m.tf:2:15 < module.m.region < var.region',
      'a_b.c z': 'null @main.tf:5:10 < module.m.zone < var.zone < module.m',
    },
  },
  {
    title: 'a module for each region: each with the provider it is handed',
    files: {
      'main.tf': lines(
        'provider "aws" {',
        '  alias = "us"',
        '  region = "us-east-1"',
        '}',
        'provider "aws" {',
        '  alias = "kr"',
        '  region = "ap-northeast-2"',
        '}',
        'module "us" {',
        '  source = "./m"',
        '  providers = { aws.main = aws.us, aws.copy = aws.kr }',
        '}',
        'module "kr" {',
        '  source = "./m"',
        '  providers = {',
        '    aws.main = aws.kr',
        '    aws.copy = aws.us',
        '  }',
        '}',
      ),
      'm/m.tf': lines(
        'terraform {',
        '  required_providers {',
        '    aws = {',
        '      source = "hashicorp/aws"',
        '      configuration_aliases = [aws.main, aws.copy]',
        '    }',
        '  }',
        '}',
        'resource "aws_s3_bucket" "a" { provider = aws.main }',
        'resource "aws_s3_bucket" "b" { provider = aws.copy }',
        'data "aws_region" "r" { provider = aws.copy }',
        'output "copy" { value = data.aws_region.r.name }',
      ),
    },
    governors: {
      'module.us.aws_s3_bucket.a': 'provider.aws.us',
      'module.us.aws_s3_bucket.b': 'provider.aws.kr',
      'module.kr.aws_s3_bucket.a': 'provider.aws.kr',
      'module.kr.aws_s3_bucket.b': 'provider.aws.us',
    },
  },
  {
    title: 'module instances: by key, all of them, in a for',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'module "m" {',
        '  source = "./m"',
        '  for_each = { x = "us-east-1", y = "eu-west-1" }',
        '  region = each.value',
        '}',
        'resource "a_b" "c" {',
        '  one = module.m["x"].region',
        '  all = [for k, m in module.m : "${k}=${m.region}"]',
        '  map = { for k, m in module.m : k => m.region }',
        '  vals = values(module.m)[*].region',
        '  gone = try(module.m["z"].region, "none")',
        '}',
      ),
      'm/m.tf': 'variable "region" {}\noutput "region" { value = var.region }',
    },
    values: {
      'a_b.c one': '"us-east-1" @main.tf:4:21 < module.m.region < var.region < module.m < each.value',
      'a_b.c all': '["x=us-east-1" @main.tf:9:34, "y=eu-west-1" @main.tf:9:34]',
      'a_b.c map':
        '{x: "us-east-1" @main.tf:4:21 < module.m.region < var.region < module.m < each.value, y: "eu-west-1" @main.tf:4:38 < module.m.region < var.region < module.m < each.value}',
      'a_b.c vals':
        '["us-east-1" @main.tf:4:21 < module.m.region < var.region < module.m < each.value, "eu-west-1" @main.tf:4:38 < module.m.region < var.region < module.m < each.value]',
      'a_b.c gone': '"none" @main.tf:12:37',
    },
  },
  {
    title: 'a chain of outputs, locals and inputs over three modules',
    files: {
      'main.tf':
        'provider "a" {}\nmodule "top" {\n  source = "./top"\n  place = { region = "us-east-1" }\n}\nresource "a_b" "c" { v = module.top.zone }',
      'top/t.tf':
        'variable "place" {}\nmodule "low" {\n  source = "../low"\n  region = var.place.region\n}\noutput "zone" { value = "${module.low.region}a" }',
      'low/l.tf':
        'variable "region" {}\nlocals { r = lower(var.region) }\noutput "region" { value = local.r }',
    },
    values: { 'a_b.c v': '"us-east-1a" @top/t.tf:6:26 < module.top.zone' },
  },
  {
    title: 'moved, import, removed and check create nothing',
    files: {
      'main.tf': lines(
        'provider "aws" { region = "r" }',
        'moved {',
        '  from = aws_s3_bucket.old',
        '  to   = aws_s3_bucket.new',
        '}',
        'import {',
        '  to = aws_s3_bucket.new',
        '  id = "us-east-1/x"',
        '}',
        'removed {',
        '  from = aws_s3_bucket.gone',
        '  lifecycle { destroy = false }',
        '}',
        'check "up" {',
        '  data "http" "site" { url = "https://x" }',
        '  assert {',
        '    condition = data.http.site.status_code == 200',
        '    error_message = "down"',
        '  }',
        '}',
        'resource "aws_s3_bucket" "new" {}',
      ),
    },
    addresses: ['provider.aws', 'aws_s3_bucket.new'],
  },
  {
    title: 'ephemeral resources and values are known only when it runs',
    files: {
      'main.tf': lines(
        'provider "a" {}',
        'ephemeral "a_secret" "s" { name = "x" }',
        'variable "token" {',
        '  ephemeral = true',
        '  sensitive = true',
        '  default = "t"',
        '}',
        'resource "a_b" "c" {',
        '  p = ephemeral.a_secret.s.value',
        '  t = var.token',
        '}',
      ),
    },
    values: { 'a_b.c p': 'unknown runtime', 'a_b.c t': '(sensitive) @main.tf:6:14 < var.token' },
    addresses: ['provider.a', 'a_b.c'],
  },
  {
    title: 'a sensitive output hides what it gives',
    files: {
      'main.tf':
        'provider "a" {}\nmodule "m" { source = "./m" }\nresource "a_b" "c" { v = "p-${module.m.s}" }',
      'm/m.tf': 'output "s" {\n  value = "secret"\n  sensitive = true\n}',
    },
    values: { 'a_b.c v': '(sensitive) @main.tf:3:27' },
  },
  {
    title: 'templatefile: a value in a template keeps its way',
    files: {
      'main.tf':
        'provider "a" {}\nvariable "region" { default = "us-east-1" }\nresource "a_b" "c" {\n  u = templatefile("${path.module}/user.tftpl", { region = var.region, zones = ["a", "b"] })\n  p = jsondecode(templatefile("p.json", { region = var.region })).region\n}',
      'user.tftpl': 'R=${region} %{ for z in zones }${z} %{ endfor }',
      'p.json': '{ "region": "${region}" }',
    },
    values: {
      'a_b.c u': '"R=us-east-1 a b " @user.tftpl:1:1',
      'a_b.c p': '"us-east-1" @main.tf:2:32 < var.region',
    },
  },
  {
    title: 'fileset and yamldecode(file()): each file an element, its text decides',
    files: {
      'main.tf':
        'provider "a" {}\nlocals { data = { for f in fileset("${path.module}/data", "*.yaml") : trimsuffix(f, ".yaml") => yamldecode(file("${path.module}/data/${f}")) } }\nresource "a_b" "c" {\n  for_each = local.data\n  region = each.value.region\n  name = each.key\n}',
      'data/a.yaml': 'region: us-east-1\n',
      'data/b.yaml': '# comment\nregion: "eu-west-1"\n',
      'data/c.txt': 'x',
    },
    values: {
      'a_b.c region':
        '"us-east-1" @data/a.yaml:1:9 < each.value < local.data | "eu-west-1" @data/b.yaml:2:10 < each.value < local.data',
      'a_b.c name': '"a" @main.tf:2:71 < each.key < local.data | "b" @main.tf:2:71 < each.key < local.data',
    },
  },
  {
    title: 'pathexpand leaves what does not begin with ~; a factory without a path makes nothing',
    files: {
      'main.tf':
        'provider "a" {}\nvariable "path" { default = null }\nlocals {\n  p = try(pathexpand(var.path), null)\n  f = { for f in try(fileset(local.p, "*.yaml"), []) : f => yamldecode(file("${local.p}/${f}")) }\n}\nresource "a_b" "c" { for_each = local.f }\nresource "a_b" "d" {\n  v = yamldecode(file(pathexpand("x.yaml"))).region\n  h = pathexpand("~/x")\n}',
      'x.yaml': 'region: us-east-1',
    },
    addresses: ['provider.a', 'a_b.d'],
    values: { 'a_b.d v': '"us-east-1" @x.yaml:1:9', 'a_b.d h': 'unknown expression.machine' },
  },
  {
    title: 'a variable file of JSON holds values, no templates',
    files: {
      'main.tf': 'variable "v" {}\nprovider "a" { v = var.v }',
      'terraform.tfvars.json': '{ "v": { "region": "us-east-1", "t": "${x}" } }',
    },
    values: {
      'provider.a v':
        '{region: "us-east-1" @terraform.tfvars.json:1:21 < var.v < terraform.tfvars.json, t: "${x}" @terraform.tfvars.json:1:39 < var.v < terraform.tfvars.json} < var.v < terraform.tfvars.json',
    },
  },
  {
    title: 'strings with parts: a zone of a region',
    files: {
      'main.tf':
        'variable "region" { default = "us-east-1" }\nprovider "a" {}\nresource "a_b" "c" {\n  zone = "${var.region}a"\n  only = "${var.region}"\n  fmt = format("%s-%s", var.region, "b")\n  rep = replace("arn:us-east-1", "us-east-1", var.region)\n  sub = substr("us-east-1a", 0, 9)\n}',
    },
    values: {
      'a_b.c zone': '"us-east-1a" @main.tf:4:11',
      'a_b.c only': '"us-east-1" @main.tf:1:32 < var.region',
      'a_b.c fmt': '"us-east-1-b" @main.tf:6:9',
      'a_b.c rep': '"arn:us-east-1" @main.tf:7:9',
      'a_b.c sub': '"us-east-1" @main.tf:8:17',
    },
  },
  {
    title: 'default_tags and merged tags',
    files: {
      'main.tf':
        'provider "aws" {\n  default_tags {\n    tags = local.tags\n  }\n}\nlocals { tags = { "domestic-operator" = "kt-cloud" } }\nresource "aws_s3_bucket" "a" { tags = merge(local.tags, { Name = "a" }, var.more) }\nresource "aws_s3_bucket" "b" { tags = merge({ Name = "a" }, local.tags) }\nvariable "more" {}',
    },
    values: {
      'provider.aws default_tags.0.tags':
        '{domestic-operator: "kt-cloud" @main.tf:6:42 < local.tags} < local.tags',
      'aws_s3_bucket.a tags':
        '{domestic-operator: unknown variable-unset < var.more, Name: unknown variable-unset < var.more, …}',
      'aws_s3_bucket.b tags':
        '{Name: "a" @main.tf:8:55, domestic-operator: "kt-cloud" @main.tf:6:42 < local.tags}',
    },
  },
  {
    title: 'a data source: arguments as written, results looked up',
    files: {
      'main.tf':
        'provider "a" {}\ndata "a_ami" "x" {\n  count = 2\n  owner = "o"\n}\nresource "a_b" "c" {\n  o = data.a_ami.x[0].owner\n  i = data.a_ami.x[1].id\n  all = data.a_ami.x[*].owner\n}',
    },
    values: {
      'a_b.c o': '"o" @main.tf:4:12 < data.a_ami.x',
      'a_b.c i': 'unknown looked-up < data.a_ami.x',
      'a_b.c all': '["o" @main.tf:4:12 < data.a_ami.x, "o" @main.tf:4:12 < data.a_ami.x]',
    },
  },
  {
    title: 'a module that is not there, a folder without files, a file that is missing',
    files: {
      'main.tf':
        'provider "a" {}\nmodule "m" { source = "./gone" }\nresource "a_b" "c" {\n  m = module.m.region\n  f = file("gone.txt")\n  t = try(file("gone.txt"), "f")\n}',
    },
    values: {
      'a_b.c m': 'unknown module-missing < module.m.region',
      'a_b.c f': 'unknown expression.file-missing',
      'a_b.c t': '"f" @main.tf:6:30',
    },
  },
  {
    title: 'an alias that is handed down under for_each of modules',
    files: {
      'main.tf':
        'provider "aws" {\n  alias = "dr"\n  region = "us-west-2"\n}\nmodule "m" {\n  source = "./m"\n  for_each = toset(["a", "b"])\n  name = each.key\n  providers = { aws = aws.dr }\n}',
      'm/m.tf': 'variable "name" {}\nresource "aws_s3_bucket" "x" { bucket = var.name }',
    },
    governors: { 'module.m.aws_s3_bucket.x': 'provider.aws.dr' },
    values: {
      'module.m.aws_s3_bucket.x bucket':
        '"a" @main.tf:7:22 < var.name < module.m < each.key | "b" @main.tf:7:27 < var.name < module.m < each.key',
    },
    addresses: ['provider.aws.dr', 'module.m.aws_s3_bucket.x'],
  },
  {
    title: 'OpenTofu: a source made of locals, functions of its own',
    files: {
      'main.tofu': lines(
        'provider "a" {}',
        'locals { base = "./modules" }',
        'module "m" {',
        '  source = "${local.base}/m"',
        '  region = "r"',
        '}',
        'resource "a_b" "c" {',
        '  m = module.m.region',
        '  u = urldecode("a+b%2Fc%C3%A9")',
        '  bad = try(urldecode("%zz"), "refused")',
        '  c = cidrcontains("10.0.0.0/8", "10.1.2.3")',
        '  n = cidrcontains("10.1.0.0/16", "10.0.0.0/8")',
        '  o = cidrcontains("10.1.0.0/16", "10.2.0.0/24")',
        '}',
      ),
      'modules/m/m.tofu': 'variable "region" {}\noutput "region" { value = var.region }',
    },
    values: {
      'a_b.c m': '"r" @main.tofu:5:13 < module.m.region < var.region < module.m',
      'a_b.c u': '"a b/cé" @main.tofu:9:7',
      'a_b.c bad': '"refused" @main.tofu:10:32',
      'a_b.c c': 'true @main.tofu:11:7',
      'a_b.c n': 'false @main.tofu:12:7',
      'a_b.c o': 'false @main.tofu:13:7',
    },
  },
];

describe('Terraform projects, feature by feature', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }
});
