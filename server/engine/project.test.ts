import assert from 'node:assert/strict';
import { memoryHost } from '../core/host.memory';
import { governanceOf } from '../packs/governance';
import { knowledge } from '../packs/scan.testing';
import { wander } from './edits.testing';
import { openProject } from './project';

const workspace: Readonly<Record<string, string>> = {
  'infra/main.tf':
    'terraform {\n  backend "s3" {\n    region = "ap-northeast-2"\n  }\n}\nprovider "aws" {\n  region = var.region\n}\nmodule "db" {\n  source = "../modules/db"\n  zone   = local.zones[0]\n}\nresource "aws_kms_key" "k" {}\nresource "aws_sqs_queue" "q" {\n  for_each = toset(local.zones)\n  name     = each.key\n}\n',
  'infra/variables.tf':
    'variable "region" {\n  default = "us-east-1"\n}\nlocals {\n  zones = ["${var.region}a", "ap-northeast-2a"]\n}\n',
  'infra/terraform.tfvars': 'region = "ap-northeast-1"\n',
  'infra/load.tfvars': 'region = "us-west-2"\n',
  'modules/db/main.tf':
    'variable "zone" {}\nresource "aws_db_instance" "db" {\n  availability_zone = var.zone\n  # sovlint:ignore read/* -- a cache\n  storage_encrypted = false\n}\noutput "zone" {\n  value = aws_db_instance.db.availability_zone\n}\n',
  'cdn/main.tf.json':
    '{ "provider": { "aws": { "region": "us-east-1" } }, "resource": { "aws_sns_topic": { "t": {} } } }\n',
  'k8s/ns.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    domestic-operator: kt-cloud\n',
  'k8s/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  template:\n    spec:\n      nodeSelector:\n        topology.kubernetes.io/region: us-west-2\n      containers:\n        - name: web\n          image: quay.io/acme/web:1\n',
  'k8s/batch.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: job, namespace: shop }\nspec:\n  containers:\n    - name: job\n      image: acme/job:2\n      envFrom: [{ configMapRef: { name: chat } }, { configMapRef: { name: more } }]\n',
  'k8s/more.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: more, namespace: shop }\ndata: { OPENAI_API_KEY: x, SENTRY_DSN: "https://k@o1.ingest.us.sentry.io/2" }\n',
  'k8s/chat.env': 'OPENAI_BASE_URL=https://api.openai.com/v1\n',
  'k8s/kustomization.yaml':
    'resources: [ns.yaml, web.yaml, batch.yaml]\nconfigMapGenerator: [{ name: chat, envs: [chat.env] }]\nimages:\n  - name: quay.io/acme/web\n    newName: registry.example.kr/web\n',
  'cfn/stack.yaml':
    'Parameters:\n  Zone: { Type: String, Default: us-east-1a }\nResources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties: { AvailabilityZone: !Ref Zone }\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./child.yaml\n      Parameters: { Zone: !Ref Zone }\n',
  'cfn/child.yaml':
    'Parameters:\n  Zone: { Type: String }\nResources:\n  Queue: { Type: "AWS::SQS::Queue" }\n  Disk: { Type: "AWS::EC2::Volume", Properties: { AvailabilityZone: !Ref Zone } }\n',
  'cfn/stack.parameters.json': '[{ "ParameterKey": "Zone", "ParameterValue": "ap-northeast-2a" }]\n',
  'live/root.hcl':
    'locals {\n  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region\n}\ngenerate "provider" {\n  path      = "provider.tf"\n  if_exists = "overwrite"\n  contents  = <<EOF\nprovider "aws" {\n  region = "${local.region}"\n}\nEOF\n}\n',
  'live/us/region.hcl': 'locals {\n  region = "us-east-1"\n}\n',
  'live/us/db/terragrunt.hcl':
    'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "../../../modules//db"\n}\ninputs = {\n  zone = "us-east-1a"\n}\n',
  'image/web.pkr.hcl':
    'variable "region" {\n  default = "us-east-1"\n}\nsource "amazon-ebs" "web" {\n  region = var.region\n}\nbuild {\n  sources = ["source.amazon-ebs.web"]\n}\n',
  'image/dr.pkrvars.hcl': 'region = "us-west-2"\n',
  'azure/main.bicep':
    "param place string\nvar places = loadJsonContent('places.json')\nmodule net 'net.bicep' = {\n  params: { place: place, other: places.dr }\n}\nresource found 'Microsoft.Network/virtualNetworks@2024-01-01' existing = { name: 'shop' }\nresource near 'Microsoft.Compute/disks@2023-10-02' = {\n  name: 'db'\n  location: found.location\n}\n",
  'azure/net.bicep':
    "param place string = 'eastus'\nparam other string\nresource net 'Microsoft.Network/virtualNetworks@2024-01-01' = {\n  name: 'shop'\n  location: place\n}\nresource dr 'Microsoft.Compute/disks@2023-10-02' = {\n  name: 'web'\n  location: other\n  tags: { 'domestic-operator': 'kt-cloud' }\n}\n",
  'azure/main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\nparam place = 'eastus'\n",
  'azure/base.bicepparam': "using none\nparam place = 'koreacentral'\n",
  'azure/places.json': '{ "dr": "japaneast" }\n',
  'chart/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: redis, version: 1.0.0, repository: "oci://registry-1.docker.io/bitnamicharts" }\n',
  'chart/values.yaml': 'image:\n  registry: docker.io\n  repository: acme/shop\n  tag: "1"\n',
  'chart/templates/deployment.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ .Release.Name }} }\n',
};

