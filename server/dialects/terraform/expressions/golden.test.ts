import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseExpression } from '../../../syntax/hcl/index';
import { evaluate } from './evaluate';
import { encodeJson } from './functions/json';
import { newBudget, type Scope } from './scope';
import { hasFailure, isWhollyKnown } from './values';

const GOLDEN = join(SOVLINT_ROOT, 'server/dialects/terraform/expressions/golden.yaml');

type Groups = Record<string, Record<string, string>>;

function ours(text: string): string {
  const scope: Scope = {
    path: 'main.tf',
    text,
    instance: '',
    budget: newBudget(),
    resolve: () => undefined,
    readFile: (path) => ({ path, missing: true }),
    list: () => [],
  };
  const { expression, problems } = parseExpression(text);
  if (problems.length > 0) return 'ERR';
  const value = evaluate(expression, scope);
  if (hasFailure(value)) return 'ERR';
  return isWhollyKnown(value) ? encodeJson(value) : 'UNKNOWN';
}

/** Doubles are not Terraform's long decimals: numbers agree to 15 digits. */
function agrees(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  return a !== '' && b !== '' && Math.abs(x - y) <= 1e-15 * Math.abs(y);
}

describe('Terraform expressions against terraform console', () => {
  const groups: Groups = parse(readFileSync(GOLDEN, 'utf8'), { schema: 'failsafe' });
  let agreed = 0;
  let left = 0;
  let total = 0;
  for (const [group, vectors] of Object.entries(groups)) {
    it(group, () => {
      const wrong: string[] = [];
      for (const [expression, answer] of Object.entries(vectors)) {
        const got = ours(expression);
        total++;
        if (agrees(got, answer)) agreed++;
        else if (got === 'UNKNOWN') left++;
        else wrong.push(`${expression}\n  terraform ${answer}\n  ours      ${got}`);
      }
      assert.strictEqual(wrong.join('\n'), '');
    });
  }
  it('leaves little unknown', () => assert.ok(left <= 8, `${left} of ${total} are left unknown`));
  after(() => console.log(`      ${agreed} of ${total} agree, ${left} are left unknown`));
});
