import assert from 'node:assert/strict';
import { copy, key, place, type RowCase, told } from './rows.testing';

const PROVIDERS =
  'provider "aws" {\n  region = "ap-northeast-2"\n}\nprovider "google" {\n  region = "asia-northeast3"\n}\n';
const call = (source: string, inputs: string) => `module "m" {\n  source = "${source}"\n  ${inputs}\n}\n`;
const tags = { kind: 'tags', properties: ['state', 'value'] } as const;

const cases: readonly RowCase[] = [
  {
    it: 'finds the key of a bucket in the module’s input',
    tf: call(
      'terraform-aws-modules/s3-bucket/aws',
      'server_side_encryption_configuration = { rule = { apply_server_side_encryption_by_default = { sse_algorithm = "AES256" } } }',
    ),
    at: 'module.m',
    ...key,
    is: ['provider-managed'],
  },
  {
    it: 'knows what the module does without its inputs',
    tf: call('terraform-aws-modules/sns/aws', ''),
    at: 'module.m',
    ...key,
    is: ['unencrypted'],
  },
  {
    it: 'follows a key to another module',
    tf: `${call('terraform-aws-modules/sqs/aws', 'kms_master_key_id = module.k.key_arn')}module "k" {\n  source = "terraform-aws-modules/kms/aws"\n}`,
    at: 'module.m',
    kind: 'key',
    properties: ['state', 'level', 'countries'],
    is: ['named 1 [KR]'],
  },
  {
    it: 'misses the tag',
    tf: call('terraform-aws-modules/rds/aws', 'tags = { team = "pay" }'),
    at: 'module.m',
    ...tags,
    is: ['absent -'],
  },
  {
    it: 'finds the tag',
    tf: call(
      'terraform-google-modules/bigquery/google',
      'dataset_labels = { domestic-operator = "kt-cloud" }',
    ),
    at: 'module.m',
    ...tags,
    is: ['present kt-cloud'],
  },
  {
    it: 'asks nothing of what is switched off',
    tf: call('terraform-aws-modules/rds/aws', 'create_db_instance = false'),
    at: 'module.m',
    ...tags,
    is: [],
  },
  {
    it: 'finds the regions of replicas, whatever they are called',
    tf: call('terraform-aws-modules/secrets-manager/aws', 'replica = { other = { region = "us-west-2" } }'),
    at: 'module.m',
    ...place,
    is: ['ap-northeast-2 own', 'us-west-2 copy'],
  },
  {
    it: 'follows a database to the one it copies',
    tf: `${call('terraform-aws-modules/rds/aws', 'region = "us-east-1"\n  replicate_source_db = "arn:aws:rds:ap-northeast-2:111122223333:db:a"')}`,
    at: 'module.m',
    ...place,
    is: ['us-east-1 copy'],
  },
  {
    it: 'knows where the module puts what says no place',
    tf: call('terraform-google-modules/cloud-storage/google', ''),
    at: 'module.m',
    kind: 'place',
    properties: ['value', 'defaulted'],
    is: ['EU true'],
  },
  {
    it: 'knows the modules of a collection by their common input',
    tf: call('Azure/avm-res-network-firewallpolicy/azurerm', 'location = "eastus"'),
    at: 'module.m',
    ...place,
    is: ['eastus own'],
  },
  {
    it: 'reads the images of a service',
    tf: call(
      'terraform-aws-modules/ecs/aws//modules/service',
      'container_definitions = { web = { image = "ghcr.io/a/b" } }',
    ),
    at: 'module.m',
    kind: 'image',
    properties: ['host'],
    is: ['ghcr.io'],
  },
  {
    it: 'copies nothing where a module is not known',
    tf: call('acme/s3-bucket/aws', 'replication_configuration = { rules = [] }'),
    at: 'module.m',
    ...copy,
    is: [],
  },
];

describe('facets of public modules', () => {
  for (const one of cases) it(one.it, () => assert.deepEqual(told(PROVIDERS, one), one.is));
});
