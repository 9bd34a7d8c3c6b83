import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../packs/scan.testing';

const rule = 'operate/missing-operator-tag';
const instance = (name: string, tags = '') => `resource "aws_instance" "${name}" {${tags}}\n`;
const tagged = '\n  tags = { domestic-operator = "kt-cloud" }\n';
const aws = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const pod = (name: string, { namespace = '', labels = '' } = {}) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`}${labels && `, labels: { ${labels} }`} }\nspec: { containers: [] }\n`;
const carries = 'domestic-operator: kt-cloud';
const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}${labels && `, labels: { ${labels} }`} }\n`;

const cases: Record<string, { files: Record<string, string>; found: string[] }> = {
  'more lack it than carry it: on the provider block, with all that lack it': {
    files: { 'main.tf': aws + instance('a') + instance('b') + instance('c', tagged) },
    found: [`main.tf:1 warning ${rule} provider "aws" -> aws_instance.a, aws_instance.b`],
  },
  'as many carry it as lack it: on each that lacks it': {
    files: { 'main.tf': aws + instance('a') + instance('b', tagged) },
    found: [`main.tf:4 warning ${rule} resource "aws_instance" "a" -> aws_instance.a`],
  },
  'the provider gives it to all': {
    files: {
      'main.tf': `provider "aws" {\n  region = "ap-northeast-2"\n  default_tags {\n    tags = { domestic-operator = "kt-cloud" }\n  }\n}\n${instance('a')}${instance('b')}`,
    },
    found: [],
  },
  'a block used several times lacks it once': {
    files: { 'main.tf': aws + instance('a', '\n  count = 3\n') + instance('b', tagged) },
    found: [`main.tf:4 warning ${rule} resource "aws_instance" "a" -> aws_instance.a`],
  },
  'what a called module makes is under the same provider': {
    files: {
      'main.tf': `${aws}module "m" {\n  source = "./m"\n}\n`,
      'm/main.tf': instance('a') + instance('b'),
    },
    found: [`main.tf:1 warning ${rule} provider "aws" -> module.m.aws_instance.a, module.m.aws_instance.b`],
  },
  'each provider block has its own': {
    files: {
      'main.tf': `${aws}provider "aws" {\n  alias  = "other"\n  region = "ap-northeast-2"\n}\n${instance('a')}${instance('b', '\n  provider = aws.other\n  tags     = { domestic-operator = "kt-cloud" }\n')}${instance('c', '\n  provider = aws.other\n')}`,
    },
    found: [
      `main.tf:1 warning ${rule} provider "aws" -> aws_instance.a`,
      `main.tf:13 warning ${rule} resource "aws_instance" "c" -> aws_instance.c`,
    ],
  },
  'a provider without default tags: the file, at the first thing that lacks it': {
    files: {
      'main.tf':
        'provider "azurerm" {\n  features {}\n}\n' +
        ['a', 'b']
          .map((name) => `resource "azurerm_redis_cache" "${name}" {\n  location = "koreacentral"\n}\n`)
          .join(''),
      'other.tf': 'resource "azurerm_redis_cache" "c" {\n  location = "koreacentral"\n}\n',
    },
    found: [
      `main.tf:4 warning ${rule} resource "azurerm_redis_cache" "a" -> azurerm_redis_cache.a, azurerm_redis_cache.b`,
      `other.tf:1 warning ${rule} resource "azurerm_redis_cache" "c" -> azurerm_redis_cache.c`,
    ],
  },
  'default tags do not reach an Auto Scaling group': {
    files: {
      'main.tf':
        'provider "aws" {\n  region = "ap-northeast-2"\n  default_tags {\n    tags = { domestic-operator = "kt-cloud" }\n  }\n}\n' +
        'resource "aws_autoscaling_group" "a" {\n  max_size = 1\n  min_size = 1\n}\n',
    },
    found: [`main.tf:7 warning ${rule} resource "aws_autoscaling_group" "a" -> aws_autoscaling_group.a`],
  },
  'tags that cannot be told count on neither side': {
    files: {
      'main.tf': `${aws}variable "tags" {}\n${instance('a')}${instance('b', '\n  tags = var.tags\n')}`,
    },
    found: [`main.tf:1 warning ${rule} provider "aws" -> aws_instance.a`],
  },
  'a namespace in the tree, for the objects in it': {
    files: {
      'ns.yaml': namespace('shop'),
      'a.yaml': pod('a', { namespace: 'shop' }),
      'b.yaml': pod('b', { namespace: 'shop' }),
    },
    found: [`ns.yaml:2 warning ${rule} Namespace -> Pod/shop/a, Pod/shop/b`],
  },
  'a namespace in the tree that carries it': {
    files: { 'ns.yaml': namespace('shop', carries), 'a.yaml': pod('a', { namespace: 'shop' }) },
    found: [],
  },
  'a namespace outside the tree: own labels decide, the file governs': {
    files: {
      'a.yaml': [
        pod('a', { namespace: 'shop' }),
        pod('b', { namespace: 'shop' }),
        pod('c', { namespace: 'shop', labels: carries }),
      ].join('---\n'),
    },
    found: [`a.yaml:2 warning ${rule} Pod -> Pod/shop/a, Pod/shop/b`],
  },
  'a template: the file, as an info': {
    files: {
      'template.yaml':
        'Resources:\n  A: { Type: "AWS::SQS::Queue", Properties: { KmsMasterKeyId: !Ref Key } }\n  B: { Type: "AWS::SQS::Queue", Properties: { KmsMasterKeyId: !Ref Key } }\nParameters: { Key: { Type: String } }\n',
    },
    found: [`template.yaml:2 info ${rule} A -> A, B`],
  },
};

describe('things that lack the operator tag, gathered under what governs them', () => {
  for (const [what, { files, found }] of Object.entries(cases)) {
    it(what, () => assert.deepEqual(findingsIn(openFiles(files), rule), found));
  }
});
