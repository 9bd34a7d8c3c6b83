#!/usr/bin/env node
// Stands in for the `code` executable: starts the VS Code server, opens its workbench in Chromium, runs the tests
// that --extensionTestsPath names in its extension host, and ends with their exit status.
import { resolve } from 'node:path';
import { relayTests, startPage, startServer, workbenchUrl } from './workbench.mjs';

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
  const ended = await relayTests(page);
  const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(flags.get('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(flags.get('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  await page.goto(workbenchUrl(server.port, folders[0] ?? process.cwd(), payload));
  return ended();
}
