import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const ROOT = `locals {
  region_vars = read_terragrunt_config(find_in_parent_folders("region.hcl"))
  region      = local.region_vars.locals.region
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
# The region's "own" provider, it's written here
provider "aws" {
  region = "\${local.region}"
}
EOF
}

remote_state {
  backend = "s3"
  config = {
    bucket = "state-\${path_relative_to_include()}"
    key    = "tf.tfstate"
    region = "ap-northeast-2"
  }
}
`;
const UNIT = `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../modules//bucket"
}
`;
const MODULE = `variable "zone" {
  default = "eu-west-1a"
}
resource "aws_ebs_volume" "a" {
  availability_zone = var.zone
}
`;
const TOPIC = 'resource "aws_sns_topic" "t" {}\n';

/** The beginning of a unit that is excluded. */
function excluded(zone: string): string {
  return `terraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = "${zone}"\n}\nexclude {\n`;
}

/** A unit that calls Terraform with more than inputs. */
function extra(setting: string, commands = '["plan", "apply"]'): string {
  return `terraform {\n  source = "../modules/bucket"\n  extra_arguments "x" {\n    commands = ${commands}\n    ${setting}\n  }\n}\n`;
}

describe('Terragrunt', () => {
  const cases: { name: string; files: Record<string, string>; rule?: string; findings: string[] }[] = [
    {
      name: 'judges a provider in a heredoc by what read_terragrunt_config brings',
      files: {
        'root.hcl': ROOT,
        'us/region.hcl': 'locals {\n  region = "us-east-1"\n}\n',
        'us/topic/terragrunt.hcl': UNIT,
        'kr/region.hcl': 'locals {\n  region = "ap-northeast-2"\n}\n',
        'kr/topic/terragrunt.hcl': UNIT,
        'modules/bucket/main.tf': TOPIC,
      },
      findings: ['us/region.hcl:2 error where/offshore-region us-east-1 -> aws_sns_topic.t'],
    },
    {
      name: 'finds a literal in the heredoc where it stands',
      files: {
        'root.hcl':
          'generate "p" {\n  path = "p.tf"\n  contents = <<-EOF\n    provider "aws" {\n      region = "us-west-2"\n    }\n  EOF\n}\n',
        'a/terragrunt.hcl': 'include {\n  path = find_in_parent_folders("root.hcl")\n}\n',
        'a/main.tf': TOPIC,
      },
      findings: ['root.hcl:5 error where/offshore-region us-west-2 -> aws_sns_topic.t'],
    },
    {
      name: 'hands inputs to a local module, whose own default is then not judged',
      files: {
        'live/a/terragrunt.hcl': `${UNIT.slice(UNIT.indexOf('terraform'))}inputs = {\n  zone = "us-east-1a"\n}\n`,
        'modules/bucket/main.tf': `provider "aws" {\n  region = "ap-northeast-2"\n}\n${MODULE}`,
      },
      findings: ['live/a/terragrunt.hcl:5 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'judges the default that no input replaces, once for all units',
      files: {
        'live/a/terragrunt.hcl': UNIT.slice(UNIT.indexOf('terraform')),
        'live/b/terragrunt.hcl': UNIT.slice(UNIT.indexOf('terraform')),
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['modules/bucket/main.tf:2 error where/offshore-region eu-west-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'lets inputs of the unit replace those of what it includes',
      files: {
        'root.hcl': 'inputs = {\n  zone = "us-east-1a"\n}\n',
        'live/a/terragrunt.hcl': `${UNIT}inputs = {\n  zone = "ap-northeast-2a"\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: [],
    },
    {
      name: 'takes the last of several includes, and none that is not to be merged',
      files: {
        'root.hcl': 'inputs = {\n  zone = "us-east-1a"\n}\n',
        'env.hcl': 'inputs = {\n  zone = "us-west-2a"\n}\n',
        'no.hcl': 'inputs = {\n  zone = "eu-west-1a"\n}\n',
        'live/a/terragrunt.hcl': `${UNIT}include "env" {\n  path = find_in_parent_folders("env.hcl")\n}\ninclude "no" {\n  path = find_in_parent_folders("no.hcl")\n  merge_strategy = "no_merge"\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['env.hcl:2 error where/offshore-region us-west-2a -> aws_ebs_volume.a'],
    },
    {
      name: 'merges deeply where an include says so',
      files: {
        'root.hcl': 'inputs = {\n  places = {\n    zone = "us-east-1a"\n  }\n}\n',
        'live/a/terragrunt.hcl': `${UNIT.replace('root.hcl")', 'root.hcl")\n  merge_strategy = "deep"')}inputs = {\n  places = {\n    other = "x"\n  }\n}\n`,
        'modules/bucket/main.tf':
          'variable "places" {}\nresource "aws_ebs_volume" "a" {\n  availability_zone = var.places.zone\n}\n',
      },
      findings: ['root.hcl:3 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'reads what an include exposes, and files of values',
      files: {
        'common.hcl': 'locals {\n  zone = "us-east-1a"\n}\n',
        'live/values.yaml': 'zone: us-west-1b\n',
        'live/a/terragrunt.hcl': `include "common" {\n  path = "\${get_repo_root()}/common.hcl"\n  expose = true\n}\nterraform {\n  source = "../../modules/bucket"\n}\ninputs = {\n  zone = include.common.locals.zone\n}\n`,
        'live/b/terragrunt.hcl': `locals {\n  v = yamldecode(file(find_in_parent_folders("values.yaml")))\n}\nterraform {\n  source = "\${get_terragrunt_dir()}/../../modules/bucket"\n}\ninputs = {\n  zone = local.v.zone\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: [
        'common.hcl:2 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
        'live/values.yaml:1 error where/offshore-region us-west-1b -> aws_ebs_volume.a',
      ],
    },
    {
      name: "judges a backend, and puts the one that is generated in place of the module's",
      files: {
        'a/terragrunt.hcl':
          'remote_state {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    key = "k"\n    region = "us-east-2"\n  }\n}\n',
        'a/main.tf': 'terraform {\n  backend "s3" {\n    region = "eu-west-1"\n  }\n}\n',
      },
      findings: ['a/terragrunt.hcl:6 error where/offshore-region us-east-2 -> backend.s3'],
    },
    {
      name: 'knows where Terragrunt makes the bucket or account of a backend',
      files: {
        'a/terragrunt.hcl':
          'remote_state {\n  backend = "gcs"\n  config = {\n    bucket = "b"\n    location = "europe-west2"\n  }\n}\n',
        'b/terragrunt.hcl':
          'remote_state {\n  backend = "azurerm"\n  config = {\n    location = "koreacentral"\n  }\n}\n',
        'c/terragrunt.hcl': 'remote_state {\n  backend = "gcs"\n  config = {\n    bucket = "b"\n  }\n}\n',
      },
      rule: '{where,modify}/*',
      findings: [
        'a/terragrunt.hcl:1 warning modify/foreign-state-backend remote_state -> backend.gcs',
        'a/terragrunt.hcl:5 error where/offshore-region europe-west2 -> backend.gcs',
        'c/terragrunt.hcl:1 warning modify/foreign-state-backend remote_state -> backend.gcs',
      ],
    },
    {
      name: 'takes the default of an environment variable for a candidate',
      files: {
        'a/terragrunt.hcl': `terraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = get_env("ZONE", "us-east-1a")\n}\n`,
        'b/terragrunt.hcl': `terraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = get_env("ZONE")\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['a/terragrunt.hcl:5 warning? where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'does not take outputs of dependencies for known, nor their mocks',
      files: {
        'a/terragrunt.hcl': `dependency "vpc" {\n  config_path = "../vpc"\n  mock_outputs = {\n    zone = "us-east-1a"\n  }\n}\nterraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = dependency.vpc.outputs.zone\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: [],
    },
    {
      name: 'loads variable files that extra arguments name',
      files: {
        'a/terragrunt.hcl': `terraform {\n  source = "../modules/bucket"\n  extra_arguments "v" {\n    commands = ["plan"]\n    required_var_files = ["\${get_terragrunt_dir()}/../common.tfvars"]\n  }\n}\n`,
        'common.tfvars': 'zone = "us-east-1b"\n',
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['common.tfvars:1 error where/offshore-region us-east-1b -> aws_ebs_volume.a'],
    },
    {
      name: 'loads variable files that arguments name',
      files: {
        'a/terragrunt.hcl': `terraform {\n  source = "../modules/bucket"\n  extra_arguments "v" {\n    commands = get_terraform_commands_that_need_vars()\n    arguments = ["-lock=true", "-var-file=\${find_in_parent_folders("common.tfvars")}"]\n  }\n}\n`,
        'common.tfvars': 'zone = "us-east-1b"\n',
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['common.tfvars:1 error where/offshore-region us-east-1b -> aws_ebs_volume.a'],
    },
    {
      name: 'still runs a module beside a configuration that others include',
      files: {
        'terragrunt.hcl': 'inputs = {}\n',
        'main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n',
        'a/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
      },
      findings: ['main.tf:2 error where/offshore-region us-east-1 -> provider.aws'],
    },
    {
      name: 'reads holes outside texts, and leaves what Terraform is to interpolate to Terraform',
      files: {
        'a/terragrunt.hcl':
          'locals {\n  tags = { team = "a" }\n  more = ""\n}\ngenerate "p" {\n  path = "p.tf"\n  contents = <<EOF\n${local.more}\nprovider "aws" {\n  region = "$${var.region}"\n  default_tags {\n    tags = ${jsonencode(local.tags)}\n  }\n}\nEOF\n}\ninputs = {\n  region = "us-east-1"\n}\n',
        'a/main.tf': `variable "region" {}\n${TOPIC}`,
      },
      findings: ['a/terragrunt.hcl:18 error where/offshore-region us-east-1 -> aws_sns_topic.t'],
    },
    {
      name: 'knows the inputs of public modules outside the tree',
      files: {
        'a/terragrunt.hcl':
          'terraform {\n  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.0.0"\n}\ninputs = {\n  azs = ["us-east-1a"]\n}\n',
      },
      findings: ['a/terragrunt.hcl:5 error where/offshore-region us-east-1a -> module'],
    },
    {
      name: 'looks at a root configuration that nothing in the tree includes',
      files: {
        'root.hcl':
          'generate "p" {\n  path = "p.tf"\n  contents = <<EOF\nprovider "google" {\n  region = "us-central1"\n}\nEOF\n}\n',
      },
      findings: ['root.hcl:5 error where/offshore-region us-central1 -> provider.google'],
    },
    {
      name: 'leaves copies of earlier runs and skipped units alone',
      files: {
        'a/.terragrunt-cache/x/main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n',
        'b/terragrunt.hcl':
          'skip = true\nremote_state {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    region = "us-east-2"\n  }\n}\n',
      },
      findings: [],
    },
    {
      name: 'reads what is written by a template file, or copied from a file',
      files: {
        'a/terragrunt.hcl':
          'locals {\n  where = "us-east-1"\n}\ngenerate "p" {\n  path = "p.tf"\n  contents = templatefile("${get_terragrunt_dir()}/p.tftpl", { region = local.where })\n}\ngenerate "q" {\n  path = "q.tf"\n  contents = file("q.txt")\n}\n',
        'a/p.tftpl': 'provider "aws" {\n  region = "${region}"\n}\n',
        'a/q.txt': 'provider "google" {\n  region = "us-central1"\n}\n',
      },
      findings: [
        'a/q.txt:2 error where/offshore-region us-central1 -> provider.google',
        'a/terragrunt.hcl:2 error where/offshore-region us-east-1 -> provider.aws',
      ],
    },
    {
      name: 'takes files and backends that another configuration states for its own',
      files: {
        'common.hcl':
          'generate "p" {\n  path = "p.tf"\n  contents = <<EOF\nprovider "google" {\n  region = "${local.region}"\n}\nEOF\n}\nremote_state {\n  backend = "s3"\n  config = {\n    region = "us-east-2"\n  }\n}\nlocals {\n  region = "us-central1"\n}\n',
        'a/terragrunt.hcl':
          'locals {\n  common = read_terragrunt_config(find_in_parent_folders("common.hcl"))\n}\ngenerate = local.common.generate\nremote_state = local.common.remote_state\n',
      },
      findings: [
        'common.hcl:12 error where/offshore-region us-east-2 -> backend.s3',
        'common.hcl:16 error where/offshore-region us-central1 -> provider.google',
      ],
    },
    {
      name: 'reads files and backends that are written as attributes',
      files: {
        'a/terragrunt.hcl':
          'locals {\n  region = "us-central1"\n}\ngenerate = {\n  p = {\n    path = "p.tf"\n    if_exists = "overwrite"\n    contents = <<EOF\nprovider "google" {\n  region = "${local.region}"\n}\nprovider "aws" {\n  region = "us-west-1" // sovlint:ignore where/offshore-region -- a test\n}\nEOF\n  }\n  off = {\n    path = "off.tf"\n    disable = true\n    contents = "provider \\"aws\\" { region = \\"eu-west-1\\" }"\n  }\n}\nremote_state = {\n  backend = "s3"\n  config = {\n    region = "us-east-2"\n  }\n}\n',
      },
      findings: [
        'a/terragrunt.hcl:2 error where/offshore-region us-central1 -> provider.google',
        'a/terragrunt.hcl:26 error where/offshore-region us-east-2 -> backend.s3',
      ],
    },
    {
      name: 'does not merge backends, however deeply configurations are merged',
      files: {
        'root.hcl': 'remote_state {\n  backend = "s3"\n  config = {\n    region = "us-east-2"\n  }\n}\n',
        'a/terragrunt.hcl':
          'include "root" {\n  path = find_in_parent_folders("root.hcl")\n  merge_strategy = "deep"\n}\nremote_state {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    region = "ap-northeast-2"\n  }\n}\n',
      },
      findings: [],
    },
    {
      name: 'copies files of the unit over those of its module, variable files among them',
      files: {
        'a/terragrunt.hcl':
          'terraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = "eu-west-1a"\n}\n',
        'a/provider.tf': 'provider "aws" {\n  region = "us-west-2"\n}\n',
        'a/terraform.tfvars': 'zone = "us-east-1a"\n',
        'modules/bucket/provider.tf': 'provider "aws" {\n  region = "us-west-1"\n}\n',
        'modules/bucket/main.tf': `${MODULE}${TOPIC}`,
        'modules/bucket/terraform.tfvars': 'zone = "eu-west-2a"\n',
      },
      findings: [
        'a/provider.tf:2 error where/offshore-region us-west-2 -> aws_sns_topic.t',
        'a/terraform.tfvars:1 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'finds a module by a path that does not begin with a dot',
      files: {
        'terragrunt.hcl': 'terraform {\n  source = "modules/bucket"\n}\n',
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['modules/bucket/main.tf:2 error where/offshore-region eu-west-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'leaves out a unit that is excluded, and is not certain of one that a flag may bring back',
      files: {
        'modules/bucket/main.tf': MODULE,
        'never/terragrunt.hcl': `${excluded('us-east-1a')}  if = true\n  actions = ["all_except_output"]\n}\n`,
        'flag/terragrunt.hcl': `feature "off" {\n  default = true\n}\n${excluded('us-east-1b')}  if = feature.off.value\n  actions = ["apply"]\n}\n`,
        'destroy/terragrunt.hcl': `${excluded('us-east-1c')}  if = true\n  actions = ["destroy"]\n}\n`,
      },
      findings: [
        'destroy/terragrunt.hcl:5 error where/offshore-region us-east-1c -> aws_ebs_volume.a',
        'flag/terragrunt.hcl:8 warning? where/offshore-region us-east-1b -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'sets variables by what Terraform is called with, before files, the environment and inputs',
      files: {
        'modules/bucket/main.tf': MODULE,
        'more.tfvars': 'zone = "ap-northeast-2a"\n',
        'var/terragrunt.hcl': extra('arguments = ["-var", "zone=us-east-1a"]'),
        'joined/terragrunt.hcl': extra('arguments = ["-lock=true", "-var=zone=us-east-1b"]'),
        'env/terragrunt.hcl': extra('env_vars = { TF_VAR_zone = "us-east-1c" }'),
        'file/terragrunt.hcl': extra(
          'arguments = ["-var=zone=us-east-1d"]\n    required_var_files = ["../more.tfvars"]',
        ),
        'init/terragrunt.hcl': extra('arguments = ["-var=zone=us-east-1e"]', '["init"]'),
      },
      findings: [
        'env/terragrunt.hcl:5 error where/offshore-region us-east-1c -> aws_ebs_volume.a',
        'joined/terragrunt.hcl:5 error where/offshore-region us-east-1b -> aws_ebs_volume.a',
        'modules/bucket/main.tf:2 error where/offshore-region eu-west-1a -> aws_ebs_volume.a',
        'var/terragrunt.hcl:5 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'replaces extra arguments of what it includes by those of the same name',
      files: {
        'root.hcl': extra('arguments = ["-var=zone=us-east-1a"]').replace(/ {2}source.*\n/, ''),
        'a/terragrunt.hcl': `include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n${extra('arguments = ["-var=zone=ap-northeast-2a"]')}`,
        'modules/bucket/main.tf': MODULE,
      },
      findings: [],
    },
    {
      name: 'is not certain of a default where it cannot be told which file of variables is handed over',
      files: {
        'a/terragrunt.hcl': extra('required_var_files = ["../${get_env("STAGE")}.tfvars"]'),
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['modules/bucket/main.tf:2 warning? where/offshore-region eu-west-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'reads files of variables that Terragrunt writes',
      files: {
        'a/terragrunt.hcl':
          'locals {\n  zone = "us-east-1a"\n}\nterraform {\n  source = "../modules/bucket"\n}\ngenerate "v" {\n  path = "v.auto.tfvars"\n  contents = <<EOF\nzone = "${local.zone}"\nEOF\n}\n',
        'b/terragrunt.hcl':
          'terraform {\n  source = "../modules/bucket"\n}\ngenerate "v" {\n  path = "v.auto.tfvars.json"\n  contents = jsonencode({\n    zone = "us-east-1b"\n  })\n}\n',
        'modules/bucket/main.tf': MODULE,
      },
      findings: [
        'a/terragrunt.hcl:2 error where/offshore-region us-east-1a -> aws_ebs_volume.a',
        'b/terragrunt.hcl:7 error where/offshore-region us-east-1b -> aws_ebs_volume.a',
      ],
    },
    {
      name: 'reads files from the folder of the configuration that names them',
      files: {
        'root.hcl': 'inputs = {\n  zone = yamldecode(file("values.yaml")).zone\n}\n',
        'values.yaml': 'zone: us-east-1a\n',
        'live/a/values.yaml': 'zone: us-east-1b\n',
        'live/a/terragrunt.hcl': UNIT,
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['values.yaml:1 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'finds the nearest configuration above where none is named',
      files: {
        'terragrunt.hcl': 'inputs = {\n  zone = "us-east-1a"\n}\n',
        'a/b/terragrunt.hcl':
          'include {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = "../../modules/bucket"\n}\n',
        'modules/bucket/main.tf': MODULE,
      },
      findings: ['terragrunt.hcl:2 error where/offshore-region us-east-1a -> aws_ebs_volume.a'],
    },
    {
      name: 'obeys suppressions, in heredocs too',
      files: {
        'root.hcl':
          'generate "p" {\n  path = "p.tf"\n  contents = <<EOF\nprovider "google" {\n  # sovlint:ignore where/offshore-region -- a test\n  region = "us-central1"\n}\nprovider "aws" {\n  region = "us-east-1" // sovlint:ignore where/offshore-region -- a test\n}\nEOF\n}\n# sovlint:ignore where/offshore-region -- a test\nremote_state {\n  backend = "s3"\n  config = {\n    region = "us-east-1"\n  }\n}\n',
      },
      findings: [],
    },
    {
      name: 'does not follow includes without end',
      files: {
        'a/terragrunt.hcl': `${Array.from({ length: 9 }, (_, i) => `include "x${i}" {\n  path = "../b.hcl"\n}\n`).join('')}`,
        'b.hcl': `${Array.from({ length: 9 }, (_, i) => `include "y${i}" {\n  path = "../b.hcl"\n}\n`).join('')}inputs = {}\n`,
      },
      findings: [],
    },
    {
      name: 'ends circles of files that include or read each other',
      files: {
        'a/terragrunt.hcl':
          'include {\n  path = "../b.hcl"\n}\nlocals {\n  x = read_terragrunt_config("terragrunt.hcl").locals.x\n}\ninputs = {\n  zone = local.x\n  other = read_terragrunt_config("terragrunt.hcl").inputs.other\n}\n',
        'b.hcl': 'include {\n  path = "../b.hcl"\n}\nlocals {\n  c = read_terragrunt_config("../b.hcl")\n}\n',
      },
      findings: [],
    },
  ];
  for (const { name, files, rule = 'where/offshore-region', findings } of cases) {
    it(name, () => assert.deepEqual(findingsIn(openFiles(files, { rules: [rule] })), findings));
  }

  it('survives any text, wherever it is cut', () => {
    const whole = `${ROOT}${UNIT.replace('root.hcl', 'none.hcl')}inputs = {\n  a = "\${local.region}"\n}\n`;
    for (let end = 0; end < whole.length; end += 7) {
      const project = openFiles({ 'terragrunt.hcl': whole.slice(0, end), 'main.tf': TOPIC });
      assert.ok(project.report());
    }
  });

  it('does not take the HCL of other tools for its own', () => {
    const { files, problems } = openFiles({
      'job.hcl': 'job "a" {\n  region = [[ .region ]]\n}\n',
      '.terraform.lock.hcl': 'provider "x" {\n',
      'terragrunt.hcl': 'inputs = {\n',
    }).report();
    assert.equal(files, 1);
    assert.deepEqual([...new Set(problems.map(({ path }) => path))], ['terragrunt.hcl']);
  });

  it('says that a module outside the tree is not looked at', () => {
    const project = openFiles({
      'a/terragrunt.hcl': 'terraform {\n  source = "git::git@example.com:modules.git//db?ref=v1"\n}\n',
    });
    const { unknowns } = project.report();
    assert.deepEqual(
      unknowns.map(({ at, reason }) => [at.path, reason.key]),
      [['a/terragrunt.hcl', 'terragrunt.source-outside']],
    );
  });

  it('leads from the use through the inputs to the deciding text', () => {
    const project = openFiles(
      {
        'live/region.hcl': 'locals {\n  zone = "us-east-1a"\n}\n',
        'live/a/terragrunt.hcl': `locals {\n  r = read_terragrunt_config(find_in_parent_folders("region.hcl"))\n}\nterraform {\n  source = "../../modules/bucket"\n}\ninputs = {\n  zone = local.r.locals.zone\n}\n`,
        'modules/bucket/main.tf': MODULE,
      },
      { rules: ['where/offshore-region'] },
    );
    const [finding] = project.report().findings;
    assert.deepEqual(
      finding?.trace.map((hop) => hop.name),
      ['var.zone', 'inputs', 'local.r', 'read_terragrunt_config(region.hcl)', 'local.zone'],
    );
  });

  it('is worked out again when a file that it reads changes or appears', () => {
    const files = {
      'a/terragrunt.hcl': `locals {\n  r = read_terragrunt_config(find_in_parent_folders("region.hcl"))\n}\nterraform {\n  source = "../modules/bucket"\n}\ninputs = {\n  zone = local.r.locals.zone\n}\n`,
      'region.hcl': 'locals {\n  zone = "us-east-1a"\n}\n',
      'modules/bucket/main.tf': MODULE,
    };
    const project = openFiles(files, { rules: ['where/offshore-region'] });
    assert.equal(findingsIn(project).length, 1);
    project.edit('region.hcl', 'locals {\n  zone = "ap-northeast-2a"\n}\n');
    assert.deepEqual(findingsIn(project), []);
    project.edit('modules/bucket/main.tf', 'provider "aws" {\n  region = "us-west-2"\n}\n');
    assert.equal(findingsIn(project).length, 1);
  });
});
