import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { listFiles, readText } from '../host/node';
import { type Expected, inOrder, shownBy } from './expected.testing';

const suffix = '.expected.yaml';

for (const language of ['terraform', 'bicep']) {
  const root = join(SOVLINT_ROOT, 'test-fixtures', language, 'projects');

  describe(`${language} projects`, () => {
    for (const group of readdirSync(root)) {
      describe(group, () => {
        const entries = readdirSync(join(root, group));
        for (const name of entries.filter((entry) => entry.endsWith(suffix)).map(withoutSuffix)) {
          it(name, () => {
            const path = join(root, group, name);
            const expected: Expected = parse(readFileSync(path + suffix, 'utf8'));
            const judged = listFiles(join(path, expected.scan ?? ''));
            assert.deepEqual(shownBy(textsBelow(path, expected.scan), judged, expected), inOrder(expected));
          });
        }

        it('has an expectation beside each project, and a project beside each expectation', () => {
          for (const entry of entries)
            assert.ok(
              existsSync(join(root, group, entry.endsWith(suffix) ? withoutSuffix(entry) : entry + suffix)),
              entry,
            );
        });
      });
    }
  });
}

function withoutSuffix(name: string): string {
  return name.slice(0, -suffix.length);
}

/** Every text below a folder, those among them that are read and never judged, as seen from a folder in it. */
function textsBelow(folder: string, from = ''): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const read = readText(path);
    if ('text' in read) texts[relative(join(folder, from), path).replaceAll('\\', '/')] = read.text;
  }
  return texts;
}
