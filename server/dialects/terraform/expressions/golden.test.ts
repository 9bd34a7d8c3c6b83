import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { candidates, type Value } from '../../../core/value';
import { parseExpression } from '../../../syntax/hcl/index';
import { describeProject } from '../project.testing';
import { evaluate } from './evaluate';
import { encodeJson } from './functions/json';
import { newBudget, type Scope } from './scope';
import { hasFailure, isWhollyKnown } from './values';

type Vectors = Record<string, string>;
type Groups = Record<string, Vectors>;

function golden<T>(name: string): T {
  const path = join(SOVLINT_ROOT, `server/dialects/terraform/expressions/golden${name}.yaml`);
  return parse(readFileSync(path, 'utf8'), { schema: 'failsafe' });
}

const differences = golden<{ left: Record<string, string[]>; told: Vectors; assumed: Vectors }>(
  '-differences',
);
const told: Vectors = { ...differences.told, ...differences.assumed };
const tellings = new Map<string, string>();
const left: string[] = [];
let agreed = 0;
let total = 0;

/** What is wrong with our answer to an expression, if anything. */
type Comparison = (ours: string, terraform: string) => 'agrees' | 'left' | 'told' | 'wrong';

function count(vectors: Vectors, ours: (expression: string) => string, compare: Comparison): void {
  const wrong: string[] = [];
  for (const [expression, answer] of Object.entries(vectors)) {
    const got = ours(expression);
    total++;
    switch (compare(got, answer)) {
      case 'agrees':
        agreed++;
        break;
      case 'left':
        left.push(expression);
        break;
      case 'told':
        tellings.set(expression, got);
        break;
      default:
        wrong.push(`${expression}\n  terraform ${answer}\n  ours      ${got}`);
    }
  }
  assert.strictEqual(wrong.join('\n'), '');
}

describe('Terraform expressions against Terraform', () => {
  describe('what terraform console says', () => {
    for (const [group, vectors] of Object.entries(golden<Groups>(''))) {
      it(group, () => count(vectors, known, sameText));
    }
  });

  describe('what terraform plan says where a part is known only after apply', () => {
    const { configuration, expressions } = golden<{ configuration: string; expressions: Groups }>('-unknown');
    const all = [...new Set(Object.values(expressions).flatMap(Object.keys))];
    const things = all.map((expression, i) => `resource "terraform_data" "v${i}" { input = ${expression} }`);
    const project = describeProject({ 'main.tf': `${configuration}\n${things.join('\n')}` });
    const ours = (expression: string) => {
      const thing = project.resource(`terraform_data.v${all.indexOf(expression)}`);
      const shown = shape(thing!.body.entries.get('input')!.value);
      const text = JSON.stringify(shown);
      return text.includes(REFUSED) ? 'ERR' : text;
    };
    for (const [group, vectors] of Object.entries(expressions)) {
      it(group, () => count(vectors, ours, samePart));
    }
  });

  describe('the differences', () => {
    it('are left unknown where the list says so, and nowhere else', () => {
      assert.deepEqual(left.toSorted(), Object.values(differences.left).flat().sort());
    });

    it('are told beyond a plan where the list says so, and nowhere else', () => {
      assert.deepEqual(
        Object.fromEntries([...tellings].sort()),
        Object.fromEntries(Object.entries(told).sort()),
      );
    });
  });

  after(() => {
    console.log(
      `measured: Terraform expressions: ${agreed} of ${total} agree with Terraform, ${left.length} are left unknown, ` +
        `${tellings.size} are told that a plan leaves open`,
    );
  });
});

function known(text: string): string {
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
  return isWhollyKnown(value) ? encodeJson(value) : UNKNOWN;
}

const UNKNOWN = '(unknown)';
const REFUSED = '(refused)';

/** Doubles are not Terraform's long decimals: numbers agree to 15 digits. */
function sameText(ours: string, terraform: string) {
  if (ours === UNKNOWN) return 'left';
  const [x, y] = [Number(ours), Number(terraform)];
  const close = ours !== '' && terraform !== '' && Math.abs(x - y) <= 1e-15 * Math.abs(y);
  return ours === terraform || close ? 'agrees' : 'wrong';
}

type Shape = string | number | boolean | null | Shape[] | { [name: string]: Shape };

/** The known part of a value; candidates that differ are not known. */
function shape(value: Value): Shape {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'unknown':
      return hasFailure(value) ? REFUSED : UNKNOWN;
    case 'choice': {
      const shapes = candidates(value).map((option) => shape(option.value));
      return new Set(shapes.map((one) => JSON.stringify(one))).size === 1 ? shapes[0]! : UNKNOWN;
    }
    case 'list':
      return value.open ? UNKNOWN : value.items.map(shape);
    case 'map': {
      const entries = [...value.entries].map(([name, entry]): [string, Shape] => [name, shape(entry.value)]);
      return value.open ? UNKNOWN : Object.fromEntries(entries.sort());
    }
  }
}

function samePart(ours: string, terraform: string) {
  if (ours === terraform) return 'agrees';
  if (ours === 'ERR') return terraform === JSON.stringify(UNKNOWN) ? 'told' : 'wrong';
  if (terraform === 'ERR') return ours === JSON.stringify(UNKNOWN) ? 'left' : 'wrong';
  return comparison(JSON.parse(ours), JSON.parse(terraform));
}

/** Of what agrees in part, the worst. */
function comparison(ours: Shape, terraform: Shape): ReturnType<Comparison> {
  if (JSON.stringify(ours) === JSON.stringify(terraform)) return 'agrees';
  if (ours === UNKNOWN) return 'left';
  if (terraform === UNKNOWN) return 'told';
  if (typeof ours !== 'object' || typeof terraform !== 'object' || !ours || !terraform) return 'wrong';
  const [a, b] = [Object.entries(ours), Object.entries(terraform)];
  if (a.length !== b.length || Array.isArray(ours) !== Array.isArray(terraform)) return 'wrong';
  const parts = a.map(([name, value], i) => (name === b[i]![0] ? comparison(value, b[i]![1]) : 'wrong'));
  return (['wrong', 'told', 'left'] as const).find((one) => parts.includes(one)) ?? 'agrees';
}
