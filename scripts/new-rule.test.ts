import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { memoryHost } from '../server/core/host.memory';
import { openProject } from '../server/engine/project';
import type { Rule } from '../server/engine/rules/rule';
import { governanceOf } from '../server/packs/governance';
import { knowledge } from '../server/packs/scan.testing';

describe('npm run new:rule', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'sovlint-rule-'));
  });
  after(() => rmSync(root, { recursive: true }));

  const make = (...words: string[]) =>
    spawnSync(process.execPath, [join(SOVLINT_ROOT, 'scripts/new-rule.mjs'), `--root=${root}`, ...words], {
      encoding: 'utf8',
    });

  it('writes a rule that is valid and whose examples hold', () => {
    const run = make('where/new-smell');
    assert.equal(run.status, 0, run.stderr);
    const rule = parse(readFileSync(join(root, 'rules/packs/core/where/new-smell.yaml'), 'utf8')) as Rule;
    const schema = JSON.parse(readFileSync(join(SOVLINT_ROOT, 'rules/schema/rule.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    assert.ok(validate(rule), JSON.stringify(validate.errors));
    assert.equal(rule.id, 'where/new-smell');
    const { bad, good } = rule.docs!.examples!.terraform!;
    assert.deepEqual(found(rule, bad), ['where/new-smell']);
    assert.deepEqual(found(rule, good), []);
  });

  // words | what it says
  const refused: readonly [string[], RegExp][] = [
    [[], /^Name one rule/],
    [['where/a', 'where/b'], /^Name one rule/],
    [['who/a'], /^A core rule answers one of these questions: where, read, modify, cutoff, operate\./],
    [['where'], /^An id is question\/smell/],
    [['where/'], /^An id is/],
    [['where/Bad_Name'], /^An id is/],
    [['where/a/b'], /^An id is/],
    [['where/../../x'], /^An id is/],
    [['where/new-smell'], /is there already/],
  ];
  for (const [words, message] of refused) {
    it(`refuses ${JSON.stringify(words)}`, () => {
      const run = make(...words);
      assert.match(run.stderr, message);
      assert.equal(run.status, 2);
      assert.ok(!existsSync(join(root, 'x.yaml')));
    });
  }
});

/** The rules that fire on a text, this one among the product's. */
function found(rule: Rule, text: string): string[] {
  const host = memoryHost({ 'main.tf': text });
  const { policy } = governanceOf(host, knowledge(), { home: 'KR' });
  const rules = [{ ...rule, pack: 'core' }];
  const project = openProject({ host, files: ['main.tf'], knowledge: knowledge(), policy, rules });
  return project.report().findings.map((finding) => finding.rule);
}
