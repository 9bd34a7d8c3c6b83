import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Value } from '../../core/value';
import { describeProject } from './project.testing';

const PROJECTS = ['as-terraform-does', 'as-terraform-reads'];

function readFolder(name: string): Record<string, string> {
  const folder = join(SOVLINT_ROOT, 'test-fixtures/terraform', name);
  const files: Record<string, string> = {};
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, file);
    if (statSync(path).isFile()) files[file.replaceAll('\\', '/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** What a value comes to, without places and traces. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.open ? 'open' : value.items.map(plain);
    case 'map':
      if (value.open) return 'open';
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
    case 'choice':
      return { choice: value.options.map((option) => plain(option.value)) };
    case 'unknown':
      return { unknown: value.reason };
  }
}

for (const one of PROJECTS)
  describe(`Terraform modules, ${one.replaceAll('-', ' ')}`, () => {
    const files = readFolder(one);
    const expected = JSON.parse(files['expected.json']!) as Record<string, unknown>;
    // A resource to read the local by; its provider block says that the module is no library.
    const probe = 'provider "probe" {}\nresource "probe_this" "out" { value = local.out }';
    const project = describeProject({ ...files, 'probe.tf': probe });
    const out = project.resource('probe_this.out')?.body.entries.get('value')?.value;
    const entries = out?.kind === 'map' ? out.entries : new Map();

    for (const [name, value] of Object.entries(expected)) {
      it(name, () => assert.deepEqual(plain(entries.get(name)!.value), value));
    }

    it('knows every name that Terraform gave', () => {
      assert.deepEqual([...entries.keys()].sort(), Object.keys(expected).sort());
    });
  });
