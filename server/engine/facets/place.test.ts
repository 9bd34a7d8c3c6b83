import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const AWS = 'provider "aws" {\n  region = "us-east-1"\n}\n';

const cases: readonly {
  readonly it: string;
  readonly tf: string;
  readonly at: string;
  readonly is: readonly string[];
}[] = [
  {
    it: 'takes the region of the provider block',
    tf: `${AWS}resource "aws_s3_bucket" "a" {}`,
    at: 'aws_s3_bucket.a',
    is: ['us-east-1 [US] own @main.tf:2:13 < provider.aws'],
  },
  {
    it: 'prefers the region of the resource',
    tf: `${AWS}resource "aws_s3_bucket" "a" {\n region = "ap-northeast-2"\n}`,
    at: 'aws_s3_bucket.a',
    is: ['ap-northeast-2 [KR] own @main.tf:5:12'],
  },
  {
    it: 'judges the provider block itself',
    tf: AWS,
    at: 'provider.aws',
    is: ['us-east-1 [US] provider @main.tf:2:13'],
  },
  {
    it: 'lets the region decide a zone made of region and letter',
    tf: `${AWS}variable "r" {\n default = "eu-west-1"\n}\nresource "aws_subnet" "a" {\n availability_zone = "\${var.r}a"\n}`,
    at: 'aws_subnet.a',
    is: ['eu-west-1 [IE] own @main.tf:5:13 < var.r'],
  },
  {
    it: 'takes a looked-up zone for one of the region',
    tf: `${AWS}data "aws_availability_zones" "z" {}\nresource "aws_subnet" "a" {\n availability_zone = data.aws_availability_zones.z.names[0]\n}`,
    at: 'aws_subnet.a',
    is: ['us-east-1 [US] own @main.tf:2:13 < data.aws_availability_zones.z < provider.aws'],
  },
  {
    it: 'falls back to the region where nothing tells the zone',
    tf: `${AWS}variable "z" {}\nresource "aws_subnet" "a" {\n availability_zone = var.z\n}`,
    at: 'aws_subnet.a',
    is: ['us-east-1 [US] own @main.tf:2:13 < provider.aws'],
  },
  {
    it: 'gives a facet for each candidate',
    tf: `${AWS}variable "prod" {}\nresource "aws_sqs_queue" "a" {\n region = var.prod ? "ap-northeast-2" : "ap-northeast-1"\n}`,
    at: 'aws_sqs_queue.a',
    is: ['ap-northeast-2 [KR] own @main.tf:6:23 maybe', 'ap-northeast-1 [JP] own @main.tf:6:42 maybe'],
  },
  {
    it: 'says where an unpinned provider stands',
    tf: 'provider "aws" {}\nresource "aws_s3_bucket" "a" {}',
    at: 'aws_s3_bucket.a',
    is: ['- - own @main.tf:1:1'],
  },
  {
    it: 'keeps a code that no fact knows unknown',
    tf: `${AWS}resource "aws_s3_bucket" "a" {\n region = "mars-1"\n}`,
    at: 'aws_s3_bucket.a',
    is: ['mars-1 ? own @main.tf:5:12'],
  },
  {
    it: 'does not place what has no place',
    tf: `${AWS}resource "aws_iam_role" "a" {}`,
    at: 'aws_iam_role.a',
    is: [],
  },
  {
    it: 'places a type without a row by its provider',
    tf: `${AWS}resource "aws_unheard_of" "a" {}`,
    at: 'aws_unheard_of.a',
    is: ['us-east-1 [US] own @main.tf:2:13 < provider.aws'],
  },
  {
    it: 'does not take global for a place of a type without a row',
    tf: 'provider "azurerm" {\n features {}\n}\nresource "azurerm_unheard_of" "a" {\n location = "global"\n}',
    at: 'azurerm_unheard_of.a',
    is: [],
  },
  {
    it: 'lets the host of an S3 backend decide',
    tf: 'terraform {\n backend "s3" {\n  bucket = "b"\n  key = "k"\n  region = "us-east-1"\n  endpoints = { s3 = "https://kr.object.ncloudstorage.com" }\n }\n}',
    at: 'backend.s3',
    is: ['kr.object.ncloudstorage.com [KR] backend @main.tf:6:23'],
  },
  {
    it: 'places an S3 backend by its region',
    tf: 'terraform {\n backend "s3" {\n  bucket = "b"\n  key = "k"\n  region = "us-east-1"\n }\n}',
    at: 'backend.s3',
    is: ['us-east-1 [US] backend @main.tf:5:13'],
  },
  {
    it: 'says that a backend states no region',
    tf: 'terraform {\n backend "s3" {\n  bucket = "b"\n  key = "k"\n }\n}',
    at: 'backend.s3',
    is: ['- - backend @main.tf:2:2'],
  },
  {
    it: 'does not know the region of a partial backend',
    tf: 'terraform {\n backend "s3" {}\n}',
    at: 'backend.s3',
    is: ['? ? backend @main.tf:2:2 maybe'],
  },
  {
    it: 'places a looked-up zone in the region that was asked for',
    tf: 'provider "google" {\n region = "asia-northeast3"\n}\ndata "google_compute_zones" "z" {\n region = "us-west1"\n}\nresource "google_compute_instance" "a" {\n zone = data.google_compute_zones.z.names[0]\n}',
    at: 'google_compute_instance.a',
    is: ['us-west1 [US] own @main.tf:5:12 < data.google_compute_zones.z'],
  },
  {
    it: 'knows no place where the host of all endpoints is unknown',
    tf: 'provider "aws" {\n region = "us-east-1"\n endpoints {\n  s3 = "http://localhost:4566"\n }\n}\nresource "aws_s3_bucket" "a" {}',
    at: 'aws_s3_bucket.a',
    is: ['http://localhost:4566 ? own @main.tf:4:9 < provider.aws'],
  },
];

