import assert from 'node:assert/strict';
import { actual, type Case, describeProject } from './project.testing';

const BUCKET = 'resource "aws_s3_bucket" "b" {}\n';

const cases: Case[] = [
  {
    title: 'the default provider, and one by alias',
    files: {
      'main.tf': `provider "aws" {}\nprovider "aws" { alias = "dr" }\n${BUCKET}resource "aws_s3_bucket" "c" { provider = aws.dr }\nresource "aws_s3_bucket" "d" { provider = "aws.dr" }`,
    },
    governors: {
      'aws_s3_bucket.b': 'provider.aws',
      'aws_s3_bucket.c': 'provider.aws.dr',
      'aws_s3_bucket.d': 'provider.aws.dr',
    },
    addresses: ['provider.aws', 'provider.aws.dr', 'aws_s3_bucket.b', 'aws_s3_bucket.c', 'aws_s3_bucket.d'],
  },
  {
    title: 'no block: the environment decides',
    files: { 'main.tf': BUCKET },
    governors: { 'aws_s3_bucket.b': 'terraform.no-provider' },
  },
  {
    title: 'a default provider is inherited, an alias is not',
    files: {
      'main.tf': 'provider "aws" {}\nprovider "aws" { alias = "dr" }\nmodule "m" { source = "./m" }',
      'm/main.tf': `${BUCKET}resource "aws_s3_bucket" "c" { provider = aws.dr }`,
    },
    governors: {
      'module.m.aws_s3_bucket.b': 'provider.aws',
      'module.m.aws_s3_bucket.c': 'terraform.no-provider',
    },
  },
  {
    title: 'handed down under other names, through two levels',
    files: {
      'main.tf':
        'provider "aws" {}\nprovider "aws" { alias = "dr" }\nmodule "m" {\n  source = "./m"\n  providers = {\n    aws = aws.dr\n    aws.src = aws\n  }\n}',
      'm/main.tf': `terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.src]\n    }\n  }\n}\n${BUCKET}module "n" {\n  source = "./n"\n  providers = { aws = aws.src }\n}`,
      'm/n/main.tf': BUCKET,
    },
    governors: {
      'module.m.aws_s3_bucket.b': 'provider.aws.dr',
      'module.m.module.n.aws_s3_bucket.b': 'provider.aws',
    },
  },
  {
    title: 'empty blocks in a called module stand for what is handed down',
    files: {
      'main.tf':
        'provider "aws" { region = "r1" }\nprovider "aws" {\n  alias = "dr"\n  region = "r2"\n}\nmodule "m" {\n  source = "./m"\n  providers = { aws.x = aws.dr }\n}',
      'm/main.tf': `provider "aws" {}\nprovider "aws" { alias = "x" }\n${BUCKET}resource "aws_s3_bucket" "c" { provider = aws.x }`,
    },
    governors: { 'module.m.aws_s3_bucket.b': 'provider.aws', 'module.m.aws_s3_bucket.c': 'provider.aws.dr' },
    addresses: ['provider.aws', 'provider.aws.dr', 'module.m.aws_s3_bucket.b', 'module.m.aws_s3_bucket.c'],
  },
  {
    title: "a called module's own block with settings",
    files: {
      'main.tf': 'provider "aws" { region = "r1" }\nmodule "m" { source = "./m" }',
      'm/main.tf': `provider "aws" {\n  alias = "x"\n  region = "us-east-1"\n}\nresource "aws_s3_bucket" "c" { provider = aws.x }`,
    },
    governors: { 'module.m.aws_s3_bucket.c': 'module.m.provider.aws.x' },
    values: {
      'module.m.provider.aws.x region': '"us-east-1" @m/main.tf:3:13',
      'module.m.provider.aws.x alias': 'absent',
    },
  },
  {
    title: 'inherited by source, whatever the local name',
    files: {
      'main.tf':
        'terraform {\n  required_providers {\n    cloud = { source = "hashicorp/aws" }\n  }\n}\nprovider "cloud" {}\nmodule "m" { source = "./m" }',
      'm/main.tf': BUCKET,
    },
    governors: { 'module.m.aws_s3_bucket.b': 'provider.cloud' },
  },
  {
    title: 'a provider whose region comes through a module',
    files: {
      'main.tf':
        'provider "aws" { region = module.c.regions["main"] }\nmodule "c" { source = "./c" }\nresource "aws_s3_bucket" "b" {}',
      'c/main.tf': 'locals { r = { main = "eu-west-1" } }\noutput "regions" { value = local.r }',
    },
    values: { 'provider.aws region': '"eu-west-1" @c/main.tf:1:24 < module.c.regions < local.r' },
  },
  {
    title: 'an OpenTofu provider for each region',
    files: {
      'main.tf':
        'provider "aws" {\n  alias = "by"\n  for_each = toset(["r1", "r2"])\n  region = each.value\n}\nresource "aws_s3_bucket" "b" {\n  for_each = toset(["r1", "r2"])\n  provider = aws.by[each.key]\n}',
    },
    governors: { 'aws_s3_bucket.b': 'provider.aws.by' },
    values: {
      'provider.aws.by region': '"r1" @main.tf:3:22 < each.value | "r2" @main.tf:3:28 < each.value',
      'aws_s3_bucket.b provider': 'absent',
    },
  },
  {
    title: 'data.aws_region is the region of its provider',
    files: {
      'main.tf': [
        'provider "aws" { region = var.r }',
        'provider "aws" {',
        '  alias = "dr"',
        '  region = "us-west-2"',
        '}',
        'variable "r" { default = "us-east-1" }',
        'data "aws_region" "a" {}',
        'data "aws_region" "b" { provider = aws.dr }',
        'data "aws_region" "c" { region = "eu-west-1" }',
        'resource "x_y" "z" {',
        '  a = data.aws_region.a.name',
        '  b = data.aws_region.b.id',
        '  c = data.aws_region.c.region',
        '  d = data.aws_region.a.description',
        '}',
      ].join('\n'),
    },
    values: {
      'x_y.z a': '"us-east-1" @main.tf:6:27 < data.aws_region.a < provider.aws < var.r',
      'x_y.z b': '"us-west-2" @main.tf:4:13 < data.aws_region.b < provider.aws.dr',
      'x_y.z c': '"eu-west-1" @main.tf:9:35 < data.aws_region.c',
      'x_y.z d': 'unknown looked-up < data.aws_region.a',
    },
  },
  {
    title: 'data.aws_region of a provider without region, and of none',
    files: {
      'main.tf':
        'provider "aws" {}\ndata "aws_region" "a" {}\nresource "x_y" "z" { a = data.aws_region.a.name }\nmodule "m" { source = "./m" }\nmodule "n" { source = "./n" }',
      'm/main.tf': 'data "aws_region" "a" {}\nresource "x_y" "z" { a = data.aws_region.a.name }',
      'n/main.tf':
        'data "aws_region" "a" { provider = aws.gone }\nresource "x_y" "z" { a = data.aws_region.a.name }',
    },
    values: {
      'x_y.z a': 'unknown provider-argument < data.aws_region.a',
      'module.m.x_y.z a': 'unknown provider-argument < data.aws_region.a',
      'module.n.x_y.z a': 'unknown no-provider < data.aws_region.a',
    },
  },
  {
    title: 'data.aws_region in a module takes what the module is handed',
    files: {
      'main.tf':
        'provider "aws" {\n  alias = "dr"\n  region = "us-west-2"\n}\nmodule "m" {\n  source = "./m"\n  providers = { aws = aws.dr }\n}',
      'm/main.tf': 'data "aws_region" "a" {}\nresource "x_y" "z" { a = data.aws_region.a.name }',
    },
    values: { 'module.m.x_y.z a': '"us-west-2" @main.tf:3:13 < data.aws_region.a < provider.aws.dr' },
  },
  {
    title: 'a provider that takes its region from itself',
    files: { 'main.tf': 'provider "aws" { region = data.aws_region.a.name }\ndata "aws_region" "a" {}' },
    values: { 'provider.aws region': 'unknown cycle < data.aws_region.a < provider.aws' },
  },
  {
    title: 'a data source that looks places up',
    files: {
      'main.tf':
        'provider "aws" { region = "us-east-1" }\ndata "aws_availability_zones" "z" {}\nresource "aws_subnet" "s" { availability_zone = data.aws_availability_zones.z.names[0] }',
    },
    values: { 'aws_subnet.s availability_zone': 'unknown looked-up < data.aws_availability_zones.z' },
  },
  {
    title: 'region and project that a resource takes from its provider',
    files: {
      'main.tf':
        'provider "google" {\n  region = "us-central1"\n}\nresource "google_compute_subnetwork" "s" {}\nresource "google_x" "y" {\n  r = google_compute_subnetwork.s.region\n  z = google_compute_subnetwork.s.zone\n}',
    },
    values: {
      'google_x.y r': '"us-central1" @main.tf:2:13 < google_compute_subnetwork.s < provider.google',
      'google_x.y z': 'unknown computed < google_compute_subnetwork.s',
    },
  },
  {
    title: 'a backend, whole',
    files: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "us-east-1"\n  }\n}',
    },
    addresses: ['backend.s3'],
    values: { 'backend.s3 region': '"us-east-1" @main.tf:5:15', 'backend.s3 profile': 'absent' },
  },
  {
    title: 'a backend, in part',
    files: { 'main.tf': 'terraform {\n  backend "s3" {\n    bucket = "b"\n  }\n}' },
    values: { 'backend.s3 bucket': '"b" @main.tf:3:15', 'backend.s3 region': 'unknown partial-backend' },
  },
  {
    title: 'a cloud block',
    files: {
      'main.tf': 'terraform {\n  cloud {\n    organization = "o"\n    workspaces { name = "w" }\n  }\n}',
    },
    values: {
      'backend.cloud organization': '"o" @main.tf:3:21',
      'backend.cloud workspaces': '[{name: "w" @main.tf:4:26}]',
    },
  },
  {
    title: 'the backend of a called module is none',
    files: {
      'main.tf': 'module "m" { source = "./m" }\nprovider "aws" {}',
      'm/main.tf': 'terraform {\n  backend "s3" {}\n}',
    },
    addresses: ['provider.aws'],
  },
];

