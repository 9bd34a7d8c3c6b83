// Everything `npm test` checks, one step after the other; a step that fails does not keep the next from running.
// What tests measure (a line that begins with `measured:`) is said again at the end. The last line sums up all mocha
// runs. A step without tests of its own counts as one failure where it fails.
// Words name steps (`npm test -- lint unit`); none means all.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = (name) => join(root, 'node_modules', name);

/** `tests`: the step runs mocha, so it must say how many passed. */
const steps = [
  { name: 'lint', words: [script('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', words: [script('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'] },
  {
    name: 'engine-types',
    words: [script('typescript/bin/tsc'), '-p', 'server/tsconfig.engine.json', '--noEmit'],
  },
  { name: 'imports', words: ['scripts/check-imports.mjs'] },
  { name: 'build', words: ['esbuild.mjs'] },
  { name: 'unit', words: ['scripts/test.mjs', 'server', 'client', 'scripts'], tests: true },
  { name: 'editor', words: ['scripts/editor-test.mjs'], tests: true },
];

const named = process.argv.slice(2);
const unknown = named.find((word) => !steps.some(({ name }) => name === word));
if (unknown !== undefined) {
  console.error(`There is no step ${unknown}. Steps: ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const results = [];
for (const step of steps) {
  if (named.length > 0 && !named.includes(step.name)) continue;
  console.log(`\n== ${step.name}`);
  results.push(await run(step));
}

console.log('\n== steps');
for (const { name, passed, failed, skipped, seconds } of results) {
  const counts = passed + failed > 0 ? `  ${passed} passed, ${failed} failed` : '';
  const left = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(
    `${failed > 0 ? '✖' : '✔'} ${name.padEnd(13)}${seconds.toFixed(1).padStart(6)} s${counts}${left}`,
  );
}
for (const { measured } of results) for (const line of measured) console.log(`  ${line}`);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

/** Runs a step, shows its output, and reads mocha's closing lines from it. */
async function run({ name, words, tests = false }) {
  const started = performance.now();
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '');
  const count = (word) =>
    [...plain.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'gm'))].reduce(
      (total, [, n]) => total + Number(n),
      0,
    );
  const [passed, failed, skipped] = tests
    ? [count('passing'), count('failing'), count('pending')]
    : [0, 0, 0];
  const measured = [...plain.matchAll(/^\s*measured: (.*)$/gm)].map(([, line]) => line);
  // A run that tested nothing, or that ended badly without a failing test, has failed too.
  const broken = status !== 0 || (tests && passed === 0);
  return {
    name,
    passed,
    failed: broken ? Math.max(1, failed) : failed,
    skipped,
    measured,
    seconds: (performance.now() - started) / 1000,
  };
}
