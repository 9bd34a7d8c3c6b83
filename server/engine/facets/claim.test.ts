import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const volume = (tags: string, zone = 'us-east-1a', more = '') =>
  `${more}resource "aws_ebs_volume" "a" {\n  availability_zone = "${zone}"\n  tags = ${tags}\n}`;
const provider = (tags: string) =>
  `provider "aws" {\n  region = "us-east-1"\n  default_tags {\n    tags = ${tags}\n  }\n}\n`;

describe('the claim facet', () => {
  // [title, text of main.tf, `tag value claimed countries contradicted`]
  const cases: [string, string, string[]][] = [
    ['another country', volume('{ data-residency = "KR" }'), ['data-residency KR [KR] [US] true']],
    ['the same country', volume('{ data-residency = "us" }'), ['data-residency us [US] [US] false']],
    [
      'a key written otherwise',
      volume('{ Data_Residency = "Korea" }'),
      ['Data_Residency Korea [KR] [US] true'],
    ],
    [
      'a country in Korean',
      volume('{ DataLocation = "대한민국" }'),
      ['DataLocation 대한민국 [KR] [US] true'],
    ],
    ['a place', volume('{ residency = "ap-northeast-2" }'), ['residency ap-northeast-2 [KR] [US] true']],
    [
      'a bloc that holds the country',
      volume('{ residency = "EU" }', 'eu-west-1a').replace(/$/, ''),
      [
        'residency EU [AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK] [IE] false',
      ],
    ],
    ['no country', volume('{ data-residency = "none", residency = "no" }'), []],
    ['a key of something else', volume('{ jurisdiction = "KR", Name = "kr" }'), []],
    ['a value that is not told', volume('{ residency = var.r }', 'us-east-1a', 'variable "r" {}\n'), []],
    ['a place that is not told', volume('{ residency = "KR" }', '${var.z}', 'variable "z" {}\n'), []],
    [
      'a tag of the provider',
      `${provider('{ residency = "KR" }')}resource "aws_sqs_queue" "a" {}`.replace(
        'aws_sqs_queue',
        'aws_ebs_volume',
      ),
      ['residency KR [KR] [US] true'],
    ],
    [
      'a tag that hides the provider’s',
      `${provider('{ residency = "KR", country = "KR" }')}${volume('{ residency = "US" }')}`,
      ['residency US [US] [US] false', 'country KR [KR] [US] true'],
    ],
    [
      'tags and places of one run',
      `${volume('{ residency = var.kr ? "KR" : "US" }', '${var.kr ? "ap-northeast-2a" : "us-east-1a"}', 'variable "kr" {}\n')}`,
      ['residency KR [KR] [KR] false', 'residency US [US] [US] false'],
    ],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      const lines = scene({ 'main.tf': text })
        .lines('aws_ebs_volume.a', 'claim', 'tag', 'value', 'claimed', 'countries', 'contradicted')
        .map((line) => line.replace(/ @.*/, ''));
      assert.deepEqual(lines, expected);
    });
  }
});
