import assert from 'node:assert/strict';
import { openFiles } from './scan.testing';

const terraform: [what: string, text: string, rules: string[]][] = [
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

const bicep: [what: string, text: string, rules: string[]][] = [
  [
    'says nothing of what a resource being typed leaves out',
    "resource a 'Microsoft.Compute/disks@2023-10-02' = {\n  name: 'a'\n  loca\n}\n",
    [],
  ],
  [
    'says nothing of tags being typed',
    "resource a 'Microsoft.Search/searchServices@2023-11-01' = {\n  name: 'a'\n  tags: {\n    \n",
    [],
  ],
  [
    'keeps what is written in a body that is not closed',
    "resource a 'Microsoft.Compute/disks@2023-10-02' = {\n  location: 'eastus'\n",
    ['where/offshore-region'],
  ],
  [
    'keeps the findings of the declarations beside it',
    "param place =\nresource a 'Microsoft.Compute/disks@2023-10-02' = {\n  location: 'eastus'\n  tags: {\n}\n",
    ['where/offshore-region'],
  ],
  [
    'keeps what does not hang on what is being typed',
    "param place string = 'eastus'\nvar name = '${pla\nresource a 'Microsoft.Network/virtualNetworks@2023-11-01' = {\n  name: name\n  location: place\n}\n",
    ['where/offshore-region'],
  ],
];

for (const [language, file, cases] of [
  ['Terraform', 'main.tf', terraform],
  ['Bicep', 'main.bicep', bicep],
] as const) {
  describe(`half-typed ${language}`, () => {
    for (const [what, text, rules] of cases) {
      it(what, () => {
        const report = openFiles({ [file]: text }).report();
        assert.deepEqual([...new Set(report.findings.map(({ rule }) => rule))], rules);
        assert.notEqual(report.problems.length, 0);
      });
    }
  });
}
