import assert from 'node:assert/strict';
import type { FacetKind } from '../types';
import { scene } from './scene.testing';

const cases: readonly {
  readonly it: string;
  readonly yaml: string;
  readonly at: string;
  readonly kind: FacetKind;
  readonly properties: readonly string[];
  readonly is: readonly string[];
}[] = [
  {
    it: 'places a zone by the provider of the templates',
    yaml: 'A:\n    Type: AWS::EC2::Subnet\n    Properties: { AvailabilityZone: us-east-1a }',
    at: 'A',
    kind: 'place',
    properties: ['value', 'countries', 'role', 'operator'],
    is: ['us-east-1a [US] own aws @t.yaml:4:37'],
  },
  {
    it: 'knows no region of a stack',
    yaml: 'A:\n    Type: AWS::SQS::Queue',
    at: 'A',
    kind: 'place',
    properties: ['value'],
    is: [],
  },
  {
    it: 'places replicas as copies',
    yaml: 'A:\n    Type: AWS::SecretsManager::Secret\n    Properties: { ReplicaRegions: [{ Region: us-west-2 }] }',
    at: 'A',
    kind: 'place',
    properties: ['value', 'countries', 'role'],
    is: ['us-west-2 [US] copy @t.yaml:4:46'],
  },
  {
    it: 'reads bucket encryption in CloudFormation’s shape',
    yaml: 'A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketEncryption:\n        ServerSideEncryptionConfiguration:\n          - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }',
    at: 'A',
    kind: 'key',
    properties: ['state', 'level'],
    is: ['provider-managed 0 @t.yaml:7:60'],
  },
  {
    it: 'follows a key by its reference',
    yaml: 'K:\n    Type: AWS::KMS::Key\n    Properties: { Origin: EXTERNAL }\n  A:\n    Type: AWS::SQS::Queue\n    Properties: { KmsMasterKeyId: !GetAtt K.Arn }',
    at: 'A',
    kind: 'key',
    properties: ['state', 'level', 'countries'],
    is: ['named 2 ? @t.yaml:7:35 < K.Arn'],
  },
  {
    it: 'holds a key where its origin says',
    yaml: 'K:\n    Type: AWS::KMS::Key\n    Properties: { Origin: EXTERNAL }',
    at: 'K',
    kind: 'holder',
    properties: ['level', 'holder'],
    is: ['2 aws @t.yaml:4:27'],
  },
  {
    it: 'finds tags in a list of pairs',
    yaml: 'A:\n    Type: AWS::SQS::Queue\n    Properties: { Tags: [{ Key: app, Value: a }, { Key: domestic-operator, Value: kt-cloud }] }',
    at: 'A',
    kind: 'tags',
    properties: ['state', 'value'],
    is: ['present kt-cloud @t.yaml:4:83'],
  },
  {
    it: 'finds tags in a map where the type has one',
    yaml: 'A:\n    Type: AWS::SSM::Parameter\n    Properties: { Tags: { domestic-operator: kt-cloud } }',
    at: 'A',
    kind: 'tags',
    properties: ['state', 'value'],
    is: ['present kt-cloud @t.yaml:4:46'],
  },
  {
    it: 'misses the tag',
    yaml: 'A:\n    Type: AWS::DynamoDB::Table\n    Properties: { Tags: [{ Key: app, Value: a }] }',
    at: 'A',
    kind: 'tags',
    properties: ['state'],
    is: ['absent '],
  },
  {
    it: 'reads the images of a task definition',
    yaml: 'A:\n    Type: AWS::ECS::TaskDefinition\n    Properties: { ContainerDefinitions: [{ Image: ghcr.io/a/b }] }',
    at: 'A',
    kind: 'image',
    properties: ['host'],
    is: ['ghcr.io @t.yaml:4:51'],
  },
  {
    it: 'reads the region of a backup copy from its ARN',
    yaml: 'A:\n    Type: AWS::Backup::BackupPlan\n    Properties:\n      BackupPlan:\n        BackupPlanRule:\n          - CopyActions:\n              - DestinationBackupVaultArn: arn:aws:backup:eu-west-1:111122223333:backup-vault:v',
    at: 'A',
    kind: 'copy',
    properties: ['place', 'countries', 'origin-countries'],
    is: ['eu-west-1 [IE] ? @t.yaml:8:44'],
  },
];

describe('facets of CloudFormation resources', () => {
  for (const { it: title, yaml, at, kind, properties, is } of cases) {
    it(title, () => {
      const text = `Resources:\n  ${yaml}\n`;
      const { lines } = scene({ 't.yaml': text });
      assert.deepEqual(lines(at, kind, ...properties), is);
    });
  }
});
