import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const ROOT = `generate "provider" {
  path     = "provider.tf"
  contents = <<EOF
provider "aws" {
  region = "\${read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region}"
}
EOF
}
`;
const UNIT = `include "root" {
  path = find_in_parent_folders("root.hcl")
}
terraform {
  source = "\${find_in_parent_folders("modules")}//volume"
}
inputs = {
  zone = values.zone
}
`;
const MODULE = `variable "zone" {
  default = "ap-northeast-2a"
}
resource "aws_ebs_volume" "a" {
  availability_zone = var.zone
}
`;
const KR = 'locals {\n  region = "ap-northeast-2"\n}\n';
const CATALOG = { 'root.hcl': ROOT, 'units/volume/terragrunt.hcl': UNIT, 'modules/volume/main.tf': MODULE };

function stack(body: string, source = '../units/volume'): string {
  return `unit "a" {\n  source = "${source}"\n  path = "a"\n${body}}\n`;
}

describe('Terragrunt stacks', () => {
  const cases: { name: string; files: Record<string, string>; findings: string[] }[] = [
    {
      name: 'hand values to units, which look for what is above where they are made',
      files: {
        ...CATALOG,
        'us/region.hcl': 'locals {\n  region = "us-east-1"\n}\n',
        'us/terragrunt.stack.hcl': stack('  values = {\n    zone = "us-east-1a"\n  }\n'),
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': stack('  values = {\n    zone = "ap-northeast-2a"\n  }\n'),
      },
      findings: [
        'us/region.hcl:2 error where/offshore-region us-east-1 -> provider.aws',
        'us/terragrunt.stack.hcl:5 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'follow their own locals and functions',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': `locals {\n  units = "\${get_repo_root()}/units"\n  zone = "us-west-2a"\n}\n${stack('  values = {\n    zone = local.zone\n  }\n', '${local.units}/volume')}`,
      },
      findings: ['kr/terragrunt.stack.hcl:3 error where/offshore-region us-west-2a -> aws_ebs_volume.a'],
    },
    {
      name: 'are made within each other, with values through every level',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl':
          'stack "s" {\n  source = "${get_repo_root()}/stacks/pair"\n  path = "s"\n  values = {\n    first = "us-east-1a"\n  }\n}\n',
        'stacks/pair/terragrunt.stack.hcl': `${stack('  values = { zone = values.first }\n', '${get_repo_root()}/units/volume')}unit "b" {\n  source = "../../units/volume"\n  path = "b"\n  values = { zone = "eu-west-1a" }\n}\n`,
      },
      findings: [
        'kr/terragrunt.stack.hcl:5 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
        'stacks/pair/terragrunt.stack.hcl:9 error where/offshore-region eu-west-1a -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'make units beside themselves where they say so',
      files: {
        ...CATALOG,
        'kr/a/region.hcl': 'locals {\n  region = "us-east-1"\n}\n',
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': `unit "a" {\n  source = "../units/volume"\n  path = "a/b"\n  no_dot_terragrunt_stack = true\n  values = { zone = "ap-northeast-2a" }\n}\n`,
      },
      findings: ['kr/a/region.hcl:2 error where/offshore-region us-east-1 -> provider.aws'],
    },
    {
      name: 'make a unit once, though a copy of it lies there',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/a/terragrunt.hcl': UNIT,
        'kr/a/terragrunt.values.hcl': 'zone = "us-west-1a"\n',
        'kr/terragrunt.stack.hcl': `${[1, 2].map((n) => `unit "a${n}" {\n  source = "../units/volume"\n  path = "a"\n  no_dot_terragrunt_stack = true\n  values = { zone = "us-east-${n}a" }\n}\n`).join('')}`,
      },
      findings: ['kr/terragrunt.stack.hcl:5 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'leave a unit the values that lie beside it, if they have none',
      files: {
        ...CATALOG,
        'units/volume/terragrunt.values.hcl': 'zone = "us-east-2a"\n',
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': stack(''),
      },
      findings: [
        'units/volume/terragrunt.values.hcl:1 error where/offshore-region us-east-2a -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'put settings over those of a unit',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': `locals {\n  zone = "us-east-1b"\n}\n${stack('  values = { zone = "eu-west-1a" }\n  autoinclude {\n    dependency "x" {\n      config_path = unit.x.path\n    }\n    inputs = {\n      zone = local.zone\n      vpc = dependency.x.outputs.vpc\n    }\n  }\n')}`,
      },
      findings: ['kr/terragrunt.stack.hcl:2 error where/offshore-region us-east-1b -> aws_ebs_volume.a'],
    },
    {
      name: 'put units into the stacks that they make, in place of those of the same name',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl':
          'stack "s" {\n  source = "${get_repo_root()}/stacks/one"\n  path = "s"\n  autoinclude {\n    unit "a" {\n      source = "${get_repo_root()}/units/volume"\n      path = "a"\n      values = { zone = "us-east-1a" }\n    }\n  }\n}\n',
        'stacks/one/terragrunt.stack.hcl': stack(
          '  values = { zone = "eu-west-1a" }\n',
          '${get_repo_root()}/units/volume',
        ),
      },
      findings: ['kr/terragrunt.stack.hcl:8 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'include files of units, which know the names of the file that includes them',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl':
          'locals {\n  zone = "us-east-1a"\n}\ninclude "more" {\n  path = "./more.hcl"\n}\n',
        'kr/more.hcl': stack('  values = { zone = local.zone }\n'),
      },
      findings: ['kr/terragrunt.stack.hcl:2 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'make nothing of what is switched off',
      files: {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': stack('  enabled = false\n  values = { zone = "us-east-1a" }\n'),
      },
      findings: [],
    },
    {
      name: 'do not follow each other without end',
      files: {
        ...CATALOG,
        'region.hcl': KR,
        'stacks/x/terragrunt.stack.hcl':
          'stack "x" {\n  source = "${get_repo_root()}/stacks/x"\n  path = "x"\n}\n',
      },
      findings: [],
    },
  ];
  for (const { name, files, findings } of cases) {
    it(name, () =>
      assert.deepEqual(findingsIn(openFiles(files, { rules: ['where/offshore-region'] })), findings),
    );
  }

  const unknowns: { name: string; files: Record<string, string>; reasons: string[] }[] = [
    {
      name: 'a unit outside the tree',
      files: { 'terragrunt.stack.hcl': stack('', 'git::https://example.com/catalog.git//units/a') },
      reasons: ['terragrunt.stack.hcl terragrunt.source-outside'],
    },
    {
      name: 'a unit whose source depends on the environment',
      files: { 'terragrunt.stack.hcl': stack('', '${get_env("CATALOG")}/a') },
      reasons: ['terragrunt.stack.hcl terragrunt.environment'],
    },
    {
      name: 'a unit with several sources',
      files: { 'terragrunt.stack.hcl': stack('', '${get_env("CATALOG", "a")}/a') },
      reasons: ['terragrunt.stack.hcl terragrunt.source-unknown'],
    },
    {
      name: 'the values of a unit that no stack in the tree makes',
      files: {
        'units/volume/terragrunt.hcl': 'inputs = {\n  region = values.region\n}\n',
        'units/volume/main.tf':
          'variable "region" {}\nprovider "aws" {\n  region = var.region\n}\nresource "aws_sns_topic" "t" {}\n',
      },
      reasons: ['units/volume/terragrunt.hcl terragrunt.values'],
    },
    {
      name: 'stacks that would go too deep',
      files: {
        'stacks/x/terragrunt.stack.hcl':
          'stack "x" {\n  source = "${get_repo_root()}/stacks/x"\n  path = "x"\n}\n',
      },
      reasons: ['stacks/x/terragrunt.stack.hcl terragrunt.too-many'],
    },
  ];
  for (const { name, files, reasons } of unknowns) {
    it(`say why they do not tell ${name}`, () => {
      const found = openFiles(files, { rules: ['where/offshore-region'] }).report().unknowns;
      assert.deepEqual([...new Set(found.map(({ at, reason }) => `${at.path} ${reason.key}`))], reasons);
    });
  }

  it('are worked out again when a unit that they copy changes', () => {
    const project = openFiles(
      {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': stack('  values = { zone = "us-east-1a" }\n'),
      },
      { rules: ['where/offshore-region'] },
    );
    assert.equal(findingsIn(project).length, 1);
    project.edit('units/volume/terragrunt.hcl', UNIT.replace('values.zone', '"ap-northeast-2c"'));
    assert.deepEqual(findingsIn(project), []);
    project.edit('kr/region.hcl', KR.replace('ap-northeast-2', 'eu-west-1'));
    assert.equal(findingsIn(project).length, 1);
  });

  it('lead from the use through the values to the deciding text', () => {
    const project = openFiles(
      {
        ...CATALOG,
        'kr/region.hcl': KR,
        'kr/terragrunt.stack.hcl': stack('  values = { zone = "us-east-1a" }\n'),
      },
      { rules: ['where/offshore-region'] },
    );
    const [finding] = project.report().findings;
    assert.deepEqual(
      finding?.trace.map((hop) => hop.name),
      ['var.zone', 'inputs', 'values'],
    );
  });
});