describe('place facets', () => {
  for (const { it: title, tf, at, is } of cases) {
    it(title, () => {
      assert.deepEqual(scene({ 'main.tf': tf }).lines(at, 'place', 'value', 'countries', 'role'), is);
    });
  }

  it('takes an allowed host for home', () => {
    const tf =
      'terraform {\n backend "s3" {\n  bucket = "b"\n  key = "k"\n  region = "us-east-1"\n  endpoint = "minio.example.co.kr"\n }\n}';
    const allow = { operators: [], hosts: ['*.example.co.kr'], accounts: [], regions: [], findings: [] };
    assert.deepEqual(scene({ 'main.tf': tf }, { allow }).lines('backend.s3', 'place', 'countries'), [
      '[KR] @main.tf:6:15',
    ]);
  });

  it('passes places by necessity, and the provider that is there for them alone', () => {
    const tf = `${AWS.replace('{', '{\n  alias = "us"')}
resource "aws_acm_certificate" "c" {
  provider = aws.us
}
resource "aws_wafv2_web_acl" "w" {
  provider = aws.us
  scope    = "CLOUDFRONT"
}`;
    const { lines } = scene({ 'main.tf': tf });
    assert.deepEqual(first(lines('aws_acm_certificate.c', 'place', 'necessary')), ['true']);
    assert.deepEqual(first(lines('provider.aws.us', 'place', 'necessary')), ['true']);
    const read = scene({
      'main.tf': `${AWS}data "aws_ecrpublic_authorization_token" "t" {}\ndata "aws_region" "r" {}`,
    });
    assert.deepEqual(first(read.lines('provider.aws', 'place', 'necessary')), ['true']);
    const needy = `${tf}
resource "aws_wafv2_web_acl_logging_configuration" "l" {
  provider     = aws.us
  resource_arn = aws_wafv2_web_acl.w.arn
}`;
    assert.deepEqual(first(scene({ 'main.tf': needy }).lines('provider.aws.us', 'place', 'necessary')), [
      'true',
    ]);
    const more = scene({ 'main.tf': `${tf}\nresource "aws_sqs_queue" "q" {\n  provider = aws.us\n}` });
    assert.deepEqual(first(more.lines('provider.aws.us', 'place', 'necessary')), ['false']);
  });
});

function first(lines: readonly string[]): (string | undefined)[] {
  return lines.map((line) => line.split(' ')[0]);
}
