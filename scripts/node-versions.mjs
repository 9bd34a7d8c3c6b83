// Runs the tests of engine, command line and server, and the command itself, on each version of Node that is
// promised (package.json: engines). `node scripts/node-versions.mjs [VERSION ...]`; none means all.
// Each comes from npm as a package of one binary, into .node-versions/ (ignored by git, about 120 MB a version).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.node-versions');
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const promised = [engines.node.replace(/^>=/, ''), '20', '22', '24', '26'];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : promised;

execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
let failed = 0;
for (const version of wanted) {
  const node = install(version);
  const exact = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const tests = spawnSync(
    process.execPath,
    ['scripts/test.mjs', `--node=${node}`, '--reporter=dot', 'server'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const counts = /^\s*\d+ passing[\s\S]*/m.exec(tests.stdout)?.[0] ?? `${tests.stdout}${tests.stderr}`;
  const command = scan(node);
  const fine = tests.status === 0 && command === undefined;
  if (!fine) failed++;
  console.log(
    `${fine ? '✔' : '✖'} Node ${exact}: tests ${tests.status === 0 ? counts.trim() : `failed\n${counts}`}`,
  );
  if (command) console.log(`  ${command}`);
}
process.exitCode = failed > 0 ? 1 : 0;

/** The path of a version's binary, installed where it is missing. */
function install(version) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(cache, version);
  const binary = join(
    folder,
    'node_modules',
    name,
    process.platform === 'win32' ? 'bin/node.exe' : 'bin/node',
  );
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${version}`];
    execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'], shell: system === 'win' });
  }
  return binary;
}

/** What is wrong with the command on this Node, if anything. */
function scan(node) {
  const bundle = join(root, 'dist/sovlint.js');
  for (const [words, status, expected] of [
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['scan', 'test-fixtures/hanbit-pay', '--fail-on', 'never'], 0, /\[where\/offshore-region\]/],
    [['scan', 'test-fixtures/hanbit-pay', '--format', 'json'], 1, /^\{\n {2}"version": 1,/],
  ]) {
    const run = spawnSync(node, [bundle, ...words], { cwd: root, encoding: 'utf8' });
    if (run.status !== status || !expected.test(run.stdout)) {
      return `sovlint ${words.join(' ')}: status ${run.status}\n${run.stdout.slice(0, 500)}${run.stderr}`;
    }
  }
  return undefined;
}
