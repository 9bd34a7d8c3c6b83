import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const COMPONENTS = `required_providers {
  aws = {
    source = "hashicorp/aws"
  }
}
variable "regions" {
  type = set(string)
}
variable "zone" {
  type    = string
  default = "ap-northeast-2a"
}
provider "aws" "each" {
  for_each = var.regions
  config {
    region = each.value
  }
}
component "volume" {
  for_each = var.regions
  source   = "./volume"
  inputs = {
    zone = var.zone
  }
  providers = {
    aws = provider.aws.each[each.value]
  }
}
component "topic" {
  for_each = var.regions
  source   = "./topic"
  inputs = {
    name = component.volume[each.key].name
  }
  providers = {
    aws = provider.aws.each[each.value]
  }
}
`;
const MODULES = {
  'volume/main.tf':
    'variable "zone" {}\nresource "aws_ebs_volume" "a" {\n  availability_zone = var.zone\n}\noutput "name" {\n  value = "n"\n}\n',
  'topic/main.tf': 'variable "name" {}\nresource "aws_sns_topic" "t" {\n  name = var.name\n}\n',
};

describe('Terraform Stacks', () => {
  const cases: { name: string; files: Record<string, string>; rule?: string; findings: string[] }[] = [
    {
      name: 'judge each deployment by its inputs, through components and providers',
      files: {
        ...MODULES,
        'stack.tfcomponent.hcl': COMPONENTS,
        'kr.tfdeploy.hcl': 'deployment "kr" {\n  inputs = {\n    regions = ["ap-northeast-2"]\n  }\n}\n',
        'dr.tfdeploy.hcl':
          'locals {\n  zone = "us-east-1a"\n}\ndeployment "dr" {\n  inputs = {\n    regions = ["us-east-1", "ap-northeast-2"]\n    zone = local.zone\n    token = identity_token.aws.jwt\n  }\n}\n',
      },
      findings: [
        'dr.tfdeploy.hcl:2 error where/offshore-region us-east-1a -> component.volume.aws_ebs_volume.a',
        'dr.tfdeploy.hcl:6 error where/offshore-region us-east-1 -> component.topic.aws_sns_topic.t',
      ],
    },
    {
      name: 'leave alone what is to be destroyed',
      files: {
        ...MODULES,
        'stack.tfcomponent.hcl': COMPONENTS,
        'stack.tfdeploy.hcl':
          'deployment "us" {\n  destroy = true\n  inputs = {\n    regions = ["us-east-1"]\n  }\n}\n',
      },
      findings: [],
    },
    {
      name: 'judge the defaults where no deployment is in the tree, by the older name too',
      files: {
        ...MODULES,
        'stack.tfstack.hcl':
          'variable "region" {\n  default = "us-west-2"\n}\nprovider "aws" "this" {\n  config {\n    region = var.region\n    default_tags {\n      tags = { domestic-operator = "kt-cloud" }\n    }\n  }\n}\ncomponent "topic" {\n  source = "./topic"\n  inputs = { name = "n" }\n  providers = { aws = provider.aws.this }\n}\n',
      },
      rule: '{where,operate}/*',
      findings: [
        'stack.tfstack.hcl:2 error where/offshore-region us-west-2 -> component.topic.aws_sns_topic.t',
      ],
    },
    {
      name: 'hand over inputs that are no object written out',
      files: {
        ...MODULES,
        'stack.tfcomponent.hcl':
          'locals {\n  inputs = { zone = "us-east-1a" }\n}\nprovider "aws" "this" {\n  config {\n    region = "ap-northeast-2"\n  }\n}\ncomponent "volume" {\n  source = "./volume"\n  inputs = merge(local.inputs, {})\n  providers = { aws = provider.aws.this }\n}\n',
      },
      findings: [
        'stack.tfcomponent.hcl:2 error where/offshore-region us-east-1a -> component.volume.aws_ebs_volume.a',
      ],
    },
    {
      name: 'say where no region is stated',
      files: {
        ...MODULES,
        'stack.tfcomponent.hcl':
          'provider "aws" "this" {}\ncomponent "topic" {\n  source = "./topic"\n  inputs = { name = "n" }\n  providers = { aws = provider.aws.this }\n}\n',
      },
      rule: 'where/*',
      findings: [
        'stack.tfcomponent.hcl:1 info where/unpinned-region provider "aws" "this" -> component.topic.aws_sns_topic.t',
      ],
    },
  ];
  for (const { name, files, rule = 'where/offshore-region', findings } of cases) {
    it(name, () => assert.deepEqual(findingsIn(openFiles(files, { rules: [rule] })), findings));
  }

  it('lead from the use to the deployment', () => {
    const project = openFiles(
      {
        ...MODULES,
        'stack.tfcomponent.hcl': COMPONENTS,
        'stack.tfdeploy.hcl':
          'deployment "us" {\n  inputs = {\n    regions = ["ap-northeast-2"]\n    zone = "us-east-1a"\n  }\n}\n',
      },
      { rules: ['where/offshore-region'] },
    );
    const [finding] = project.report().findings;
    assert.deepEqual(
      finding?.trace.map((hop) => hop.name),
      ['var.zone', 'component.volume', 'var.zone', 'deployment.us'],
    );
    project.edit(
      'stack.tfdeploy.hcl',
      'deployment "us" {\n  inputs = {\n    regions = ["us-west-2"]\n  }\n}\n',
    );
    assert.equal(findingsIn(project).length, 1);
  });

  it('survive any text, wherever it is cut', () => {
    for (let end = 0; end < COMPONENTS.length; end += 5) {
      const files = {
        ...MODULES,
        'a.tfcomponent.hcl': COMPONENTS.slice(0, end),
        'b.tfdeploy.hcl': 'deployment',
      };
      assert.ok(openFiles(files).report());
    }
  });

  it('leave tests and mocks of Terraform unjudged', () => {
    const text = 'provider "aws" {\n  region = "us-east-1"\n}\nvariables {\n  region = "us-east-1"\n}\n';
    const files = Object.fromEntries(
      ['a.tftest.hcl', 'a.tofutest.hcl', 'a.tfmock.hcl', 'a.tfquery.hcl'].map((name) => [name, text]),
    );
    const report = openFiles(files).report();
    assert.deepEqual([report.files, report.findings], [0, []]);
  });
});
