import assert from 'node:assert/strict';
import { memoryHost } from '../core/host.memory';
import { governanceOf } from '../packs/governance';
import { knowledge, openFiles } from '../packs/scan.testing';
import { fingerprint } from './fingerprint';
import { openProject } from './project';

const home = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const far = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const topic = (name: string, inside = '') => `resource "aws_sns_topic" "${name}" {${inside}}\n`;
const own = '\n  region = "us-east-1"\n';
const rule = 'where/offshore-region';
const shared = `variable "region" {\n  default = "us-east-1"\n}\n`;

type Files = Readonly<Record<string, string>>;

function fingerprints(files: Files, of = rule, choices = {}): string[] {
  return openFiles(files, choices)
    .report()
    .findings.filter((finding) => finding.rule === of)
    .map((finding) => finding.fingerprint);
}

describe('a fingerprint', () => {
  it('is FNV-1a, 64 bits, of its parts', () => {
    assert.equal(fingerprint(['']), 'cbf29ce484222325');
    assert.equal(fingerprint(['a']), 'af63dc4c8601ec8c');
    assert.equal(fingerprint(['foobar']), '85944171f73967e8');
    assert.notEqual(fingerprint(['a', 'b']), fingerprint(['ab']));
  });

  const same: Record<string, readonly [before: Files, after: Files, rule?: string]> = {
    'when lines are inserted above': [
      { 'main.tf': home + topic('a', own) },
      { 'main.tf': `# a comment\n\n${home}${topic('b')}${topic('a', `\n  # why\n${own}`)}` },
    ],
    'when another thing comes under the provider block': [
      { 'main.tf': far + topic('b') },
      { 'main.tf': far + topic('a') + topic('b') },
    ],
    'when another thing takes the same variable': [
      { 'main.tf': home + shared + topic('b', '\n  region = var.region\n') },
      {
        'main.tf':
          home + topic('a', '\n  region = var.region\n') + shared + topic('b', '\n  region = var.region\n'),
      },
    ],
    'when the module is called once more': [
      { 'main.tf': `${home}module "m" {\n  source = "./m"\n}\n`, 'm/main.tf': topic('a', own) },
      {
        'main.tf': `${home}module "a" {\n  source = "./m"\n}\nmodule "m" {\n  source = "./m"\n}\n`,
        'm/main.tf': topic('a', own),
      },
    ],
    'when another thing lacks the tag under the same provider block': [
      { 'main.tf': `${home}resource "aws_instance" "b" {}\n` },
      { 'main.tf': `${home}resource "aws_instance" "a" {}\nresource "aws_instance" "b" {}\n` },
      'operate/missing-operator-tag',
    ],
    'when another thing has no region under the same provider block': [
      { 'main.tf': `provider "aws" {}\n${topic('b')}` },
      { 'main.tf': `${topic('a')}provider "aws" {}\n${topic('b')}` },
      'where/unpinned-region',
    ],
    'for a literal in a variables file, when its variable is used elsewhere': [
      {
        'main.tf': `${home}variable "r" {}\n${topic('a', '\n  region = var.r\n')}`,
        'terraform.tfvars': 'r = "us-east-1"\n',
      },
      {
        'main.tf': `${home}variable "r" {}\n${topic('z', '\n  region = var.r\n')}`,
        'terraform.tfvars': '\nr = "us-east-1"\n',
      },
    ],
  };
  for (const [what, [before, after, of]] of Object.entries(same)) {
    it(`stays the same ${what}`, () => {
      const [print] = fingerprints(before, of);
      assert.match(print!, /^[0-9a-f]{16}$/);
      assert.deepEqual(fingerprints(after, of), [print]);
    });
  }

  const other: Record<string, readonly [Files, Files]> = {
    'in another file': [{ 'a.tf': home + topic('a', own) }, { 'b.tf': home + topic('a', own) }],
    'of another thing': [{ 'a.tf': home + topic('a', own) }, { 'a.tf': home + topic('b', own) }],
    'of another value': [
      { 'a.tf': home + topic('a', own) },
      { 'a.tf': home + topic('a', own.replace('us-east-1', 'us-west-2')) },
    ],
    'of another variable': [
      {
        'main.tf': `${home}variable "r" {}\n${topic('a', '\n  region = var.r\n')}`,
        'terraform.tfvars': 'r = "us-east-1"\n',
      },
      {
        'main.tf': `${home}variable "q" {}\n${topic('a', '\n  region = var.q\n')}`,
        'terraform.tfvars': 'q = "us-east-1"\n',
      },
    ],
  };
  for (const [what, [one, two]] of Object.entries(other)) {
    it(`is another ${what}`, () => {
      assert.equal(fingerprints(one).length, 1);
      assert.equal(fingerprints(two).length, 1);
      assert.notDeepEqual(fingerprints(one), fingerprints(two));
    });
  }

  it('is the same whatever folder of the repository is scanned', () => {
    const files = {
      'infra/main.tf': `${home}module "m" {\n  source = "../modules/m"\n}\n${topic('b', own)}`,
      'modules/m/main.tf': topic('a', own),
    };
    const from = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace(/^infra\//, ''), text]),
    );
    const { 'modules/m/main.tf': outside, ...inside } = from;
    const host = memoryHost({ ...inside, '../modules/m/main.tf': outside! });
    const { policy, rules } = governanceOf(host, knowledge(), {});
    const setup = { host, files: ['main.tf'], knowledge: knowledge(), policy, rules };
    const below = openProject({ ...setup, rootInRepository: 'infra/' }).report().findings;
    assert.equal(fingerprints(files).length, 2);
    assert.deepEqual(
      below
        .filter((one) => one.rule === rule)
        .map((one) => one.fingerprint)
        .sort(),
      fingerprints(files).sort(),
    );
  });

  const equals = (comment = '') => ({
    'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n          - matchExpressions:\n              - key: topology.kubernetes.io/region\n                operator: In\n                values:\n                  - us-west-2${comment}\n                  - us-west-2\n  containers: []\n`,
  });

  it('tells equals apart, and goes on doing so when one of them is suppressed', () => {
    const [one, two, ...rest] = fingerprints(equals());
    assert.deepEqual(rest, []);
    assert.notEqual(one, two);
    assert.deepEqual(fingerprints(equals(' # sovlint:ignore where/* -- known')), [two]);
  });
});
