import assert from 'node:assert/strict';
import { openFiles } from './scan.testing';

const cases: [what: string, text: string, rules: string[]][] = [
  [
    'says nothing of what a provider block being typed leaves out',
    'provider "aws" {\n  reg\n}\nresource "aws_sqs_queue" "q" {\n  kms_master_key_id = var.k\n}\nvariable "k" {}\n',
    [],
  ],
  [
    'says nothing of what a resource being typed leaves out',
    'resource "aws_s3_bucket" "b" {\n  bucket = \n}\n',
    [],
  ],
  [
    'keeps what is written in a block that is not closed',
    'resource "aws_sqs_queue" "q" {\n  region = "us-east-1"\n',
    ['where/offshore-region'],
  ],
  [
    'keeps the findings of the blocks beside it',
    'resource "aws_s3_bucket" "b" {\n  bucket = \n}\nprovider "aws" {\n  region = "us-east-1"\n}\n',
    ['where/offshore-region'],
  ],
];

describe('half-typed Terraform', () => {
  for (const [what, text, rules] of cases) {
    it(what, () => {
      const report = openFiles({ 'main.tf': text }).report();
      assert.deepEqual([...new Set(report.findings.map(({ rule }) => rule))], rules);
      assert.notEqual(report.problems.length, 0);
    });
  }
});
