import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, folderWith, queueIn, remove, sovlint } from './sovlint.testing';

const many = 10_000;
const bytes = (...values: number[]) => new Uint8Array(values);
const cloudformation = '{"AWSTemplateFormatVersion":"2010-09-09","Resources":';
const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: ';
const nestedAliases = (depth: number) =>
  Array.from(
    { length: depth },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`,
  ).join('');
const modules = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `m${i}/main.tf`,
      `module "m" {\n  source = "../m${i + 1}"\n}\n`,
    ]),
  );

// what | files beside a good main.tf | where problems must stand (`file:line`), none other
const cases: readonly [string, Files, readonly string[]][] = [
  [
    'a half-typed argument',
    { 'a.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = \n' },
    ['a.tf:1', 'a.tf:2'],
  ],
  ['a half-typed list', { 'a.tf': 'variable "x" {\n  default = ["a",\n' }, ['a.tf:1', 'a.tf:2']],
  ['half-typed YAML', { 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a\n' }, ['a.yaml:4']],
  ['half-typed JSON', { 'a.json': `${cloudformation}{"A":{"Type":` }, ['a.json:1']],
  ['a binary file', { 'a.tf': bytes(1, 0, 2), 'b.yaml': bytes(0x7f, 0x45, 0) }, ['a.tf:1', 'b.yaml:1']],
  [
    'a file that is too large',
    { 'a.tf': '# x\n'.repeat(1_300_000), 'b.json': `[${'1,'.repeat(2_600_000)}1]` },
    ['a.tf:1', 'b.json:1'],
  ],
  [
    'text that is not UTF-8',
    { 'a.tf': bytes(0x61, 0xe9), 'b.tf': bytes(0xff, 0xfe, 0x61, 0) },
    ['a.tf:1', 'b.tf:1'],
  ],
  ['NUL bytes far into a file', { 'a.tf': `# ${'x'.repeat(9000)}\nlocals {\n  a = "\0"\n}\n\0` }, ['a.tf:5']],
  [
    'empty files',
    {
      'a.tf': '',
      'a.tfvars': '',
      'a.tf.json': '',
      'a.yaml': '',
      'a.json': '',
      'Chart.yaml': '',
      'values.yaml': '',
      'kustomization.yaml': '',
      '.sovlint.yaml': '',
      '.gitignore': '',
    },
    [],
  ],
  [
    'files that hold a byte order mark alone',
    {
      'a.tf': '\uFEFF',
      'a.tf.json': '\uFEFF',
      'a.yaml': '\uFEFF',
      'a.json': '\uFEFF',
      '.sovlint.yaml': '\uFEFF',
    },
    [],
  ],
  ['HCL lists, deep', { 'a.tf': `locals {\n  x = ${'['.repeat(many)}${']'.repeat(many)}\n}\n` }, ['a.tf:2']],
  [
    'HCL objects, deep',
    { 'a.tf': `locals {\n  x = ${'{ a = '.repeat(many)}1${' }'.repeat(many)}\n}\n` },
    ['a.tf:2'],
  ],
  [
    'HCL parentheses, deep',
    { 'a.tf': `locals {\n  x = ${'('.repeat(many)}1${')'.repeat(many)}\n}\n` },
    ['a.tf:2'],
  ],
  [
    'HCL templates, deep',
    { 'a.tf': `locals {\n  x = ${'"${'.repeat(many)}1${'}"'.repeat(many)}\n}\n` },
    ['a.tf:2'],
  ],
  [
    'HCL conditions, deep',
    { 'a.tf': `locals {\n  x = ${'true ? '.repeat(many)}1${' : 2'.repeat(many)}\n}\n` },
    ['a.tf:2'],
  ],
  ['HCL sums, long', { 'a.tf': `locals {\n  x = 1${' + 1'.repeat(many)}\n}\n` }, ['a.tf:2']],
  ['HCL paths, long', { 'a.tf': `locals {\n  x = a${'.b'.repeat(many)}\n}\n` }, ['a.tf:2']],
  [
    'JSON lists, deep',
    { 'a.json': `${cloudformation}${'['.repeat(many)}${']'.repeat(many)}}` },
    ['a.json:1'],
  ],
  [
    'JSON objects, deep',
    { 'a.tf.json': `{"locals":{"x":${'{"a":'.repeat(many)}1${'}'.repeat(many)}}}` },
    ['a.tf.json:1'],
  ],
  ['YAML lists, deep', { 'a.yaml': `${manifest}${'['.repeat(many)}${']'.repeat(many)}\n` }, ['a.yaml:4']],
  [
    'YAML maps, deep',
    { 'a.yaml': `${manifest}${'{ a: '.repeat(many)}1${' }'.repeat(many)}\n` },
    ['a.yaml:4'],
  ],
  [
    'YAML blocks, deep',
    {
      'a.yaml': `${manifest}\n${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`,
    },
    ['a.yaml:204'],
  ],
  [
    'a chain of modules that is too long',
    { 'b.tf': 'module "m" {\n  source = "./m0"\n}\n', ...modules(60) },
    ['m31/main.tf:1'],
  ],
  ['a module that calls itself', { 'b.tf': 'module "m" {\n  source = "./"\n}\n' }, ['b.tf:1']],
];

describe('bad input beside good', () => {
  for (const [what, files, problems] of cases) {
    it(`says where and goes on: ${what}`, async () => {
      const folder = folderWith({ 'main.tf': queueIn('us-east-1'), ...files });
      const report = await scan(folder);
      remove(folder);
      assert.deepEqual(report.placed, ['main.tf:2']);
      assert.deepEqual([...new Set(report.problems)], problems);
    });
  }

  // what | files | where the finding must stand all the same
  const kept: readonly [string, Files, string][] = [
    [
      'blocks around a half-typed one',
      { 'a.tf': `resource "aws_s3_bucket" "b" {\n  bucket = \n}\n${queueIn('us-east-1')}locals {\n` },
      'a.tf:5',
    ],
    ['lines that end with CR LF', { 'a.tf': queueIn('us-east-1').replaceAll('\n', '\r\n') }, 'a.tf:2'],
    ['a byte order mark', { 'a.tf': `\uFEFF${queueIn('us-east-1')}` }, 'a.tf:2'],
    [
      'documents beside a broken one',
      {
        'a.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  nodeSelector: { topology.kubernetes.io/region: us-west-2 }\n---\n[ a: }\n',
      },
      'a.yaml:5',
    ],
    [
      'documents with aliases',
      {
        'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  nodeSelector: { topology.kubernetes.io/region: us-west-2 }\n---\na0: &a0 [x, x]\n${nestedAliases(12)}`,
      },
      'a.yaml:5',
    ],
    [
      'iteration without end',
      {
        'a.tf': `${queueIn('us-east-1')}resource "aws_sqs_queue" "z" {\n  count = 1000000000\n}\nresource "aws_sqs_queue" "y" {\n  for_each = toset([for i in range(1000000000) : tostring(i)])\n}\nlocals {\n  p = setproduct(range(1000), range(1000), range(1000))\n  s = join("", [for a in range(100000) : format("%1000000s", a)])\n}\n`,
      },
      'a.tf:2',
    ],
    [
      'values that name themselves',
      {
        'a.tf': `${queueIn('us-east-1')}locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_subnet" "s" {\n  availability_zone = local.a\n  vpc_id = aws_subnet.s.vpc_id\n}\n`,
      },
      'a.tf:2',
    ],
  ];
  for (const [what, files, place] of kept) {
    it(`judges ${what}`, async () => {
      const folder = folderWith(files);
      const { placed } = await scan(folder);
      remove(folder);
      assert.deepEqual(placed, [place]);
    });
  }

  it('passes by what is no file, and says so', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = folderWith({ 'main.tf': queueIn('us-east-1'), 'folder.tf/a.tf': 'locals {\n' });
    symlinkSync('nowhere', join(folder, 'dangling.tf'));
    symlinkSync('loop-b.tf', join(folder, 'loop-a.tf'));
    symlinkSync('loop-a.tf', join(folder, 'loop-b.tf'));
    symlinkSync('.', join(folder, 'self'));
    symlinkSync('nowhere', join(folder, 'nothing-of-ours.txt'));
    if (process.platform === 'linux') symlinkSync('/dev/zero', join(folder, 'endless.tf'));
    const pipes = ['pipe.tf', 'terraform.tfvars', '.gitignore'];
    for (const name of pipes) execFileSync('mkfifo', [join(folder, name)]);
    const report = await scan(folder);
    remove(folder);
    assert.deepEqual(report.placed, ['main.tf:2']);
    assert.deepEqual(
      report.problems,
      [
        'dangling.tf:1',
        'endless.tf:1',
        'folder.tf/a.tf:1',
        'loop-a.tf:1',
        'loop-b.tf:1',
        'pipe.tf:1',
        'terraform.tfvars:1',
      ].filter((place) => process.platform === 'linux' || !place.startsWith('endless')),
    );
  });

  it('refuses a pipe and a device by name instead of waiting for them', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = folderWith({});
    execFileSync('mkfifo', [join(folder, 'pipe.tf')]);
    for (const words of ['scan pipe.tf', 'scan /dev/zero', 'explain pipe.tf:1']) {
      const { status, error } = await sovlint(folder, words);
      assert.match(error, /^sovlint: \S+: This is not judged: it is no regular file\.\n/);
      assert.equal(status, 3);
    }
    assert.equal((await sovlint(folder, 'scan . --config pipe.tf')).status, 2);
    rmSync(join(folder, 'pipe.tf'));
    execFileSync('mkfifo', [join(folder, '.sovlint.yaml')]);
    const { status, error } = await sovlint(folder, 'scan .');
    remove(folder);
    assert.match(error, /^sovlint: \.sovlint\.yaml:1:1: /);
    assert.equal(status, 2);
  });

  it('says what it may not read', async function () {
    if (process.platform === 'win32') this.skip();
    // Root may read everything, so root's run steps down.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65534);
    const folder = folderWith({ 'main.tf': queueIn('us-east-1'), 'a.tf': '', 'b/c.tf': '' });
    try {
      for (const name of ['a.tf', 'b']) chmodSync(join(folder, name), 0);
      assert.deepEqual(await scan(folder), { placed: ['main.tf:2'], problems: ['a.tf:1', 'b:1'] });
      const named = await sovlint(folder, 'scan a.tf b');
      assert.equal(named.status, 3);
      assert.match(named.error, /^sovlint: a\.tf: .*EACCES.*\nsovlint: b: .*EACCES/);
    } finally {
      chmodSync(join(folder, 'b'), 0o700);
      if (root) process.seteuid?.(0);
      remove(folder);
    }
  });

  it('looks a hundred folders deep, and says where it stops', async () => {
    const folder = folderWith({ 'main.tf': queueIn('us-east-1') });
    const deep = join(folder, 'd/'.repeat(102));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'a.tf'), 'locals {\n');
    const report = await scan(folder);
    remove(folder);
    assert.deepEqual(report, { placed: ['main.tf:2'], problems: [`${'d/'.repeat(100)}d:1`] });
  });

  it('forgets a file that vanished', async () => {
    const folder = folderWith({ 'main.tf': queueIn('us-east-1') });
    const gone = folderWith({ 'a.tf': 'locals {\n' });
    symlinkSync(gone, join(folder, 'link'));
    assert.deepEqual((await scan(folder)).problems, ['link/a.tf:1']);
    unlinkSync(join(gone, 'a.tf'));
    assert.deepEqual(await scan(folder), { placed: ['main.tf:2'], problems: [] });
    remove(gone);
    assert.deepEqual((await scan(folder)).placed, ['main.tf:2']);
    remove(folder);
  });
});

/** Where `where/offshore-region` stands, and where problems do. */
async function scan(folder: string): Promise<{ placed: string[]; problems: string[] }> {
  const { out, error } = await sovlint(folder, 'scan . --rule where/offshore-region --format json');
  assert.ok(out, error);
  const report = JSON.parse(out) as Record<'findings' | 'problems', { file: string; line: number }[]>;
  const places = (list: { file: string; line: number }[]) => list.map(({ file, line }) => `${file}:${line}`);
  return { placed: places(report.findings), problems: places(report.problems) };
}