cases.push({
  title: 'a public module gets the provider that is handed to it',
  files: {
    'main.tf':
      'provider "aws" {}\nprovider "aws" { alias = "dr" }\nmodule "v" {\n  source = "terraform-aws-modules/vpc/aws"\n  providers = { aws = aws.dr }\n}\nmodule "w" { source = "terraform-aws-modules/vpc/aws" }',
  },
  governors: { 'module.v': 'provider.aws.dr', 'module.w': 'provider.aws' },
});

describe('Terraform providers and backends', () => {
  for (const one of cases) {
    it(one.title, () => assert.deepEqual(actual(one), one));
  }

  const identities: [string, string, string | undefined][] = [
    ['provider "aws" {}', 'aws', 'aws'],
    ['provider "google-beta" {}', 'google-beta', 'gcp'],
    [
      'terraform {\n required_providers {\n aws = { source = "acme/AWS" }\n }\n}\nprovider "aws" {}',
      'aws',
      'aws',
    ],
    [
      'terraform {\n required_providers {\n aws = { source = "registry.terraform.io/hashicorp/awscc" }\n }\n}\nprovider "aws" {}',
      'awscc',
      'aws',
    ],
    ['provider "unheard" {}', 'unheard', undefined],
    ['provider "constructor" {}', 'constructor', undefined],
  ];
  for (const [text, type, platform] of identities) {
    it(`knows the platform of ${text.slice(-30)}`, () => {
      const project = describeProject({ 'main.tf': text });
      const [address] = project.addresses();
      const provider = project.resource(address!);
      assert.deepEqual([provider?.type, provider?.provider], [type, platform]);
    });
  }

  it('takes the platform of a resource from its provider', () => {
    const project = describeProject({
      'main.tf':
        'resource "google_x" "a" { provider = google-beta }\nresource "google_x" "b" {}\nresource "y_z" "c" {}',
    });
    const platforms = ['google_x.a', 'google_x.b', 'y_z.c'].map(
      (address) => project.resource(address)?.provider,
    );
    assert.deepEqual(platforms, ['gcp', 'gcp', undefined]);
  });

  it('tells a library from what is run', () => {
    const library = (text: string) => describeProject({ 'main.tf': text }).resource('x_y.z')?.library;
    const resource = 'resource "x_y" "z" {}\n';
    assert.equal(library(resource), true);
    assert.equal(library(`${resource}provider "x" {}`), false);
    assert.equal(library(`${resource}terraform {\n  backend "gcs" {}\n}`), false);
    assert.equal(library(`${resource}terraform {\n  cloud {}\n}`), false);
    assert.equal(library(`${resource}terraform {\n  required_version = "1"\n}`), true);
  });
});
