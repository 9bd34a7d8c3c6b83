import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitRoot, isListed, listFiles, nodeHost } from './node';

describe('the host on disk', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sovlint-host-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function files(contents: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  }

  it('leaves out what is never judged, and keeps other hidden folders', () => {
    files({
      '.git/config': '',
      'a/.terraform/x.tf': '',
      'node_modules/x.json': '',
      '.github/ci.yaml': '',
      'a/b.tf': '',
    });
    assert.deepEqual(listFiles(root), ['.github/ci.yaml', 'a/b.tf']);
  });

  it('names what lies below the root by one path, however it is reached', () => {
    const host = nodeHost(join(root, 'modules'), [root]);
    assert.equal(host.canonical?.('../modules/b'), 'b');
    assert.equal(host.canonical?.('../libs/c'), '../libs/c');
    assert.equal(host.canonical?.('a'), 'a');
  });

  it('leaves out what git ignores, from the top of the work tree', () => {
    files({
      '.git/info/exclude': 'secret.tf\n',
      '.gitignore': '*.tfvars\n/env/out/\n',
      'env/.gitignore': '!keep.tfvars\n',
      'env/keep.tfvars': '',
      'env/prod.tfvars': '',
      'env/out/a.tf': '',
      'env/secret.tf': '',
      'env/main.tf': '',
    });
    assert.deepEqual(listFiles(join(root, 'env')), ['.gitignore', 'keep.tfvars', 'main.tf']);
    assert.deepEqual(
      ['main.tf', 'prod.tfvars', 'out/a.tf', '../x.tf', '.terraform/a.tf'].map((path) =>
        isListed(join(root, 'env'), path),
      ),
      [true, false, false, false, false],
    );
  });

  it('counts a nested repository by its own patterns', () => {
    files({
      '.git/HEAD': '',
      '.gitignore': '*.tf',
      'sub/.git': 'gitdir: ../.git/modules/sub',
      'sub/a.tf': '',
      'b.tf': '',
    });
    // The outer patterns do not reach into it; its `.git` is a file here and no content.
    assert.deepEqual(listFiles(root), ['.gitignore', 'sub/a.tf']);
  });

  it('does not count as ignored what git tracks all the same', function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    for (const version of ['2', '4']) {
      files({
        '.gitignore': '*.tfvars\nout/\n',
        'prod.tfvars': '',
        'dev.tfvars': '',
        'out/a.tf': '',
        'out/b.tf': '',
      });
      const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
      git('init');
      git('add', '-f', 'prod.tfvars', 'out/a.tf');
      git('update-index', '--index-version', version);
      assert.deepEqual(listFiles(root), ['.gitignore', 'out/a.tf', 'prod.tfvars']);
      assert.equal(isListed(root, 'out/b.tf'), false);
      assert.equal(isListed(root, 'out/a.tf'), true);
    }
  });

  it('ends loops of links, and follows a link that leads out once', () => {
    files({ 'in/a.tf': '', 'out/b.tf': '' });
    symlinkSync('..', join(root, 'in/up'));
    symlinkSync('.', join(root, 'in/self'));
    symlinkSync('nowhere', join(root, 'in/dangling.tf'));
    symlinkSync('../out', join(root, 'in/one'));
    symlinkSync('../out', join(root, 'in/two'));
    assert.deepEqual(listFiles(join(root, 'in')), ['a.tf', 'one/b.tf']);
  });

  it('reads UTF-8 and says why it does not read the rest', () => {
    files({
      'text.tf': '\uFEFFa = "서울"',
      'binary.tf': new Uint8Array([1, 0, 2]),
      'latin.tf': new Uint8Array([0x61, 0xe9, 0x62]),
      'wide.tf': new Uint8Array([0xff, 0xfe, 0x61, 0]),
      'large.tf': new Uint8Array(5_000_001).fill(32),
    });
    const host = nodeHost(root);
    const answer = (path: string) => {
      const result = host.read(path);
      return 'text' in result ? result.text : 'problem' in result ? result.problem.key : 'missing';
    };
    assert.equal(answer('text.tf'), 'a = "서울"');
    assert.equal(answer('binary.tf'), 'host.binary');
    assert.equal(answer('latin.tf'), 'host.not-utf8');
    assert.equal(answer('wide.tf'), 'host.not-utf8');
    assert.equal(answer('large.tf'), 'host.too-large');
    assert.equal(answer('none.tf'), 'missing');
    assert.equal(answer('text.tf/none'), 'missing');
    assert.equal(answer('.'), 'missing');
  });

  it('leads upward to the work tree\u2019s root and no further', () => {
    files({ 'repo/.git/HEAD': '', 'repo/modules/a.tf': 'x', 'repo/env/b.tf': '', 'beside.tf': 'x' });
    const host = nodeHost(join(root, 'repo/env'));
    assert.ok('text' in host.read('../modules/a.tf'));
    assert.deepEqual(host.list('../modules'), [{ name: 'a.tf', kind: 'file' }]);
    assert.ok('missing' in host.read('../../beside.tf'));
    assert.deepEqual(host.list('../..'), []);
    assert.equal(gitRoot(join(root, 'repo/env')), join(root, 'repo'));
  });
});
