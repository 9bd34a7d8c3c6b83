// Asks the real `terraform console` what the expressions of golden.yaml come to, and writes its answers there.
// Usage: node scripts/golden-terraform.mjs [--all]     (without --all only those that have no answer yet)
// An answer is the value as jsonencode writes it, or ERR where Terraform refuses the expression.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, parseDocument } from 'yaml';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'server/dialects/terraform/expressions/golden.yaml');
const document = parseDocument(readFileSync(file, 'utf8'), { schema: 'failsafe' });
if (document.errors.length > 0) throw document.errors[0];
const folder = mkdtempSync(join(tmpdir(), 'golden-'));
const all = process.argv.includes('--all');
try {
  const open = [];
  for (const group of document.contents.items) {
    if (!isMap(group.value)) throw new Error(`${group.key}: a group holds \`expression: answer\``);
    for (const pair of group.value.items)
      if (all || !isScalar(pair.value) || !pair.value.value) open.push(pair);
  }
  for (let i = 0; i < open.length; i += 100) {
    const batch = open.slice(i, i + 100);
    const answers = ask(batch.map((pair) => String(pair.key.value)));
    for (const [k, pair] of batch.entries()) {
      pair.value = document.createNode(answers[k]);
      if (answers[k] !== 'ERR') pair.value.type = answers[k].includes("'") ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE';
    }
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  console.log(`${open.length} answers`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Console's batch mode prints only the last line: so one list of all. What breaks the whole list is halved out. */
function ask(expressions) {
  const line = expressions.map((expression) => `try(jsonencode(${expression}), "ERR")`).join(', ');
  const run = spawnSync('terraform', ['console'], {
    cwd: folder,
    input: `jsonencode([${line}])\n`,
    encoding: 'utf8',
    env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null' },
  });
  if (run.error) throw run.error;
  if (run.status === 0 && run.stdout.startsWith('"')) return JSON.parse(JSON.parse(run.stdout));
  if (expressions.length === 1) return ['ERR'];
  const half = expressions.length >> 1;
  return [...ask(expressions.slice(0, half)), ...ask(expressions.slice(half))];
}
