// Makes the five bundles: the client for Node and for the browser, the language server for Node and for a
// web worker, and the command line. `node esbuild.mjs` builds all; `--watch` keeps building; `--dev` keeps names.
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { parse } from 'yaml';

const root = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Serves `sovlint:rules`: every YAML file under rules/, parsed, keyed by its path there, as one JSON module. */
export const rulesPlugin = {
  name: 'sovlint-rules',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^sovlint:rules$/ }, () => ({ path: 'rules', namespace: 'sovlint' }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'sovlint' }, () => {
      const folder = join(root, 'rules');
      const files = readdirSync(folder, { recursive: true })
        .map((name) => String(name).replaceAll('\\', '/'))
        .filter((name) => /\.(ya?ml|json)$/.test(name))
        .sort();
      const data = {};
      for (const name of files) {
        const text = readFileSync(join(folder, name), 'utf8');
        data[name] = name.endsWith('.json') ? JSON.parse(text) : parse(text);
      }
      const json = JSON.stringify(JSON.stringify(data));
      return {
        contents: `export default JSON.parse(${json});`,
        loader: 'js',
        watchFiles: files.map((name) => join(folder, name)),
        watchDirs: [folder],
      };
    });
  },
};

const shared = {
  bundle: true,
  minify: !process.argv.includes('--dev'),
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  define: { SOVLINT_VERSION: JSON.stringify(version) },
  plugins: [rulesPlugin],
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'es2022' };

/** esbuild's options for each file that ships, from the repository's root. */
export const bundles = [
  { ...node, entryPoints: ['client/main.node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['client/main.browser.ts'],
    outfile: 'dist/client.browser.js',
    external: ['vscode'],
  },
  { ...node, entryPoints: ['server/lsp/main.node.ts'], outfile: 'dist/server.js' },
  { ...browser, entryPoints: ['server/lsp/main.browser.ts'], outfile: 'dist/server.browser.js' },
  {
    ...node,
    entryPoints: ['server/cli/main.ts'],
    outfile: 'dist/sovlint.js',
    banner: { js: '#!/usr/bin/env node' },
  },
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes('--watch')) {
    for (const options of bundles) await (await context({ ...options, absWorkingDir: root })).watch();
  } else {
    await Promise.all(bundles.map((options) => build({ ...options, absWorkingDir: root })));
    chmodSync(join(root, 'dist/sovlint.js'), 0o755);
    // Cleared afterwards, so that a command that runs meanwhile finds its bundle.
    const made = new Set(bundles.map(({ outfile }) => outfile));
    for (const name of readdirSync(join(root, 'dist'))) {
      if (!made.has(`dist/${name}`)) rmSync(join(root, 'dist', name), { recursive: true });
    }
  }
}