/** Paths that files move to and fro. */
const paths = [
  ...Object.keys(workspace),
  'infra/extra.tf',
  'infra/extra.auto.tfvars',
  'infra/main_override.tf',
  'modules/db/extra.tf',
  'other/main.tf',
  'k8s/prod/kustomization.yaml',
  'k8s/other.yaml',
  'k8s/prod/chat.env',
  'cfn/other.json',
  'chart/values-prod.yaml',
  'live/region.hcl',
  'live/us/other/terragrunt.hcl',
  'modules/db/provider.tf',
  'image/web.auto.pkrvars.hcl',
  'chart/charts/x/Chart.yaml',
  'azure/prod.bicepparam',
  'azure/main.parameters.json',
];
const words = [
  'us-east-1',
  'ap-northeast-2',
  'us-west-2',
  'ap-northeast-1',
  'shop',
  'db',
  'web',
  'kt-cloud',
  'quay.io',
  'chat',
  'OPENAI_BASE_URL',
  'api.openai.com',
  'var.region',
  'Zone',
  'eastus',
  'place',
];
const policies = [
  'home: KR\n',
  'home: US\n',
  'home: KR\ntags: { operator: { value: kt-cloud } }\nignore: ["k8s/**"]\n',
];

describe('an open project', () => {
  for (const seed of [2, 110, 149]) {
    it(`reports after each edit what a project opened anew reports (seed ${seed})`, () => {
      let findings = 0;
      for (const { shown, anew, way } of wander(
        { files: workspace, paths, words, policies, steps: 60 },
        seed,
      )) {
        assert.deepEqual(shown, anew, way);
        findings += shown.findings.length;
      }
      assert.ok(findings > 200, 'the workspace goes on showing something');
    });
  }
});

describe('files that the code itself reads', () => {
  it('count as they stand in the editor', () => {
    const files = {
      'main.tf':
        'provider "aws" {\n  region = yamldecode(file("place.yaml")).region\n}\nresource "aws_sns_topic" "t" {}\n',
      'place.yaml': 'region: ap-northeast-2\n',
    };
    const host = memoryHost(files);
    const { policy, rules } = governanceOf(host, knowledge(), { rules: ['where/offshore-region'] });
    const project = openProject({ host, files: Object.keys(files), knowledge: knowledge(), policy, rules });
    assert.equal(project.report().findings.length, 0);
    project.edit('place.yaml', 'region: us-east-1\n');
    assert.deepEqual(
      project.report().findings.map(({ value }) => value),
      ['us-east-1'],
    );
  });
});
