import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = (...path: string[]) => readFileSync(join(SOVLINT_ROOT, ...path), 'utf8');
const table = (...path: string[]): Record<string, string> => JSON.parse(text(...path));

describe('texts of the extension', () => {
  it('has every text of the manifest in English and Korean, and none to spare', () => {
    const used = [...text('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    const wanted = [...new Set(used)].sort();
    assert.deepEqual(Object.keys(table('package.nls.json')).sort(), wanted);
    assert.deepEqual(Object.keys(table('package.nls.ko.json')).sort(), wanted);
  });

  it('has every text of the client in Korean, with the same blanks', () => {
    const sources = readdirSync(join(SOVLINT_ROOT, 'client')).filter((name) => /(?<!\.test)\.ts$/.test(name));
    const used = sources.flatMap((name) =>
      [...text('client', name).matchAll(/l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g)].map(
        ([, single, double]) => single ?? double!,
      ),
    );
    const korean = table('client', 'l10n', 'bundle.l10n.ko.json');
    assert.deepEqual(Object.keys(korean).sort(), [...new Set(used)].sort());
    const blanks = (template: string) => (template.match(/\{\d\}/g) ?? []).sort();
    for (const [english, translated] of Object.entries(korean)) {
      assert.deepEqual(blanks(translated), blanks(english), english);
      assert.match(translated, /[가-힣]/);
    }
  });
});
