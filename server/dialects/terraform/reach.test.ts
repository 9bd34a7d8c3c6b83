import assert from 'node:assert/strict';
import type { Earlier } from '../../core/evaluation';
import { memoryHost } from '../../core/host.memory';
import { evaluateRun, openTerraform, parseTerraform, runs, type TerraformFile } from '.';

const module: Readonly<Record<string, string>> = {
  'main.tf': `provider "aws" {
  region = local.region
}
resource "aws_a" "plain" {
  x = 1
}
resource "aws_a" "tagged" {
  tags = local.tags
}
resource "aws_a" "named" {
  x = aws_a.tagged.x
}
resource "aws_a" "placed" {
  x = aws_a.plain.region
}
resource "aws_a" "given" {
  x = var.set
}
resource "aws_a" "reading" {
  x = file("note.txt")
}
resource "aws_a" "called" {
  x = module.m.out
}
resource "aws_a" "undeclared" {
  x = local.nothing
}
resource "aws_a" "staged" {
  x = terraform.workspace
}
data "aws_b" "found" {
  name = "b"
}
resource "aws_a" "looking" {
  x = data.aws_b.found.id
}
`,
  'locals.tf': `locals {
  region = "x"
  tags = { a = 1 }
  last = 1
}
`,
  'calls.tf': `module "m" {
  source = "./m"
  in     = local.last
}
`,
  'variables.tf': 'variable "set" {}\n',
  'terraform.tfvars': 'set = 1\n',
  'note.txt': 'a\n',
  'm/main.tf': `variable "in" {}
resource "aws_a" "inner" {
  x = var.in
}
resource "aws_a" "apart" {}
`,
  'm/outputs.tf': 'output "out" {\n  value = aws_a.inner.x\n}\n',
};

const all = [
  'apart',
  'called',
  'found',
  'given',
  'inner',
  'looking',
  'named',
  'placed',
  'plain',
  'reading',
  'staged',
  'tagged',
  'undeclared',
  'aws',
];

interface Case {
  readonly name: string;
  /** Files after the edit; null: gone. */
  readonly edit: Readonly<Record<string, string | null>>;
  /** The blocks that are others than before. */
  readonly reached: readonly string[];
}

const edited = (path: string, find: string, replace: string) => ({
  [path]: module[path]!.replace(find, replace),
});

const cases: readonly Case[] = [
  { name: 'nothing', edit: {}, reached: [] },
  {
    name: 'a comment behind everything',
    edit: edited('locals.tf', 'last = 1\n}', 'last = 1\n}\n# so'),
    reached: [],
  },
  {
    name: 'a comment ahead of a file, since all of it moves',
    edit: edited('variables.tf', 'variable', '# so\nvariable'),
    reached: ['given'],
  },
  {
    name: 'a local, and what names it',
    edit: edited('locals.tf', 'last = 1', 'last = 2'),
    reached: ['called', 'inner'],
  },
  {
    name: 'a provider block by what it names, and what reads from things what it gives them',
    edit: edited('locals.tf', 'region = "x"', 'region = "y"'),
    reached: ['aws', 'called', 'inner', 'looking', 'named', 'placed', 'tagged'],
  },
  {
    name: 'a local, and what moves behind it',
    edit: edited('locals.tf', 'a = 1', 'a = 10'),
    reached: ['called', 'inner', 'named', 'tagged'],
  },
  { name: 'a variable file', edit: { 'terraform.tfvars': 'set = 2\n' }, reached: ['given'] },
  { name: 'a variable file that appears', edit: { 'a.auto.tfvars': 'set = 3\n' }, reached: ['given'] },
  { name: 'a file that a function reads', edit: { 'note.txt': 'b\n' }, reached: ['reading'] },
  {
    name: 'a called module',
    edit: edited('m/main.tf', 'x = var.in', 'x = 5'),
    reached: ['apart', 'called', 'inner'],
  },
  { name: 'an output of a called module', edit: edited('m/outputs.tf', '.x', '.y'), reached: ['called'] },
  {
    name: 'a called module that goes',
    edit: { 'm/main.tf': null, 'm/outputs.tf': null },
    // Any module may hold the resource that a data source looks up.
    reached: ['called', 'found', 'looking'],
  },
  {
    name: 'what was not declared',
    edit: { 'more.tf': 'locals {\n  nothing = 1\n}\n' },
    reached: ['undeclared'],
  },
  { name: 'a name, where a part cannot be read', edit: { 'more.tf': 'locals {' }, reached: ['undeclared'] },
  {
    name: 'a name that the workspace is compared with',
    edit: { 'more.tf': 'locals {\n  on = terraform.workspace == "p"\n}\n' },
    reached: ['staged'],
  },
  {
    name: 'a resource that a data source looks up',
    edit: { 'more.tf': 'resource "aws_b" "b" {\n  name = "b"\n}\n' },
    reached: ['found', 'looking'],
  },
  {
    name: 'everything, where who governs changes',
    edit: { 'more.tf': 'provider "aws" {\n  alias = "dr"\n}\n' },
    reached: all,
  },
  { name: 'everything, where a file comes first', edit: { 'a.tf': 'locals {}\n' }, reached: all },
];

describe('an edit reaches', () => {
  for (const { name, edit, reached } of cases) {
    it(name, () => {
      const disk = new Map(Object.entries(module));
      const parsed = new Map<string, TerraformFile>();
      const read = (path: string) => {
        const text = disk.get(path);
        if (text === undefined) return undefined;
        const known = parsed.get(path);
        const file = known?.text === text ? known : parseTerraform(path, text, known);
        parsed.set(path, file);
        return file;
      };
      const evaluate = (earlier?: Earlier) => {
        const tree = openTerraform([...disk.keys()], read, memoryHost(disk), { aws: 'aws' });
        const run = runs(tree).find(({ key }) => key === '')!;
        const evaluation = evaluateRun(tree, run, undefined, earlier);
        // What depends on what shows as it is looked at.
        for (const { body } of evaluation.resources)
          for (const { value } of body.entries.values()) value.kind;
        return evaluation;
      };
      const before = evaluate();
      for (const [path, text] of Object.entries(edit)) {
        if (text === null) disk.delete(path);
        else disk.set(path, text);
      }
      const after = evaluate({ evaluation: before, stale: new Set(Object.keys(edit)) });
      const others = before.resources.filter(
        (one) =>
          !after.resources.includes(one) && after.resources.some(({ address }) => address === one.address),
      );
      const names = others.map(({ address }) => address.split('.').at(-1)!);
      assert.deepEqual(names.sort(), [...reached].sort());
    });
  }
});
