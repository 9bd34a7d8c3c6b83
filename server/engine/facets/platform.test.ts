import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const machine = (body: string) =>
  `resource "google_compute_instance" "a" {\n  zone = "asia-northeast3-a"\n  ${body}\n}`;
const instance = (body: string) => `variable "x" {}\nresource "aws_instance" "a" {\n  ${body}\n}`;
const azure = (size: string) => `resource "azurerm_linux_virtual_machine" "a" {\n  size = "${size}"\n}`;

describe('the platform facet', () => {
  // [title, text of main.tf, `operator confidential`]
  const cases: [string, string, string[]][] = [
    ['memory that the host can read', machine(''), ['google-cloud false']],
    [
      'memory that it cannot',
      machine('confidential_instance_config {\n    confidential_instance_type = "SEV_SNP"\n  }'),
      ['google-cloud true'],
    ],
    [
      'what is switched off',
      machine('confidential_instance_config {\n    enable_confidential_compute = false\n  }'),
      ['google-cloud false'],
    ],
    ['a size made for it', azure('Standard_DC4as_v5'), ['azure true']],
    ['another size', azure('Standard_D4as_v5'), ['azure false']],
    ['what is not told', instance('enclave_options {\n    enabled = var.x\n  }'), ['aws ?']],
    ['what a template may bring', instance('launch_template {\n    id = "lt-1"\n  }'), ['aws ?']],
    ['what stores and does not compute', 'resource "aws_sqs_queue" "a" {}', ['aws -']],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      const address = `${/resource "(\w+)" "a"/.exec(text)![1]}.a`;
      const lines = scene({ 'main.tf': text }).lines(address, 'platform', 'operator', 'confidential');
      assert.deepEqual(
        lines.map((line) => line.trim()),
        expected,
      );
    });
  }
});

describe('copies at the edge', () => {
  // [text of main.tf, how]
  const cases: [string, string[]][] = [
    ['resource "aws_cloudfront_distribution" "a" {}', ['edge']],
    ['resource "google_compute_backend_bucket" "a" {\n  enable_cdn = true\n}', ['edge']],
    ['resource "google_compute_backend_bucket" "a" {}', []],
    ['variable "c" {}\nresource "google_compute_backend_bucket" "a" {\n  enable_cdn = var.c\n}', []],
  ];
  for (const [text, expected] of cases) {
    it(text.split('\n').join(' '), () => {
      const address = `${/resource "(\w+)" "a"/.exec(text)![1]}.a`;
      const lines = scene({ 'main.tf': text }).lines(address, 'copy', 'how');
      assert.deepEqual(
        lines.map((line) => line.trim()),
        expected,
      );
    });
  }
});
