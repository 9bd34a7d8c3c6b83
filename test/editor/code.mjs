#!/usr/bin/env node
// Stands in for the `code` executable: starts the VS Code server, opens its workbench in Chromium, runs the tests
// that --extensionTestsPath names in its extension host, and ends with their exit status.
import { isAbsolute, resolve } from 'node:path';
import { startPage, startServer, workbenchUrl } from './workbench.mjs';

const TIME_LIMIT = 120_000;
const verbose = process.env.SOVLINT_TEST_VERBOSE === '1';

const flags = new Map();
const folders = [];
const words = process.argv.slice(2);
for (let i = 0; i < words.length; i++) {
  const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
  if (!name) folders.push(words[i]);
  else if (value !== undefined) flags.set(name, value);
  else if (['extensions-dir', 'user-data-dir', 'locale'].includes(name)) flags.set(name, words[++i]);
  else flags.set(name, '');
}

const server = await startServer({
  userData: flags.get('user-data-dir'),
  extensions: flags.get('extensions-dir'),
  verbose,
});
const browser = await startPage({ locale: flags.get('locale') ?? 'en-US' });
let code = 1;
try {
  code = await run();
} catch (error) {
  console.error(String(error));
} finally {
  await browser.stop();
  await server.stop();
}
process.exit(code);

async function run() {
  const { page } = browser;
  const ended = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`The tests did not end in ${TIME_LIMIT / 1000} s.`)), TIME_LIMIT);
    page.once('crash', () => fail(new Error('The page crashed.')));
    page.exposeFunction('codeAutomationExit', (status) => done(status));
  });
  // The tests' own output comes as `log`; the rest is the editor talking to itself, of use when a run goes wrong.
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (type === 'log') console.log(...args);
    else if (verbose) console.error(`${type}:`, ...args);
  });
  if (verbose) page.on('console', (line) => console.error(`page: ${line.text()}`));
  const remote = (path) =>
    `vscode-remote://127.0.0.1:${server.port}${isAbsolute(path) ? path : resolve(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(flags.get('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(flags.get('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  await page.goto(workbenchUrl(server.port, folders[0] ?? process.cwd(), payload));
  return ended;
}
