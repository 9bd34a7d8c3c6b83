import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, folderWith, queueIn, remove, sovlint } from './sovlint.testing';

/** What a scan finds, a line each: `main.tf:2:13 where/offshore-region us-east-1`. */
async function found(files: Files, words: string, from = ''): Promise<string[]> {
  const folder = folderWith(files);
  try {
    const { out, error } = await sovlint(join(folder, from), `scan --rule where/* ${words} --format json`);
    assert.ok(out, error);
    const { findings } = JSON.parse(out) as {
      findings: { file: string; line: number; column: number; rule: string; value: string }[];
    };
    return findings.map(({ file, line, column, rule, value }) =>
      `${file}:${line}:${column} ${rule} ${value ?? ''}`.trim(),
    );
  } finally {
    remove(folder);
  }
}

const variable = 'variable "region" {\n  default = "ap-northeast-2"\n}\n';
const byVariable = queueIn('us-east-1').replace('"us-east-1"', 'var.region');
// what it shows | files | words | from which folder | what is found
const scans: readonly [string, Files, string, string, string[]][] = [
  [
    'names paths from the one folder scanned',
    { 'infra/main.tf': queueIn('us-east-1') },
    'infra',
    '',
    ['main.tf:2:13 where/offshore-region us-east-1'],
  ],
  [
    'names paths from the working directory where several are scanned',
    {
      'a/main.tf': queueIn('us-east-1'),
      'b/main.tf': queueIn('eu-west-1'),
      'c/main.tf': queueIn('eu-west-2'),
    },
    'b a',
    '',
    ['a/main.tf:2:13 where/offshore-region us-east-1', 'b/main.tf:2:13 where/offshore-region eu-west-1'],
  ],
  [
    'says a thing once where paths overlap',
    { 'a/main.tf': queueIn('us-east-1') },
    'a a/main.tf . a',
    '',
    ['a/main.tf:2:13 where/offshore-region us-east-1'],
  ],
  [
    'reaches a folder beside the working directory',
    { 'a/main.tf': queueIn('us-east-1'), 'b/x.txt': '' },
    '../a',
    'b',
    ['main.tf:2:13 where/offshore-region us-east-1'],
  ],
  [
    'takes a file\u2019s values from its neighbours, and reports what they decide for it',
    { 'main.tf': byVariable, 'variables.tf': variable, 'terraform.tfvars': 'region = "us-east-1"\n' },
    'main.tf',
    '',
    ['terraform.tfvars:1:11 where/offshore-region us-east-1'],
  ],
  [
    'judges no default that a neighbour overrides',
    {
      'main.tf': byVariable,
      'variables.tf': variable.replace('ap-northeast-2', 'us-east-1'),
      'a.auto.tfvars': 'region = "ap-northeast-2"\n',
    },
    'variables.tf main.tf',
    '',
    [],
  ],
  [
    'reports of a single file only what concerns it',
    {
      'main.tf': queueIn('ap-northeast-2'),
      'other.tf': 'resource "aws_subnet" "s" {\n  availability_zone = "us-east-1a"\n}\n',
    },
    'main.tf',
    '',
    [],
  ],
  [
    'finds what stands in a values file and concerns nothing else',
    { 'main.tf': byVariable, 'variables.tf': variable, 'prod.tfvars': 'region = "us-east-1"\n' },
    'prod.tfvars',
    '',
    ['prod.tfvars:1:11 where/offshore-region us-east-1'],
  ],
  [
    'takes the configuration of the folder, else the nearest above',
    {
      '.git/HEAD': '',
      '.sovlint.yaml': 'home: US\n',
      'a/main.tf': queueIn('us-east-1'),
      'b/.sovlint.yaml': 'home: JP\n',
      'b/main.tf': queueIn('us-east-1'),
    },
    'a',
    '',
    [],
  ],
  [
    'reads what is named outside the working directory, and what it calls there',
    {
      'here/notes.txt': '',
      'a/main.tf': queueIn('us-east-1'),
      'b/prod/main.tf': 'module "m" {\n  source = "../m"\n}\n',
      'b/.git/HEAD': '',
      'b/m/main.tf': 'resource "aws_subnet" "s" {\n  availability_zone = "us-east-1a"\n}\n',
    },
    '../a ../b/prod',
    'here',
    [
      '../a/main.tf:2:13 where/offshore-region us-east-1',
      '../b/m/main.tf:2:24 where/offshore-region us-east-1a',
    ],
  ],
  [
    'reads a file that is named outside the working directory',
    { 'here/notes.txt': '', 'a/main.tf': queueIn('us-east-1') },
    '../a/main.tf',
    'here',
    ['../a/main.tf:2:13 where/offshore-region us-east-1'],
  ],
  [
    'prefers the nearest configuration',
    {
      '.git/HEAD': '',
      '.sovlint.yaml': 'home: US\n',
      'b/.sovlint.yaml': 'home: JP\n',
      'b/main.tf': queueIn('us-east-1'),
    },
    'b',
    '',
    ['main.tf:2:13 where/offshore-region us-east-1'],
  ],
  [
    'reads what a module call names outside the folder, up to the git root',
    {
      '.git/HEAD': '',
      'modules/queue/main.tf':
        'variable "zone" {}\nresource "aws_subnet" "s" {\n  availability_zone = "us-east-1a"\n}\n',
      'env/prod/main.tf':
        'provider "aws" {\n  region = "ap-northeast-2"\n}\nmodule "q" {\n  source = "../../modules/queue"\n  zone = "a"\n}\n',
    },
    'env/prod',
    '',
    ['../../modules/queue/main.tf:3:24 where/offshore-region us-east-1a'],
  ],
];

