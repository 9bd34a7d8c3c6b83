import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { listFiles, readText } from '../../host/node';
import { knowledge, openFiles } from '../../packs/scan.testing';
import { type FacetKind, UNKNOWN } from '../types';
import { facetProperties, fixFacets, placeholders } from './properties';

/** Everything that the fixtures show. */
function workspaces(): Record<string, string>[] {
  const root = join(SOVLINT_ROOT, 'test-fixtures/hanbit-pay');
  const project = listFiles(root).flatMap((path) => {
    const read = readText(join(root, path));
    return 'text' in read ? [[path, read.text] as const] : [];
  });
  const shapes = parse(readFileSync(join(SOVLINT_ROOT, 'server/engine/fixes/shapes.yaml'), 'utf8'));
  return [
    Object.fromEntries(project),
    ...shapes.map((shape: { beside?: Record<string, string>; file: string; before: string }) => ({
      ...shape.beside,
      [shape.file]: shape.before,
    })),
  ];
}

describe('what rules may name', () => {
  it('covers the properties that facets have, each of its kind', () => {
    const kinds = { string: 'text', number: 'number', boolean: 'yes-no', object: 'list' } as const;
    const strange = new Set<string>();
    const seen = new Set<FacetKind>();
    for (const files of workspaces()) {
      const project = openFiles(files);
      for (const path of Object.keys(files)) {
        for (const { facet } of project.explain(path, 0, files[path]!.length)) {
          seen.add(facet.kind);
          for (const [name, value] of Object.entries(facet.properties)) {
            if (value === undefined || value === UNKNOWN) continue;
            const kind = kinds[typeof value as keyof typeof kinds];
            if (facetProperties[facet.kind][name] !== kind) strange.add(`${facet.kind}.${name}: ${kind}`);
          }
        }
      }
    }
    assert.deepEqual([...strange].sort(), []);
    assert.ok(seen.size > 8);
  });

  it('covers the fixes of the core rules, and what their messages say', () => {
    for (const { fixes = [], message, cases = [], select } of knowledge().coreRules) {
      const facets = [select.facet ?? []].flat();
      for (const fix of fixes)
        assert.ok(
          fixFacets[fix].some((kind) => facets.includes(kind)),
          fix,
        );
      for (const text of [message, ...cases.map((one) => one.message)].flatMap((one) =>
        Object.values(one ?? {}),
      )) {
        for (const [, name] of String(text).matchAll(/\{([^{}]*)\}/g))
          assert.ok(placeholders.includes(name!), name);
      }
    }
  });
});
