// Writes the pages under docs/ that are made from data: a page for each rule (docs/rules), their list, and the table of
// risks (docs/coverage.md). `--check` writes nothing and fails where a page is not what the data make of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { rulesPlugin } from '../esbuild.mjs';
import { coveragePage } from './docs/coverage.mjs';
import { ruleList, rulePage } from './docs/rule.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { data, rows } = await load();
const of = (folder) => Object.keys(data).filter((name) => name.startsWith(folder));
const rules = of('packs/core/')
  .map((name) => data[name])
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const profiles = of('packs/')
  .filter((name) => name.endsWith('/profile.yaml'))
  .map((name) => ({ id: name.split('/')[1], ...data[name] }));
const platforms = data['facts/providers.yaml'].providers;
const known = { rules, profiles, rows, platforms };

const pages = new Map();
for (const rule of rules) pages.set(`docs/rules/${rule.id}.md`, rulePage(rule, known));
pages.set('docs/rules/README.md', ruleList(known));
const risks = parse(readFileSync(join(root, 'scripts/docs/coverage.yaml'), 'utf8'));
pages.set('docs/coverage.md', coveragePage(risks, known));

const check = process.argv.includes('--check');
const present = existsSync(join(root, 'docs/rules'))
  ? readdirSync(join(root, 'docs/rules'), { recursive: true })
      .map((name) => `docs/rules/${String(name).replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.md'))
  : [];
const stale = present.filter((name) => !pages.has(name));
for (const [name, text] of pages) {
  const path = join(root, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(name);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (!check) for (const name of present) if (!pages.has(name)) rmSync(join(root, name));
if (check && stale.length > 0) {
  console.error(`Not what the rules and the catalog say (npm run docs writes them):\n${stale.join('\n')}`);
  process.exitCode = 1;
} else console.log(`${pages.size} pages, ${check ? 'all up to date' : `${stale.length} written`}`);

/** The rule data and the catalog's rows, as the product reads them. */
async function load() {
  const { outputFiles } = await build({
    stdin: {
      contents: `import data from 'sovlint:rules';
        import { loadCatalog } from './server/engine/catalog';
        export { data };
        export const rows = loadCatalog(data).rows;`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
    plugins: [rulesPlugin],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}
