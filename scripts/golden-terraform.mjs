// Asks the real Terraform what expressions come to, and writes its answers beside them: `terraform console` for
// golden.yaml, `terraform plan` for golden-unknown.yaml, whose expressions hold what is known only after apply.
// Usage: node scripts/golden-terraform.mjs [--all]     (without --all only those that have no answer yet)
// An answer is the value as jsonencode writes it, "(unknown)" in place of what is not known, or ERR where Terraform
// refuses the expression. Groups of OpenTofu are left alone: their answers are its documentation's. What
// golden-differences.yaml says to hold whatever the unknown text turns out to be is tried with some texts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScalar, parse, parseDocument } from 'yaml';

const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'server/dialects/terraform/expressions');
const folder = mkdtempSync(join(tmpdir(), 'golden-'));
try {
  answer('golden.yaml', ({ contents }) => contents, askConsole);
  answer('golden-unknown.yaml', (document) => document.get('expressions'), askPlan);
  tryTold();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param groupsOf where a file's groups of `expression: answer` are
 * @param ask what Terraform says of expressions, in their order; also given the document
 */
function answer(name, groupsOf, ask) {
  const file = join(root, name);
  const document = parseDocument(readFileSync(file, 'utf8'), { schema: 'failsafe' });
  if (document.errors.length > 0) throw document.errors[0];
  const open = groupsOf(document)
    .items.filter(({ key }) => !key.value.startsWith('OpenTofu'))
    .flatMap(({ value }) => value.items)
    .filter(({ value }) => process.argv.includes('--all') || !isScalar(value) || !value.value);
  for (let i = 0; i < open.length; i += 100) {
    const batch = open.slice(i, i + 100);
    const answers = ask(
      batch.map(({ key }) => String(key.value)),
      document,
    );
    for (const [k, pair] of batch.entries()) {
      pair.value = document.createNode(answers[k]);
      if (answers[k] !== 'ERR') pair.value.type = answers[k].includes("'") ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE';
    }
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  console.log(`${name}: ${open.length} answers`);
}

/** Console's batch mode prints only the last line: so one list of all. What breaks the whole list is halved out. */
function askConsole(expressions) {
  const line = expressions.map((expression) => `try(jsonencode(${expression}), "ERR")`).join(', ');
  const { status, stdout } = terraform(['console'], `nonsensitive(jsonencode([${line}]))\n`);
  if (status === 0 && stdout.startsWith('"')) return JSON.parse(JSON.parse(stdout));
  if (expressions.length === 1) return ['ERR'];
  const half = expressions.length >> 1;
  return [...askConsole(expressions.slice(0, half)), ...askConsole(expressions.slice(half))];
}

/** An output for each, a line each: a plan names the lines that it refuses, and is made again without them. */
function askPlan(expressions, document) {
  const answers = expressions.map(() => 'ERR');
  let left = expressions.map((_, i) => i);
  writeFileSync(join(folder, 'main.tf'), document.get('configuration'));
  for (;;) {
    const text = left
      .map((i) => `output "v${i}" {\nsensitive = true\nvalue = ${expressions[i]}\n}\n`)
      .join('');
    writeFileSync(join(folder, 'outputs.tf'), text);
    terraform(['init', '-input=false']);
    const { stdout } = terraform(['plan', '-input=false', '-json', '-out=plan']);
    const refused = new Set(
      stdout.split('\n').flatMap((line) => {
        const { '@level': level, diagnostic } = line.startsWith('{') ? JSON.parse(line) : {};
        return level === 'error' ? [left[(diagnostic.range.start.line - 1) >> 2]] : [];
      }),
    );
    if (refused.size === 0) break;
    left = left.filter((i) => !refused.has(i));
  }
  const plan = JSON.parse(terraform(['show', '-json', 'plan']).stdout);
  for (const i of left) {
    const { after, after_unknown: unknown } = plan.output_changes[`v${i}`];
    answers[i] = JSON.stringify(marked(after, unknown));
  }
  return answers;
}

/** Holds what we tell beyond a plan to what Terraform says once the unknown text is there. */
function tryTold() {
  const document = (name) => parse(readFileSync(join(root, name), 'utf8'), { schema: 'failsafe' });
  const { told } = document('golden-differences.yaml');
  const { configuration } = document('golden-unknown.yaml');
  const expressions = Object.keys(told);
  for (const text of ['', 'a', 'x', '2', 'a,b', '{"a":["z"],"b":1}', '["a","b"]', 'true']) {
    const settled = configuration.replace('terraform_data.x.id', JSON.stringify(text));
    writeFileSync(
      join(folder, 'main.tf'),
      settled.replace('jsondecode(local.s)', 'try(jsondecode(local.s), local.s)'),
    );
    rmSync(join(folder, 'outputs.tf'), { force: true });
    for (const [i, answer] of askConsole(expressions).entries()) {
      // What Terraform refuses is reached by no run.
      if (answer !== 'ERR' && !allows(JSON.parse(told[expressions[i]]), JSON.parse(answer)))
        throw new Error(`${expressions[i]} is ${answer} where the text is ${JSON.stringify(text)}`);
    }
  }
  console.log(`golden-differences.yaml: ${expressions.length} hold`);
}

function allows(told, answer) {
  if (told === '(unknown)' || told === answer) return true;
  if (typeof told !== 'object' || typeof answer !== 'object' || !told || !answer) return false;
  const names = Object.keys(told);
  return (
    names.join() === Object.keys(answer).join() && names.every((name) => allows(told[name], answer[name]))
  );
}

/** The known part of a value, with a mark where it is not known. */
function marked(known, unknown) {
  if (unknown === true) return '(unknown)';
  if (Array.isArray(unknown)) return unknown.map((one, i) => marked(known?.[i], one));
  if (typeof unknown !== 'object') return known;
  const names = [...new Set([...Object.keys(known ?? {}), ...Object.keys(unknown)])].sort();
  return Object.fromEntries(names.map((name) => [name, marked(known?.[name], unknown[name] ?? false)]));
}

function terraform(words, input = '') {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null' };
  const run = spawnSync('terraform', words, { cwd: folder, input, encoding: 'utf8', env });
  if (run.error) throw run.error;
  return run;
}
