import assert from 'node:assert/strict';
import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { folderWith, queueIn, remove } from './sovlint.testing';

/** What only a process of its own shows: pipes, its exit status, its environment. */
describe('the bundled command', () => {
  let folder: string;
  let command: string;
  before(async () => {
    folder = folderWith({
      'main.tf': queueIn('us-east-1'),
      'many/many.tf': Array.from(
        { length: 1000 },
        (_, i) => `resource "aws_subnet" "s${i}" {\n  availability_zone = "us-east-1a"\n}\n`,
      ).join(''),
    });
    command = join(folder, 'bin/sovlint.js');
    // The build's own options, so that what is tested is what ships.
    const { bundles } = await import(pathToFileURL(join(SOVLINT_ROOT, 'esbuild.mjs')).href);
    const options = (bundles as BuildOptions[]).find(({ outfile }) => outfile === 'dist/sovlint.js');
    await build({ ...options, absWorkingDir: SOVLINT_ROOT, outfile: command });
    chmodSync(command, 0o755);
  });
  after(() => remove(folder));

  const shell = (script: string, options: SpawnSyncOptions = {}) =>
    spawnSync('bash', ['-c', script.replaceAll('sovlint', `"${process.execPath}" "${command}"`)], {
      cwd: folder,
      ...options,
      encoding: 'utf8',
    });

  // what | script | its exit status | standard output | standard error
  const scripts: readonly [string, string, number, RegExp, RegExp][] = [
    [
      'ends with the status of what it found',
      'sovlint scan main.tf --home KR',
      1,
      /^main\.tf:2:13 error /,
      /^$/,
    ],
    [
      'ends well where nothing is found',
      'sovlint scan main.tf --home US --rule where/*',
      0,
      /^Files: 1, /,
      /^$/,
    ],
    [
      'says what is wrong on standard error',
      'sovlint scan --nothing',
      2,
      /^$/,
      /^sovlint: unknown option --nothing/,
    ],
    [
      'lets a reader go',
      'sovlint scan . --home KR | head -1; exit ${PIPESTATUS[0]}',
      1,
      /^\S+ error .*\n$/,
      /^$/,
    ],
    [
      'lets a reader of complaints go',
      'sovlint scan none --home KR 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}',
      3,
      /^$/,
      /^$/,
    ],
    [
      'writes long reports whole into a pipe',
      'sovlint scan . --home KR --format json 2>/dev/null | tail -c 2',
      0,
      /^\}\n$/,
      /^$/,
    ],
    [
      'says when its output cannot be written',
      '[ -e /dev/full ] || exit 2; sovlint scan main.tf --home KR >/dev/full',
      2,
      /^$/,
      /^$|^sovlint: .*ENOSPC/,
    ],
    [
      'works in a folder that has been deleted',
      `mkdir gone && cd gone && rmdir ../gone && sovlint scan "$OLDPWD/main.tf" --home KR`,
      1,
      /main\.tf:2:13 error /,
      /^$/,
    ],
    ['takes nothing from standard input', 'echo x | sovlint rules', 0, /^cutoff\//, /^$/],
    [
      'speaks the environment\u2019s language',
      'LC_ALL=ko_KR.UTF-8 sovlint scan main.tf',
      1,
      / 오류 /,
      /^home: KR\(기본값\)/,
    ],
  ];
  for (const [what, script, status, out, error] of scripts) {
    it(what, function () {
      if (process.platform === 'win32') this.skip();
      const run = shell(script, { env: { ...process.env, LC_ALL: '', LANG: 'C' } });
      assert.match(String(run.stderr), error);
      assert.match(String(run.stdout), out);
      assert.equal(run.status, status);
    });
  }

  it('can be started by its own first line', function () {
    if (process.platform === 'win32') this.skip();
    const run = spawnSync(command, ['--version'], { encoding: 'utf8' });
    const { version } = JSON.parse(readFileSync(join(SOVLINT_ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(run.stdout, `${version}\n`);
  });

  it('serves an editor until that leaves', async () => {
    const server = spawn(process.execPath, [command, 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const send = (body: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...body });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    const answered = (id: number) =>
      new Promise<string>((resolve) => {
        let answer = '';
        server.stdout.on('data', (chunk) => {
          answer += chunk;
          if (answer.includes(`"id":${id}`)) resolve(answer);
        });
      });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const ready = answered(1);
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    assert.match(await ready, /"capabilities":/);
    const closing = answered(2);
    send({ id: 2, method: 'shutdown' });
    await closing;
    send({ method: 'exit' });
    assert.equal(await ended, 0);
  });

  it('names its files alone', () => {
    rmSync(join(folder, 'many'), { recursive: true });
    assert.equal(shell('sovlint scan . --home KR --format json=report.json').status, 1);
    assert.equal(shell('ls').stdout, 'bin\nmain.tf\nreport.json\n');
  });
});
