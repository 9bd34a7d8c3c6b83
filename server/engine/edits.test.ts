import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Wandering, wander } from './edits.testing';

/** Modules of several files, called several times, whose blocks depend on each other in all the ways there are. */
const workspace: Readonly<Record<string, string>> = {
  'shop/providers.tf': `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
  backend "s3" {
    region = "us-east-1"
  }
}
provider "aws" {
  region = var.region
  default_tags {
    tags = local.common
  }
}
provider "aws" {
  alias  = "dr"
  region = local.regions["dr"]
}
provider "aws" {
  alias  = "cdn"
  region = "us-east-1"
}
`,
  'shop/variables.tf': `variable "region" {
  default = "us-east-1"
}
variable "operator" {
  type = string
}
variable "zones" {
  type    = map(object({ zone = string, public = optional(bool, false) }))
  default = { a = { zone = "ap-northeast-2a" }, b = { zone = "us-west-2b", public = true } }
}
variable "encrypt" {
  type = bool
}
variable "subnet" {}
`,
  'shop/locals.tf': `locals {
  regions = { main = var.region, dr = "us-west-2" }
  common = { team = "shop" }
  tags = merge(local.common, { domestic-operator = var.operator })
  settings = yamldecode(file("settings.yaml"))
  on = terraform.workspace == "prod"
}
`,
  'shop/terraform.tfvars': 'operator = "kt-cloud"\nsubnet = "us-west-2c"\n',
  'shop/dr.tfvars': 'region = "ap-northeast-1"\noperator = "aws"\n',
  'shop/settings.yaml': 'region: us-west-2\nkey: alias/aws/s3\n',
  'shop/store.tf': `resource "aws_s3_bucket" "a" {
  bucket = "shop-a"
  tags   = local.tags
}
resource "aws_s3_bucket" "b" {
  provider = aws.dr
  bucket   = local.names.b
}
resource "aws_kms_key" "main" {
  multi_region = true
}
resource "aws_kms_alias" "main" {
  name          = "alias/main"
  target_key_id = aws_kms_key.main.id
}
resource "aws_kms_replica_key" "dr" {
  provider        = aws.dr
  primary_key_arn = aws_kms_key.main.arn
}
`,
  'shop/encryption.tf': `locals {
  names = { b = "shop-b" }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "a" {
  bucket = aws_s3_bucket.a.id
  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_alias.main.target_key_arn
      sse_algorithm     = "aws:kms"
    }
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = "shop-b"
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
`,
  'shop/disks.tf': `resource "aws_ebs_volume" "v" {
  for_each          = var.zones
  availability_zone = each.value.zone
  encrypted         = var.encrypt
}
resource "aws_db_instance" "db" {
  count             = local.on ? 1 : 0
  availability_zone = aws_ebs_volume.v["b"].availability_zone
  kms_key_id        = data.aws_kms_key.main.arn
}
data "aws_kms_key" "main" {
  key_id = aws_kms_key.main.id
}
data "aws_region" "here" {}
resource "aws_subnet" "s" {
  availability_zone = var.subnet
}
`,
  'shop/account.tf': `resource "aws_ebs_encryption_by_default" "on" {
  enabled = terraform.workspace == "us-west-2"
}
data "aws_s3_bucket" "a" {
  bucket = "shop-a"
}
resource "aws_s3_bucket" "copy" {
  region = data.aws_s3_bucket.a.region
}
`,
  'shop/cdn.tf': `resource "aws_acm_certificate" "c" {
  provider    = aws.cdn
  domain_name = "shop.example"
}
resource "aws_cloudfront_distribution" "d" {
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.c.arn
  }
}
resource "aws_security_group" "g" {
  region = local.settings.region
  dynamic "ingress" {
    for_each = var.zones
    content {
      description = ingress.value.zone
    }
  }
}
`,
  'shop/calls.tf': `module "east" {
  source = "../modules/store"
  name   = "east"
  tags   = local.tags
  key    = aws_kms_key.main.arn
  zone   = yamldecode(file("settings.yaml")).region
}
module "west" {
  source    = "../modules/store"
  for_each  = local.regions
  name      = each.value
  providers = { aws = aws.dr }
}
resource "aws_sns_topic" "t" {
  kms_master_key_id = module.east.key
  region            = module.west["dr"].region
  tags              = { domestic-operator = module.east.name }
}
output "all" {
  value = module.east
}
`,
  'shop/workspace.tf': `resource "aws_sns_topic" "w" {
  region = terraform.workspace
}
`,
  'shop/twice.tf': 'resource "aws_s3_bucket" "a" {\n  region = "us-west-2"\n}\n',
  'shop/thrice.tf': 'resource "aws_s3_bucket" "a" {\n  region = "us-east-1"\n}\n',
  'shop/circle.tf': 'locals {\n  x = local.y\n  y = local.x\n}\n',
  'shop/round.tf': 'resource "aws_sns_topic" "x" {\n  region = local.x\n}\n',
  'shop/square.tf': 'resource "aws_sns_topic" "y" {\n  region = local.y\n}\n',
  'shop/inherited.tf': 'resource "aws_sns_topic" "h" {\n  region = aws_kms_key.main.region\n}\n',
  'shop/late.tf': `module "late" {
  source = "../modules/late"
}
module "public" {
  source = "acme/store/aws"
  name   = "public"
}
resource "aws_sns_topic" "late" {
  region = module.late.region
}
resource "aws_sqs_queue" "late" {
  kms_master_key_id = module.public.key
}
`,
  'shop/.terraform/modules/modules.json':
    '{ "Modules": [{ "Key": "public", "Source": "acme/store/aws", "Dir": "../modules/store" }] }\n',
  'modules/store/main.tf': `variable "name" {}
variable "tags" {
  default = {}
}
variable "key" {
  default = null
}
variable "zone" {
  default = "ap-northeast-2"
}
resource "aws_sqs_queue" "q" {
  name              = var.name
  region            = var.zone
  kms_master_key_id = var.key
  tags              = var.tags
}
module "inner" {
  source = "./inner"
  region = data.aws_region.here.name
}
`,
  'modules/store/outputs.tf': `output "key" {
  value = aws_sqs_queue.q.kms_master_key_id
}
output "name" {
  value = var.name
}
output "region" {
  value = module.inner.region
}
`,
  'modules/store/data.tf': 'data "aws_region" "here" {}\n',
  'modules/store/inner/main.tf': `variable "region" {}
resource "aws_dynamodb_table" "t" {
  replica {
    region_name = var.region
  }
}
output "region" {
  value = var.region
}
`,
  'other/main.tf': `module "store" {
  source = "../modules/store"
  name   = "other"
}
variable "zone" {
  default = "us-west-2a"
}
resource "aws_ebs_volume" "v" {
  availability_zone = var.zone
}
`,
  'other/state.tf': 'terraform {\n  backend "s3" {}\n}\n',
};