describe('a scan', () => {
  for (const [what, files, words, from, expected] of scans) {
    it(what, async () => assert.deepEqual(await found(files, words, from), expected));
  }

  it('knows the chart around a template', async () => {
    const folder = folderWith({
      'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'chart/templates/pod.yaml': '{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n',
    });
    const { out } = await sovlint(folder, 'scan chart/templates/pod.yaml --format json');
    remove(folder);
    assert.deepEqual((JSON.parse(out) as { problems: unknown[] }).problems, []);
  });

  it('counts what was named', async () => {
    const folder = folderWith({
      'main.tf': queueIn('us-east-1'),
      'b.tf': 'resource "aws_sqs_queue" "b" {}\n',
    });
    const { out } = await sovlint(folder, 'scan main.tf --format json');
    const { summary } = JSON.parse(out) as { summary: { files: number; resources: number } };
    remove(folder);
    assert.deepEqual([summary.files, summary.resources], [1, 1]);
  });

  it('writes each report where it is to go', async () => {
    const folder = folderWith({ 'a/main.tf': queueIn('us-east-1') });
    mkdirSync(join(folder, 'out'));
    const both = await sovlint(
      folder,
      'scan a --home KR --format json=out/r.json --format text --format sarif=out/r.sarif',
    );
    assert.match(both.out, /^main\.tf:2:13 error /);
    assert.equal(both.error, '');
    const machine = await sovlint(folder, 'scan a --home KR --format sarif');
    assert.match(machine.out, /^\{\n/);
    assert.match(machine.error, /^Files: 1, resources: 1\. Errors: 1, /);
    const files = await sovlint(
      folder,
      'scan a --home KR --format text=out/r.txt --format json=out/again.json',
    );
    assert.equal(files.out, '');
    assert.match(files.error, /^Files: 1, /);
    // The reports lie in the tree, and are none of its code.
    const again = await sovlint(folder, 'scan . --home KR');
    assert.match(again.out, /\nFiles: 1, resources: 1\. /);
    remove(folder);
  });

  it('judges what was written since the last scan', async () => {
    const folder = folderWith({ 'main.tf': queueIn('us-east-1') });
    assert.equal((await sovlint(folder, 'scan')).status, 1);
    writeFileSync(join(folder, 'main.tf'), queueIn('ap-northeast-2'));
    assert.equal((await sovlint(folder, 'scan')).status, 0);
    remove(folder);
  });
});
