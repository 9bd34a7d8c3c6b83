import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from '@cdktf/hcl2json';
import { parseHcl } from './index';
import { itemsOf } from './testing/items';
import { makeRandom, mutate } from './testing/mutations';
import { renderJson, Unrenderable } from './testing/render-json';

/*
 * The oracle is HashiCorp's own parser: both must accept the same texts and find the same in them.
 * What it is known to do wrong is passed over:
 * - a block beside an attribute of the same name is dropped: render-json.ts does so too;
 * - a labelled block after an unlabelled one of the same type, `-true` and the like are refused by its rendering,
 *   not by its parser ("convert", not "parse config", in its message): such texts count as accepted and are not compared;
 * - it writes numbers out digit by digit, so that `1e999999999` keeps it busy for minutes: such mutations are left out;
 * - nesting of thousands ends its process: the texts here are small, and ours ends at a depth of its own anyway.
 */

/** The files of test-fixtures/hcl, or of a folder in it. */
function readFixtures(folder = ''): { readonly name: string; readonly text: string }[] {
  const path = join(SOVLINT_ROOT, 'test-fixtures/hcl', folder);
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name: join(folder, name), text: readFileSync(join(path, name), 'utf8') }));
}

type Verdict = 'same tree' | 'both refuse' | 'accepted, not rendered' | `differs: ${string}`;

async function compare(text: string): Promise<Verdict> {
  const document = parseHcl(text);
  const refused = document.problems[0];
  let expected: unknown;
  try {
    expected = await parse('fixture.tf', text);
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('parse config'))
      return refused ? 'both refuse' : `differs: the oracle refuses, ${message}`;
  }
  if (refused) return `differs: the oracle accepts, ours refuses: ${JSON.stringify(refused)}`;
  if (expected === undefined) return 'accepted, not rendered';
  let actual: unknown;
  try {
    actual = renderJson(text, document.body);
  } catch (error) {
    if (error instanceof Unrenderable) return 'accepted, not rendered';
    throw error;
  }
  if (isDeepStrictEqual(actual, expected)) return 'same tree';
  return `differs: ${JSON.stringify(actual)} is not the oracle's ${JSON.stringify(expected)}`;
}

