// Tests what ships in a real VS Code: packs the extension, unpacks it, and runs test/editor/suite in its extension
// host. On Linux the editor is the stand-in of editor-host.mjs; SOVLINT_TEST_VSCODE=desktop picks the VS Code that
// @vscode/test-electron downloads. No run falls back from one to the other.
// Words: `suite` (extension host), `page` (workbench seen by a user), `web` (web worker); none means all.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { runWebTests } from '../test/editor/web.mjs';
import { hostFolder, root } from './editor-host.mjs';

/** What the packed extension may weigh, in bytes. */
const largest = 1_500_000;

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const wants = (name) => words.length === 0 || words.includes(name);
const desktop = process.env.SOVLINT_TEST_VSCODE === 'desktop';

mkdirSync(hostFolder, { recursive: true });
const run = mkdtempSync(join(hostFolder, 'run-'));
try {
  const vsix = join(run, 'sovlint.vsix');
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    allowUnusedFilesPattern: true,
  });
  const extension = join(run, 'extension');
  await unzip(vsix, extension);
  const has = (size) => `${(size / 1e6).toFixed(2)} MB`;
  const { size } = statSync(vsix);
  if (size > largest) throw new Error(`The VSIX has ${has(size)}; it may have ${has(largest)}.`);
  if (wants('suite')) await suite(join(extension, 'extension'));
  if (wants('page') && !desktop) page(vsix);
  if (wants('web') && !desktop) await web(vsix);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(run, { recursive: true, force: true, maxRetries: 5 });
}

async function suite(extensionDevelopmentPath) {
  const tests = join(run, 'tests/index.cjs');
  await bundle('index.ts', tests, { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] });
  await runTests({
    ...(desktop ? {} : { vscodeExecutablePath: join(root, 'test/editor/code.mjs') }),
    extensionDevelopmentPath,
    extensionTestsPath: tests,
    launchArgs: [
      freshWorkspace('suite'),
      `--user-data-dir=${join(run, 'user-data')}`,
      `--extensions-dir=${join(run, 'extensions')}`,
    ],
  });
}

async function web(vsix) {
  // The web host serves tests from inside the extension only: they get an extension folder of their own.
  const extension = join(run, 'extension-web/extension');
  await unzip(vsix, dirname(extension));
  const tests = join(extension, 'tests-web.js');
  await bundle('index.web.ts', tests, {
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'node:assert/strict': join(root, 'test/editor/suite/assert.web.ts') },
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"test"' },
    footer: { js: 'module.exports = { run };' },
  });
  const workspace = freshWorkspace('web');
  const status = await runWebTests({ extension, tests, workspace, scratch: join(run, 'web') });
  if (status !== 0) throw new Error('The tests in the web extension host failed.');
}

function bundle(entry, outfile, options) {
  return build({
    entryPoints: [join(root, 'test/editor/suite', entry)],
    outfile,
    bundle: true,
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    ...options,
  });
}

function page(vsix) {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const { status } = spawnSync(process.execPath, [mocha, join(root, 'test/editor/page.test.mjs')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SOVLINT_VSIX: vsix },
  });
  if (status !== 0) throw new Error('The page test failed.');
}

/** A copy of the fixture, so that tests may write into it. */
function freshWorkspace(name) {
  const folder = join(run, `workspace-${name}`);
  cpSync(join(root, 'test/editor/workspace'), folder, { recursive: true });
  return folder;
}

async function unzip(archive, target) {
  // jszip comes with @vscode/test-electron; a bare machine has no unzip.
  const require = createRequire(createRequire(import.meta.url).resolve('@vscode/test-electron'));
  const zip = await require('jszip').loadAsync(readFileSync(archive));
  for (const [name, entry] of Object.entries(zip.files)) {
    if (entry.dir) continue;
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), await entry.async('nodebuffer'));
  }
}
