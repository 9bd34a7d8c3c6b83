// Prints how fast the product is, as ratios against something run beside it on the same input: `npm run bench [FOLDER]`.
// FOLDER is any checkout with Terraform files; without one, a workspace of 1,000 files is made up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rulesPlugin } from '../esbuild.mjs';
import { keystrokes, moduleFiles } from './bench-module.mjs';

const providerText = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'sovlint-bench-'));
try {
  const engine = await loadEngine();
  const folder = process.argv[2] ?? makeWorkspace(join(scratch, 'workspace'));
  const files = terraformFiles(folder);
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  console.log(`${files.length} Terraform files, ${lines} lines, ${megabytes(bytes)} MB in ${folder}\n`);
  await benchParser(engine, files, bytes);
  benchBicep(engine);
  benchCommand(folder);
  benchKeystroke(engine);
  benchModule(engine);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function loadEngine() {
  const outfile = join(scratch, 'engine.cjs');
  await build({
    stdin: {
      contents: `
        export { default as data } from 'sovlint:rules';
        export { parseBicep } from './server/syntax/bicep';
        export { parseHcl } from './server/syntax/hcl';
        export { memoryHost } from './server/core/host.memory';
        export { loadKnowledge } from './server/engine/knowledge';
        export { openProject } from './server/engine/project';
        export { governanceOf } from './server/packs/governance';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    plugins: [rulesPlugin],
  });
  return createRequire(import.meta.url)(outfile);
}

/** Parser: ours beside HashiCorp's own (@cdktf/hcl2json), each over the same files in one process. */
async function benchParser({ parseHcl }, files, bytes) {
  const { parse } = createRequire(import.meta.url)('@cdktf/hcl2json');
  await parse('warm.tf', 'a = 1');
  const cold = time(() => {
    for (const { text } of files) parseHcl(text);
  });
  const warm = Math.min(
    ...[1, 2, 3].map(() =>
      time(() => {
        for (const { text } of files) parseHcl(text);
      }),
    ),
  );
  const sample = files.slice(0, 300);
  const sampleBytes = sample.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const start = performance.now();
  for (const { path, text } of sample) await parse(path, text).catch(() => undefined);
  const theirs = sampleBytes / (performance.now() - start);
  console.log(
    `parser       cold ${speed(bytes / cold)}, warm ${speed(bytes / warm)}; hcl2json ${speed(theirs)}`,
  );
  console.log(
    `             ratio cold ${ratio(bytes / cold / theirs)}, warm ${ratio(bytes / warm / theirs)}\n`,
  );
}

/** The Bicep parser beside the HCL parser, each over the same things said in its language. */
function benchBicep({ parseBicep, parseHcl }) {
  const texts = (make) => Array.from({ length: 2000 }, (_, i) => make(i));
  const rate = (parse, all) => {
    const size = all.reduce((sum, text) => sum + text.length, 0);
    const round = () => {
      for (const text of all) parse(text);
    };
    return size / Math.min(...[1, 2, 3, 4].map(() => time(round)));
  };
  const hcl = rate(parseHcl, texts(bucketText));
  const bicep = rate(parseBicep, texts(accountText));
  console.log(`Bicep parser warm ${speed(bicep)}, ${ratio(bicep / hcl)} of the HCL parser\n`);
}

/** The command as a whole process, beside an empty Node process. */
function benchCommand(folder) {
  const command = join(root, 'dist/sovlint.js');
  const empty = median(5, () => run(process.execPath, ['-e', '0']).ms);
  const version = median(5, () => run(process.execPath, [command, '--version']).ms);
  const one = join(scratch, 'one');
  mkdirSync(one);
  writeFileSync(join(one, 'main.tf'), moduleText(0));
  const single = median(5, () => run(process.execPath, [command, 'scan', one]).ms);
  const whole = [1, 2, 3].map(() => run(process.execPath, [command, 'scan', '--format', 'json', folder]));
  const best = whole.sort((a, b) => a.ms - b.ms)[1];
  const report = JSON.parse(best.stdout);
  console.log(
    `process      empty Node ${empty.toFixed(0)} ms; --version ${version.toFixed(0)} ms (${ratio(version / empty)})`,
  );
  console.log(
    `one file     ${single.toFixed(0)} ms with process start (${ratio(single / empty)} of an empty Node)`,
  );
  console.log(
    `whole scan   ${best.ms.toFixed(0)} ms, peak ${best.peak} MB: ${report.summary.files} files, ` +
      `${report.summary.resources} resources, ${report.findings.length} findings (${ratio(best.ms / empty)} of an empty Node)\n`,
  );
}

/** From a keystroke to diagnostics: a 1,000-line file in a workspace of 1,000 files, beside a parse of that file alone. */
function benchKeystroke({ data, memoryHost, loadKnowledge, openProject, governanceOf, parseHcl }) {
  const files = Object.fromEntries(workspaceFiles());
  const big = Array.from({ length: 77 }, (_, i) => bucketText(i)).join('\n');
  files['app-000/main.tf'] = `${providerText}\n${big}`;
  const host = memoryHost(files);
  const knowledge = loadKnowledge(data);
  const { policy, rules } = governanceOf(host, knowledge, { today: '2026-01-01' });
  const project = openProject({ host, files: Object.keys(files), knowledge, policy, rules });
  const first = time(() => project.report());
  const text = files['app-000/main.tf'];
  const strokes = Array.from({ length: 60 }, (_, i) => {
    const at = text.indexOf('ap-northeast-2');
    const edited = `${text.slice(0, at)}${i % 2 ? 'us-east-1' : 'us-west-2'}${text.slice(at + 14)}`;
    return time(() => {
      project.edit('app-000/main.tf', edited);
      if (project.report().findings.length === 0) throw new Error('an offshore region must be found');
    });
  }).sort((a, b) => a - b);
  const parse = Math.min(...Array.from({ length: 20 }, () => time(() => parseHcl(text))));
  const middle = strokes[strokes.length >> 1];
  console.log(
    `keystroke    ${middle.toFixed(1)} ms median, ${strokes.at(-1).toFixed(1)} ms worst of ${strokes.length}, ` +
      `${text.split('\n').length} lines, ${Object.keys(files).length} files (${ratio(middle / parse)} of parsing the file alone)`,
  );
  console.log(`first report ${first.toFixed(0)} ms (${ratio(first / middle)} of a keystroke)`);
}

/** Typing in one module of 200 files, key by key, beside a parse of all its files. */
function benchModule({ data, memoryHost, loadKnowledge, openProject, governanceOf, parseHcl }) {
  const files = moduleFiles();
  const host = memoryHost(files);
  const knowledge = loadKnowledge(data);
  const { policy, rules } = governanceOf(host, knowledge, { today: '2026-01-01' });
  const project = openProject({ host, files: Object.keys(files), knowledge, policy, rules });
  const { resources } = project.report();
  console.log(`\none module   ${Object.keys(files).length} files, ${resources} resources; typing in it:`);
  for (const { what, path, after, typed } of keystrokes) {
    const text = files[path];
    const at = text.indexOf(after) + after.length;
    const strokes = [];
    const parses = [];
    for (let i = 0; i < 48; i++) {
      const edited = text.slice(0, at) + typed.slice(0, 1 + (i % typed.length)) + text.slice(at);
      strokes.push(
        time(() => {
          project.edit(path, edited);
          project.report();
        }),
      );
      parses.push(time(() => Object.values(files).map((one) => parseHcl(one))));
    }
    project.edit(path, text);
    const [middle, parse] = [strokes, parses].map((times) => times.sort((a, b) => a - b)[times.length >> 1]);
    console.log(
      `${`  ${what}`.padEnd(30)} ${middle.toFixed(1)} ms median, ${strokes.at(-1).toFixed(1)} ms worst ` +
        `(${ratio(middle / parse)} of parsing the module)`,
    );
  }
}

function makeWorkspace(folder) {
  for (const [path, text] of workspaceFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function* workspaceFiles() {
  for (let i = 0; i < 500; i++) {
    const app = `app-${String(i).padStart(3, '0')}`;
    yield [`${app}/main.tf`, moduleText(i)];
    yield [
      `${app}/variables.tf`,
      'variable "region" {\n  type    = string\n  default = "ap-northeast-2"\n}\n',
    ];
  }
}

function moduleText(i) {
  const buckets = Array.from({ length: 13 }, (_, n) => bucketText(i * 13 + n));
  return `provider "aws" {\n  region = var.region\n}\n\n${buckets.join('\n')}`;
}

function bucketText(i) {
  return `resource "aws_s3_bucket" "b${i}" {
  bucket = "hanbit-\${local.names["b${i}"]}-logs"
  tags = merge(local.tags${i}, {
    domestic-operator = "kt-cloud"
    cost-center       = format("%04d", ${i})
  })
}

locals {
  tags${i} = { team = "ledger" }
}
`;
}

function accountText(i) {
  return `resource account${i} 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'hanbit\${toLower(names['b${i}'])}logs'
  location: location
  sku: { name: 'Standard_ZRS' }
  tags: union(tags${i}, {
    'domestic-operator': 'kt-cloud'
    'cost-center': format('{0}', ${i})
  })
}

var tags${i} = { team: 'ledger' }
`;
}

function terraformFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.tf') && !name.includes('.terraform/'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

function run(program, words) {
  const start = performance.now();
  const probe = 'process.on("exit",()=>require("fs").writeSync(3,String(process.resourceUsage().maxRSS)))';
  const hook = join(scratch, 'peak.cjs');
  writeFileSync(hook, probe);
  const { stdout, output } = spawnSync(program, ['--require', hook, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return { ms: performance.now() - start, stdout, peak: Math.round(Number(output[3]) / 1024) };
}

function time(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(times, work) {
  return Array.from({ length: times }, work).sort((a, b) => a - b)[times >> 1];
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(2);
}

/** Bytes a millisecond are kilobytes a second. */
function speed(bytesPerMillisecond) {
  return `${(bytesPerMillisecond / 1000).toFixed(1)} MB/s`;
}

function ratio(value) {
  return `${value.toFixed(value < 10 ? 1 : 0)}x`;
}
