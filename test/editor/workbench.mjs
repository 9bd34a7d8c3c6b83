// A VS Code server on a free port and a Chromium page beside it: what the stand-in for `code` and the page test share.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, editorHost, playwright } from '../../scripts/editor-host.mjs';

const settings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.autoSave': 'off',
};

/**
 * Starts the VS Code server; a temporary folder holds the user data and extensions whose folders are not given.
 * Resolves with its port and a function that ends it.
 */
export async function startServer({ userData, extensions, moreSettings = {} } = {}) {
  const { node, serverMain } = editorHost();
  const scratch = mkdtempSync(join(tmpdir(), 'sovlint-vscode-'));
  const data = userData ?? join(scratch, 'user-data');
  mkdirSync(join(data, 'Machine'), { recursive: true });
  writeFileSync(join(data, 'Machine/settings.json'), JSON.stringify({ ...settings, ...moreSettings }));
  const server = spawn(
    node,
    [
      serverMain,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--telemetry-level', 'off', '--enable-smoke-test-driver', '--disable-workspace-trust'],
      ...['--server-data-dir', join(scratch, 'server-data'), '--user-data-dir', data],
      ...['--extensions-dir', extensions ?? join(scratch, 'extensions')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = [];
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The VS Code server did not start in a minute.')),
      60_000,
    );
    const read = (chunk) => {
      output.push(String(chunk));
      if (verbose) process.stderr.write(chunk);
      const found = /agent listening on (\d+)/.exec(output.join(''));
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', (code) =>
      reject(new Error(`The VS Code server ended (${code}):\n${output.join('')}`)),
    );
  });
  return {
    port,
    stop: async () => {
      server.kill('SIGTERM');
      const hard = setTimeout(() => server.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(hard);
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Installs a VSIX into an extensions folder, as a user would. */
export function installExtension(vsix, extensions) {
  const { node, serverMain } = editorHost();
  const scratch = mkdtempSync(join(tmpdir(), 'sovlint-install-'));
  try {
    execFileSync(
      node,
      [
        serverMain,
        ...['--accept-server-license-terms', '--install-extension', vsix],
        ...['--server-data-dir', scratch, '--extensions-dir', extensions],
      ],
      { stdio: 'ignore' },
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts Chromium with an empty profile. `options` go to playwright's page (viewport, deviceScaleFactor, locale). */
export async function startPage(options = {}) {
  const { chromium: executablePath } = editorHost();
  const { chromium } = await playwright();
  const profile = mkdtempSync(join(tmpdir(), 'sovlint-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: chromiumFlags,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    stop: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The workbench's address for a folder, with `payload` telling it how to behave. */
export function workbenchUrl(port, folder, payload = []) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** The longest a run of tests in the extension host may take, in milliseconds. */
const timeLimit = 120_000;
const verbose = process.env.SOVLINT_TEST_VERBOSE === '1';

/**
 * Passes on what the tests in a page's extension host print. Gives a function that waits for their exit status.
 * Their reporter begins its lines with two blanks; the rest is the editor talking to itself.
 */
export async function relayTests(page) {
  let end;
  let fail;
  const ended = new Promise((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  page.once('crash', () => fail(new Error('The page crashed.')));
  await page.exposeFunction('codeAutomationExit', (status) => end(status));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (String(args[0]).startsWith('  ')) console.log(...args);
    else if (verbose) console.error(`${type}:`, ...args);
  });
  if (verbose) page.on('console', (line) => console.error(`page: ${line.text()}`));
  return async () => {
    const timer = setTimeout(
      () => fail(new Error(`The tests did not end in ${timeLimit / 1000} s.`)),
      timeLimit,
    );
    try {
      return await ended;
    } finally {
      clearTimeout(timer);
    }
  };
}
