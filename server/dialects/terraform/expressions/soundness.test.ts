import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Value } from '../../../core/value';
import { parseExpression } from '../../../syntax/hcl/index';
import { evaluate } from './evaluate';
import { newBudget, type Scope } from './scope';
import { hasFailure, isFailure, scalar } from './values';

const GOLDEN = join(SOVLINT_ROOT, 'server/dialects/terraform/expressions/golden.yaml');

function evaluateWith(text: string, hole: (at: Value['at']) => Value): Value {
  const scope: Scope = {
    path: 'main.tf',
    text,
    instance: '',
    budget: newBudget(),
    resolve: (names, at) =>
      'name' in names[0]! && names[0].name === 'hole' ? { value: hole(at), consumed: 1 } : undefined,
    readFile: (path) => ({ path, missing: true }),
    list: () => [],
  };
  return evaluate(parseExpression(text).expression, scope);
}

/** The literals of an expression, each with the expression in which `hole` stands in its place. */
function holes(text: string): { literal: string | number | boolean | null; holed: string }[] {
  const found: { literal: string | number | boolean | null; holed: string }[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    else if (node && typeof node === 'object') {
      const { kind, range, parts, value } = node as {
        kind?: string;
        range?: { start: number; end: number };
        parts?: { kind: string; value: string }[];
        value?: number | boolean | null;
      };
      const plain = kind === 'template' && parts!.every((part) => part.kind === 'string');
      if (plain || kind === 'literal')
        found.push({
          literal: plain ? parts!.map((part) => part.value).join('') : value!,
          holed: `${text.slice(0, range!.start)}hole${text.slice(range!.end)}`,
        });
      else for (const each of Object.values(node)) walk(each);
    }
  };
  walk(parseExpression(text).expression);
  return found.filter(({ holed }) => parseExpression(holed).problems.length === 0);
}

/** Whether what is said with a part unknown may be what it is with all known. */
function allows(partly: Value, whole: Value): boolean {
  if (hasFailure(whole)) return true;
  switch (partly.kind) {
    case 'unknown': {
      if (isFailure(partly)) return false;
      if (!partly.prefix && !partly.suffix) return true;
      const text = whole.kind === 'scalar' ? whole.value : undefined;
      if (whole.kind === 'unknown') return true;
      return (
        typeof text === 'string' && text.startsWith(partly.prefix ?? '') && text.endsWith(partly.suffix ?? '')
      );
    }
    case 'choice':
      return partly.options.some((option) => allows(option.value, whole));
    case 'scalar':
      // An unknown neighbour leaves open whether numbers are made texts.
      return whole.kind === 'scalar'
        ? String(whole.value) === String(partly.value)
        : whole.kind === 'unknown';
    case 'list': {
      if (whole.kind !== 'list') return whole.kind === 'unknown';
      if (!partly.open && !partly.unordered && whole.items.length !== partly.items.length) return false;
      return partly.items.every((item, i) =>
        partly.unordered
          ? whole.items.some((other) => allows(item, other))
          : whole.items[i] !== undefined && allows(item, whole.items[i]),
      );
    }
    case 'map': {
      if (whole.kind !== 'map') return whole.kind === 'unknown';
      if (!partly.open && [...whole.entries.keys()].some((name) => !partly.entries.has(name))) return false;
      return [...partly.entries].every(([name, entry]) => {
        const other = whole.entries.get(name);
        return other !== undefined && allows(entry.value, other.value);
      });
    }
  }
}

describe('what is said of an expression with a part unknown holds for every value of that part', () => {
  const groups: Record<string, Record<string, string>> = parse(readFileSync(GOLDEN, 'utf8'), {
    schema: 'failsafe',
  });
  for (const [group, vectors] of Object.entries(groups)) {
    it(group, () => {
      const wrong: string[] = [];
      for (const expression of Object.keys(vectors)) {
        for (const { literal, holed } of holes(expression)) {
          const whole = evaluateWith(holed, (at) => scalar(literal, at));
          const unknown = evaluateWith(holed, (at) => ({ kind: 'unknown', at, reason: { key: 'test' } }));
          if (!allows(unknown, whole)) wrong.push(`${holed} of unknown, not ${JSON.stringify(literal)}`);
          const choice = evaluateWith(holed, (at) => ({
            kind: 'choice',
            at,
            options: [
              { value: scalar('other', at), certain: false },
              { value: scalar(literal, at), certain: false },
            ],
          }));
          if (!allows(choice, whole)) wrong.push(`${holed} of "other" or ${JSON.stringify(literal)}`);
          if (typeof literal !== 'string' || literal.length < 2) continue;
          const partly = evaluateWith(holed, (at) => ({
            kind: 'unknown',
            at,
            reason: { key: 'test' },
            prefix: literal.slice(0, 1),
            suffix: literal.slice(-1),
          }));
          if (!allows(partly, whole))
            wrong.push(`${holed} of ${literal[0]}…${literal.at(-1)}, not ${literal}`);
        }
      }
      assert.strictEqual(wrong.join('\n'), '');
    });
  }
});
