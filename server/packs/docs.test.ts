import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { memoryHost } from '../core/host.memory';
import {
  facetProperties,
  fixFacets,
  generalProperties,
  placeholders,
  policyLists,
  testsOf,
} from '../engine/rules/properties';
import { governanceOf } from './governance';
import { findingsIn, knowledge, openFiles } from './scan.testing';

const page = readFileSync(join(SOVLINT_ROOT, 'docs/packs.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n(id:[\s\S]*?)```/g)].map((match) => match[1]!);

/** The rows of a table, by what their first cell names. */
function rows(heading: string): Map<string, string> {
  const table = page.slice(page.indexOf(heading)).match(/\n\|[\s\S]*?\n\n/)![0];
  const cells = table.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(cells.map((line) => [/`([\w-]+)/.exec(line)![1]!, line]));
}

describe('docs/packs.md', () => {
  it('shows rules that work', () => {
    const files = Object.fromEntries(examples.map((text, i) => [`packs/acme/${i}.yaml`, text]));
    const configuration = { '.sovlint.yaml': 'home: KR\nextends: [kr, ./packs/acme]\n' };
    const { problems, rules } = governanceOf(memoryHost({ ...configuration, ...files }), knowledge(), {});
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rules.filter((one) => one.pack === 'acme').map((one) => one.id),
      ['acme/no-tokyo', 'acme/two-zones'],
    );
    const zones = ['ap-northeast-2a', 'ap-northeast-2b', 'us-east-1a'].map(
      (zone) => `resource "aws_subnet" "${zone}" {\n  availability_zone = "${zone}"\n}\n`,
    );
    const provider = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
    const project = openFiles({ ...configuration, ...files, 'main.tf': provider + zones.join('') });
    assert.deepEqual(findingsIn(project, 'acme/two-zones'), [
      'main.tf:8 warning acme/two-zones ap-northeast-2b -> aws_subnet.ap-northeast-2b',
    ]);
  });

  it('names every facet with its properties, and no other', () => {
    const table = rows('### Properties');
    assert.deepEqual([...table.keys()].sort(), Object.keys(facetProperties).sort());
    for (const [facet, properties] of Object.entries(facetProperties)) {
      const text = table.get(facet)!;
      for (const name of Object.keys(properties)) assert.ok(text.includes(`\`${name}\``), `${facet}.${name}`);
    }
    for (const name of Object.keys(generalProperties)) assert.ok(page.includes(`\`${name}\``), name);
  });

  it('names every test, list, fix and placeholder', () => {
    for (const test of new Set(Object.values(testsOf).flat()))
      assert.match(page, new RegExp(`\\b${test}\\b`), test);
    for (const list of policyLists) assert.ok(page.includes(`\`${list}\``), list);
    assert.deepEqual([...rows('### `fixes`').keys()].sort(), Object.keys(fixFacets).sort());
    for (const name of placeholders) assert.ok(page.includes(`\`{${name}}\``), name);
  });
});

describe('docs/jurisdictions.md', () => {
  const text = readFileSync(join(SOVLINT_ROOT, 'docs/jurisdictions.md'), 'utf8');
  const profile = parse(/```yaml\n(# Brazil[\s\S]*?)```/.exec(text)![1]!);
  const data = { ...knowledge().data, 'packs/br/profile.yaml': profile };
  const governed = governanceOf(memoryHost({}), { ...knowledge(), data }, { home: 'BR' });

  it('shows a profile that holds for its home', () => {
    assert.deepEqual(governed.problems, []);
    const { home, profile: name, countries, rules, references } = governed.policy;
    assert.deepEqual([home, name, countries, rules], ['BR', 'br', ['BR'], profile.rules]);
    assert.deepEqual(Object.keys(references), [], 'what is unconfirmed is not printed');
  });

  it('names every field of a profile', () => {
    const fields = Object.entries(knowledge().data).flatMap(([path, content]) =>
      /^packs\/[^/]+\/profile\.yaml$/.test(path) ? Object.keys(content as object) : [],
    );
    for (const field of new Set(fields)) assert.ok(text.includes(`| \`${field}\` |`), field);
  });
});
