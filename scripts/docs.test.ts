import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('the pages under docs/', () => {
  it('are what `npm run docs` makes of the rules and the catalog', () => {
    const run = spawnSync(process.execPath, [join(SOVLINT_ROOT, 'scripts/docs.mjs'), '--check'], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
  });
});
