import assert from 'node:assert/strict';
import { matchGlob } from './glob';

const cases: [pattern: string, fits: string[], not: string[]][] = [
  ['examples/**', ['examples/a.tf', 'examples/a/b.tf'], ['examples', 'my/examples/a.tf', 'examples2/a.tf']],
  ['examples/', ['examples/a.tf'], ['examples']],
  ['**/test/**', ['test/a', 'x/test/a', 'x/y/test/z/a'], ['test', 'atest/b', 'x/test']],
  ['**', ['a', 'a/b'], ['']],
  ['**/*.tf', ['main.tf', 'a/b/main.tf'], ['main.tfvars', 'a/main.tf/x']],
  ['*.tf', ['main.tf', '.tf'], ['a/main.tf']],
  ['./*.tf', ['main.tf', './main.tf'], []],
  ['main.tf', ['main.tf', './main.tf'], ['a/main.tf', 'mainxtf']],
  ['a?c', ['abc'], ['ac', 'a/c', 'abbc']],
  ['a**b', ['ab', 'axxb'], ['a/b']],
  ['where/*', ['where/offshore-region'], ['where', 'read/offshore-key']],
  ['aws_iam_*', ['aws_iam_role'], ['aws_s3_bucket']],
  ['AWS::S3::*', ['AWS::S3::Bucket'], ['AWS::EC2::Instance']],
  ['{prod,stage}/*.tf', ['prod/a.tf', 'stage/a.tf'], ['dev/a.tf', 'prod/a/b.tf']],
  ['a{b,c{d,e}}f', ['abf', 'acdf', 'acef'], ['acf', 'af']],
  ['a{,b}', ['a', 'ab'], ['abb']],
  ['{open', ['{open'], ['open']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '/x', 'x']],
  ['[!a-c]x', ['dx'], ['ax', '/x']],
  ['[]]', [']'], ['[]]']],
  ['[a', ['[a'], ['a']],
  ['\\*', ['*'], ['a', '\\*']],
  ['a(b+c).tf', ['a(b+c).tf'], ['abbc.tf']],
  ['*.example.com', ['registry.example.com', 'a.b.example.com'], ['example.com']],
];

describe('globs', () => {
  for (const [pattern, fits, not] of cases) {
    it(pattern, () => {
      for (const path of fits) assert.equal(matchGlob(pattern, path), true, path);
      for (const path of not) assert.equal(matchGlob(pattern, path), false, path);
    });
  }

  it('takes patterns that would run away as regular expressions', () => {
    assert.equal(matchGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(4000)), false);
    assert.equal(matchGlob(`${'{a,a}'.repeat(60)}b`, 'a'.repeat(60)), false);
    assert.equal(matchGlob('{'.repeat(5000), '{'.repeat(5000)), true);
    assert.equal(matchGlob(`**/${'**/'.repeat(30)}x`, 'a/'.repeat(500)), false);
  });
});
