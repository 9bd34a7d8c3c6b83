import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// file | its text | what the check says of it, if anything
const cases: readonly [string, string, string?][] = [
  ['server/core/a.ts', "import { b } from './b';"],
  ['server/core/b.ts', "import { x } from '../syntax/x';", '1: server/core may not import server/syntax/x'],
  ['server/syntax/a.ts', "import { parseDocument } from 'yaml';\nimport type { V } from '../core/value';"],
  [
    'server/dialects/a/b.ts',
    "// import 'fs'\nimport { readFileSync } from 'node:fs';",
    '2: server/dialects may not import node:fs',
  ],
  ['server/dialects/a/c.ts', "import { parse } from 'yaml';", '1: server/dialects may not import yaml'],
  ['server/engine/core/a.ts', "import { b } from '../core/b';\nimport { c } from '../../core/c';"],
  [
    'server/engine/b.ts',
    "export * from '../packs/pack';",
    '1: server/engine may not import server/packs/pack',
  ],
  [
    'server/engine/c.ts',
    "import {\n  h,\n} from '../host/node';",
    '3: server/engine may not import server/host/node',
  ],
  [
    'server/engine/d.ts',
    "const l = await import('../lsp/server');",
    '1: server/engine may not import server/lsp/server',
  ],
  ['server/engine/e.ts', "import { s } from './scene.testing';", '1: ./scene.testing is for tests'],
  [
    'server/engine/e.test.ts',
    "import { s } from './scene.testing';\nimport { p } from '../packs/pack';\nimport 'node:fs';",
  ],
  ['server/packs/a.ts', "import { commands } from 'vscode';", '1: server/packs may not import vscode'],
  ['server/packs/a.test.ts', "import { commands } from 'vscode';", '1: server/packs may not import vscode'],
  [
    'server/host/node.ts',
    "import { readFileSync } from 'node:fs';\nimport type { Host } from '../core/host';",
  ],
  [
    'server/host/a.ts',
    "import { p } from '../engine/project';",
    '1: server/host may not import server/engine/project',
  ],
  [
    'server/lsp/server.ts',
    "import { h } from '../host/node';\nimport 'vscode-languageserver/node';\nimport '../packs/pack';",
  ],
  [
    'server/lsp/a.ts',
    "import { a } from '../cli/arguments';",
    '1: server/lsp may not import server/cli/arguments',
  ],
  [
    'server/cli/main.ts',
    "import { serveStdio } from '../lsp/main.stdio';\nimport data from 'sovlint:rules';",
  ],
  ['server/cli/a.ts', "import { s } from '../lsp/server';", '1: server/cli may not import server/lsp/server'],
  ['client/a.ts', "import { window } from 'vscode';\nimport type { R } from '../server/lsp/protocol';"],
  [
    'client/b.ts',
    "import { p } from '../server/engine/project';",
    '1: client may not import server/engine/project',
  ],
];

describe('the check of import directions', () => {
  let root: string;
  let said: string[];
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'sovlint-imports-'));
    for (const [path, text] of cases) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const run = spawnSync(process.execPath, [join(SOVLINT_ROOT, 'scripts/check-imports.mjs'), root], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 1, run.stderr);
    said = run.stdout.trim().split('\n');
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [path, text, complaint] of cases) {
    it(`${complaint ? 'refuses' : 'allows'} in ${path}: ${text.split('\n').at(-1)}`, () => {
      const lines = said.filter((line) => line.startsWith(`${path}:`));
      assert.deepEqual(lines, complaint ? [`${path}:${complaint}`] : []);
    });
  }
});
