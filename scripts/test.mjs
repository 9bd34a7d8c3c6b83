// Runs the tests under the folders or files named on the command line (default: server), without an editor.
// They are bundled first: Node 20 strips no types, and so they resolve modules as the product does.
// `--node=PATH` runs them on another Node; other options go to mocha (`--grep=…`).
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rulesPlugin } from '../esbuild.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-') && !word.startsWith('--node='));
const node =
  process.argv.find((word) => word.startsWith('--node='))?.slice('--node='.length) ?? process.execPath;
const entryPoints = (named.length ? named : ['server']).flatMap(testsUnder);
// A folder of its own for each process, so that two runs side by side do not disturb each other.
const outdir = join(root, 'dist-test', String(process.pid));
try {
  await build({
    entryPoints,
    outdir,
    outbase: root,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: { SOVLINT_VERSION: '"0.0.0-test"', SOVLINT_ROOT: JSON.stringify(root) },
    plugins: [rulesPlugin],
  });
  const files = entryPoints.map((file) => join(outdir, relative(root, file).replace(/\.ts$/, '.cjs')));
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const run = spawnSync(node, ['--enable-source-maps', mocha, '--timeout', '60000', ...options, ...files], {
    stdio: 'inherit',
    cwd: root,
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function testsUnder(path) {
  const absolute = resolve(path);
  if (statSync(absolute).isFile()) return [absolute];
  return readdirSync(absolute, { recursive: true })
    .map((name) => join(absolute, String(name)))
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
}
