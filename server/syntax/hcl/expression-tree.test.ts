import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getExpressionAst } from '@cdktf/hcl2json';
import { parseExpression, parseHcl } from './index';
import { itemsOf } from './testing/items';
import { type OracleNode, outlineOf, outlineOfOracle, withoutInnerSources } from './testing/outline';

/** The values in the fixtures: what stands behind the `=` of each attribute. */
function valuesOf(text: string): string[] {
  return itemsOf(text).flatMap((item) => {
    const { body, problems } = parseHcl(item);
    const [first] = body.items;
    // Some elements of lists go over lines, which an attribute of its own may not.
    if (first?.kind !== 'attribute' || problems.length > 0) return [];
    const value = item.slice(first.value.range.start, first.value.range.end);
    return value.startsWith('<<') ? [`${value}\n`] : [value];
  });
}

describe('HCL expression trees, against the oracle', () => {
  const folder = join(SOVLINT_ROOT, 'test-fixtures/hcl');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf') || name.endsWith('.hcl'));
  const values = new Set(files.flatMap((name) => valuesOf(readFileSync(join(folder, name), 'utf8'))));

  it('are compared over a few hundred expressions', () => assert.ok(values.size > 250, String(values.size)));

  for (const text of values) {
    it(`${JSON.stringify(text)}`, async () => {
      const { expression, problems } = parseExpression(text);
      assert.deepEqual(problems, []);
      const oracle = (await getExpressionAst('fixture.tf', text)) as unknown as OracleNode;
      assert.deepEqual(
        withoutInnerSources(outlineOf(text, expression)),
        withoutInnerSources(outlineOfOracle(oracle)),
      );
    });
  }
});