describe('HCL, against the oracle', () => {
  const fixtures = readFixtures();

  for (const { name, text } of fixtures) {
    const variants = {
      'as it is': text,
      'with CRLF': text.replaceAll('\n', '\r\n'),
      'with a byte order mark': `\ufeff${text}`,
      'in a block': `outer "block" {\n${text}\n}\n`,
    };
    for (const [variant, changed] of Object.entries(variants)) {
      it(`reads ${name} ${variant}`, async () => assert.equal(await compare(changed), 'same tree'));
    }
  }

  for (const { name, text } of readFixtures('broken')) {
    it(`refuses ${name}`, async () => assert.equal(await compare(text), 'both refuse'));
  }

  const cases: Readonly<Record<string, Verdict>> = {
    '': 'same tree',
    '\n\n': 'same tree',
    'a = 1': 'same tree',
    'a = 1\r': 'both refuse',
    'a = 1;': 'both refuse',
    'a = "x\ry"': 'both refuse',
    '# a\rb = 1': 'same tree',
    'a = 1 /* open': 'both refuse',
    'a = 1 /* two \n lines */ b = 2': 'both refuse',
    'a = 1\na = 2': 'both refuse',
    'a = 1\na {}': 'same tree',
    'a {}\na = 1': 'same tree',
    'a {}\na "b" {}': 'accepted, not rendered',
    'a "b" {}\na {}': 'accepted, not rendered',
    'a = -true': 'accepted, not rendered',
    'a {} b {}': 'both refuse',
    'a {\n b = 1 }': 'both refuse',
    'a { b = 1\n}': 'both refuse',
    'a { b = 1, c = 2 }': 'both refuse',
    'a { b {} }': 'both refuse',
    'a { # comment\n b = 1\n}': 'same tree',
    'a\n{\n}': 'both refuse',
    '"a" = 1': 'both refuse',
    '-a = 1': 'both refuse',
    'a == 1': 'both refuse',
    'a => 1': 'both refuse',
    'a "${b}" {}': 'both refuse',
    'a "x\ny" {}': 'both refuse',
    'a "e\u0301" {\n e\u0301 = "e\u0301"\n}': 'same tree',
    'a = {b =\n1}': 'both refuse',
    'a = {b\n= 1}': 'both refuse',
    'a = {b = 1\n,\nc = 2}': 'both refuse',
    'a = {b = 1,, c = 2}': 'both refuse',
    'a = {,}': 'both refuse',
    'a = [,]': 'both refuse',
    'a = [1 2]': 'both refuse',
    'a = [1\n2]': 'both refuse',
    'a = f(,)': 'both refuse',
    'a = f(x..., y)': 'both refuse',
    'a = f(x...,)': 'both refuse',
    'a = a::b': 'both refuse',
    'a = b ?\nc : d': 'both refuse',
    'a = b +\nc': 'both refuse',
    'a = x.0.1': 'both refuse',
    'a = x.*.0.1': 'both refuse',
    'a = x.*.b.*.c': 'both refuse',
    'a = x[*\n]': 'both refuse',
    'a = 1.': 'both refuse',
    'a = .5': 'both refuse',
    'a = 1e': 'both refuse',
    'a = 0x1': 'both refuse',
    'a = 1.5.5': 'both refuse',
    'a = 1.e5': 'same tree',
    'a = 1e99999999999': 'both refuse',
    'a = [for, x]': 'both refuse',
    'a = [for x in y : x...]': 'both refuse',
    'a = {for x in y : x}': 'both refuse',
    'a = {for = 1}': 'both refuse',
    'a = "\\x"': 'both refuse',
    'a = "\\u12"': 'both refuse',
    'a = "\\ud83d\\ude00"': 'both refuse',
    'a = "\\U00110000"': 'both refuse',
    'a = "\\${b}"': 'both refuse',
    'a = "${b"': 'both refuse',
    'a = "${}"': 'both refuse',
    'a = "%{ if b }"': 'both refuse',
    'a = "%{ endif }"': 'both refuse',
    'a = "%{ for x in y }%{ else }%{ endfor }"': 'both refuse',
    'a = "%{ if b }%{ else }%{ else }%{ endif }"': 'both refuse',
    'a = "%{ while b }"': 'both refuse',
    'a = <<EOT\nx\nEOT': 'both refuse',
    'a = <<EOT\nx\nEOT\n': 'same tree',
    'a = <<EOT \nx\nEOT\n': 'both refuse',
    'a = <<EOT\nx\n  EOT\t\n': 'same tree',
    'a = <<~EOT\nx\nEOT\n': 'both refuse',
    'a = <<-EOT\r\n  x\r\n    y\r\n  EOT\r\n': 'same tree',
  };
  for (const [text, verdict] of Object.entries(cases)) {
    it(`${JSON.stringify(text)}: ${verdict}`, async () => assert.equal(await compare(text), verdict));
  }

  it('agrees on thousands of mutations of the fixtures', async () => {
    const random = makeRandom(20240607);
    const items = fixtures.flatMap(({ text }) => itemsOf(text)).filter((item) => item.length < 600);
    const pick = () => items[Math.floor(random() * items.length)]!;
    const counts = { 'same tree': 0, 'both refuse': 0, 'accepted, not rendered': 0 };
    for (let i = 0; i < 8000; i++) {
      const text = mutate(random() < 0.3 ? pick() + pick() : pick(), random);
      if (/\de[+-]?\d{5}/i.test(text)) continue;
      const verdict = await compare(text);
      if (verdict.startsWith('differs')) assert.fail(`${JSON.stringify(text)}: ${verdict}`);
      counts[verdict as keyof typeof counts]++;
    }
    // Neither may the mutations all be refused, nor may most be left uncompared.
    assert.ok(counts['same tree'] > 2000 && counts['both refuse'] > 2000, JSON.stringify(counts));
    assert.ok(counts['accepted, not rendered'] < 80, JSON.stringify(counts));
  });
});
