import assert from 'node:assert/strict';
import { parentOf, pathFrom, uriFrom, uriKey } from './uri';

describe('addresses of documents', () => {
  const same: readonly (readonly [string, string])[] = [
    ['file:///c%3A/a/b.tf', 'file:///C:/a/b.tf'],
    ['file:///a/%ED%95%9C.tf', 'file:///a/한.tf'],
    ['vscode-vfs://github/o/r/a%20b', 'vscode-vfs://github/o/r/a b'],
  ];
  for (const [a, b] of same) {
    it(`knows ${a} and ${b} for one`, () => assert.equal(uriKey(a), uriKey(b)));
  }

  const paths: readonly (readonly [string, string, string | undefined])[] = [
    ['file:///w', 'file:///w/a/b.tf', 'a/b.tf'],
    ['file:///w/', 'file:///w', ''],
    ['file:///w/env', 'file:///w/modules/a.tf', '../modules/a.tf'],
    ['file:///w', 'file:///wide/a.tf', '../wide/a.tf'],
    ['file:///w', 'untitled:Untitled-1', undefined],
    ['vscode-vfs://github/o', 'vscode-vfs://gitlab/o/a', undefined],
    ['memfs:/p', 'memfs:/p/x%23y.tf', 'x#y.tf'],
  ];
  for (const [folder, uri, path] of paths) {
    it(`finds ${uri} from ${folder}`, () => {
      assert.equal(pathFrom(folder, uri), path);
      if (path) assert.equal(uriKey(uriFrom(folder, path)), uriKey(uri));
    });
  }

  it('writes every sign so that a client reads it back', () => {
    assert.equal(uriFrom('file:///w', "a b/(x)#?'.tf"), 'file:///w/a%20b/%28x%29%23%3F%27.tf');
    assert.equal(parentOf('file:///w/a/b.tf'), 'file:///w/a');
  });
});
