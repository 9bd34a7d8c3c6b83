import assert from 'node:assert/strict';
import { isIgnored, parseIgnore } from './ignore';

// patterns (one a line) | path | what git says: ignored, kept (by a `!`), or nothing
const cases: readonly [string, string, boolean | undefined][] = [
  ['*.tf', 'a/b.tf', true],
  ['*.tf', 'b.tfvars', undefined],
  ['/a', 'a', true],
  ['/a', 'b/a', undefined],
  ['a/b', 'a/b', true],
  ['a/b', 'c/a/b', undefined],
  ['a/', 'a', undefined],
  ['a/', 'x/a/', true],
  ['*\n!a.tf', 'a.tf', false],
  ['!a.tf\n*', 'a.tf', true],
  ['**/a', 'x/y/a', true],
  ['a/**', 'a/x/y', true],
  ['a/**', 'a', undefined],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/*', 'a/x/y', undefined],
  ['[a-c].tf', 'b.tf', true],
  ['[!a-c].tf', 'b.tf', undefined],
  ['[]a]', ']', true],
  ['[[:digit:]]', '7', true],
  ['[a', 'a', undefined],
  ['[a', '[a', undefined],
  ['\\#a', '#a', true],
  ['#a', '#a', undefined],
  ['\\!a', '!a', true],
  ['a ', 'a', true],
  ['a\\ ', 'a ', true],
  ['a\r', 'a', true],
  ['\uFEFFa', 'a', true],
  ['a?c', 'abc', true],
  ['a*b*c', 'a.b.b.c', true],
  ['*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(200), undefined],
];

describe('gitignore patterns', () => {
  for (const [patterns, path, expected] of cases) {
    const kind = path.endsWith('/') ? 'folder' : 'file';
    it(`${JSON.stringify(patterns)} says ${expected} of ${path.slice(0, 20)}`, () => {
      const answer = isIgnored([parseIgnore(patterns, '')], path.replace(/\/$/, ''), kind);
      assert.equal(answer, expected);
    });
  }

  it('lets a deeper file decide, and anchors to its own folder', () => {
    const files = [parseIgnore('*.tf', ''), parseIgnore('!/keep.tf', 'env')];
    assert.equal(isIgnored(files, 'env/keep.tf', 'file'), false);
    assert.equal(isIgnored(files, 'env/sub/keep.tf', 'file'), true);
  });
});