const paths = [
  ...Object.keys(workspace),
  'shop/extra.tf',
  'shop/store_override.tf',
  'shop/calls.tofu',
  'shop/a.auto.tfvars',
  'modules/store/extra.tf',
  'modules/store/providers.tf',
  'modules/late/outputs.tf',
  'modules/other/main.tf',
  'cdn/main.tf',
];

const words = [
  'us-east-1',
  'ap-northeast-2',
  'us-west-2',
  'kt-cloud',
  'aws.dr',
  'aws.cdn',
  'var.region',
  'local.tags',
  'local.common',
  'aws_kms_key',
  'module.east.key',
  'store',
  '"b"',
  'main',
  'terraform.workspace',
  'prod',
  'public',
  'shop-b',
  'shop-a',
  'settings.yaml',
  'null',
];

const policies = ['home: KR\n', 'home: KR\nrules: { operate/foreign-operator: warning }\n'];

function hold(wandering: Wandering, seed: number): number {
  let findings = 0;
  for (const { shown, anew, way } of wander(wandering, seed)) {
    assert.deepEqual(shown, anew, way);
    findings += shown.findings.length;
  }
  return findings;
}

describe('an edit in modules of several files', () => {
  for (const seed of [0, 2, 5]) {
    it(`comes to what a project opened anew comes to (seed ${seed})`, () => {
      const findings = hold({ files: workspace, paths, words, policies, steps: 60 }, seed);
      assert.ok(findings > 200, 'the workspace goes on showing something');
    });
  }
});

const projects = join(SOVLINT_ROOT, 'test-fixtures/terraform/projects');

/** Whatever the dialect resolves has a little project: what depends on it must be reached by an edit. */
describe('an edit in a little project', () => {
  for (const group of readdirSync(projects)) {
    it(`comes to what a project opened anew comes to (${group})`, () => {
      for (const name of readdirSync(join(projects, group))) {
        const folder = join(projects, group, name);
        if (!statSync(folder).isDirectory()) continue;
        const files = textsBelow(folder);
        hold({ files, paths: Object.keys(files), words: wordsIn(files), policies, steps: 6 }, 1);
      }
    });
  }
});

function textsBelow(folder: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) texts[relative(folder, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
  }
  return texts;
}

/** Names and quoted texts. */
function wordsIn(files: Readonly<Record<string, string>>): string[] {
  return [...new Set(Object.values(files).flatMap((text) => text.match(/[\w.]{2,}|"[^"\n]*"/g) ?? []))];
}
