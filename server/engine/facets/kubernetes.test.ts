import assert from 'node:assert/strict';
import type { FacetKind } from '../types';
import { scene } from './scene.testing';

const POD = (spec: string) => ({
  'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n${spec}`,
});

describe('facets of Kubernetes objects', () => {
  it('reads node selectors without a provider', () => {
    const { lines } = scene(POD('  nodeSelector: { topology.kubernetes.io/zone: us-east-1a }\n'));
    assert.deepEqual(lines('Pod/a', 'place', 'value', 'countries', 'role'), [
      'us-east-1a [US] schedule @a.yaml:6:48',
    ]);
  });

  it('does not know a code that providers put in and out of home', () => {
    const pod = POD('  nodeSelector: { topology.kubernetes.io/region: ap-southeast-2 }\n');
    const at = (countries: string[]) => scene(pod, { countries }).lines('Pod/a', 'place', 'countries');
    assert.match(at(['AU'])[0]!, /^\? /);
    assert.match(at(['KR'])[0]!, /^\[(AU,TH|TH,AU)\] /);
  });

  it('is not certain of one value among several, nor of a wish', () => {
    const term = (name: string, values: string) =>
      POD(
        `  affinity:\n    nodeAffinity:\n      ${name}\n            - { key: topology.kubernetes.io/region, operator: In, values: ${values} }\n`,
      );
    const required =
      'requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n        - matchExpressions:';
    const preferred =
      'preferredDuringSchedulingIgnoredDuringExecution:\n        - weight: 1\n          preference:\n           matchExpressions:';
    const certain = (files: Record<string, string>) =>
      scene(files)
        .facets('Pod/a', 'place')
        .map((one) => one.certain);
    assert.deepEqual(certain(term(required, '[us-east-1]')), [true]);
    assert.deepEqual(certain(term(required, '[us-east-1, eu-west-1]')), [false, false]);
    assert.deepEqual(certain(term(preferred, '[us-east-1]')), [false]);
  });

  it('takes no place from what must not match', () => {
    const pod = POD(
      '  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n        - matchExpressions:\n          - { key: topology.kubernetes.io/region, operator: NotIn, values: [us-east-1] }\n',
    );
    assert.deepEqual(scene(pod).facets('Pod/a', 'place'), []);
  });

  it('reads the images of all containers', () => {
    const { lines } = scene(
      POD('  initContainers: [{ image: busybox }]\n  containers:\n    - { image: quay.io/acme/web:1 }\n'),
    );
    assert.deepEqual(lines('Pod/a', 'image', 'value', 'host', 'operator', 'public-base'), [
      'quay.io/acme/web:1 quay.io red-hat false @a.yaml:8:16',
      'busybox docker.io docker true @a.yaml:6:29',
    ]);
  });

  it('reads what Crossplane makes by the rows of Terraform’s types', () => {
    const made = (kind: string, forProvider: string) =>
      scene({
        'a.yaml': `apiVersion: ${kind.replace(' ', '\nkind: ')}\nmetadata: { name: a }\nspec:\n  forProvider:\n${forProvider.replace(/^/gm, '    ')}\n`,
      });
    const lines = (kind: string, forProvider: string, facet: FacetKind, ...properties: string[]) =>
      made(kind, forProvider).lines(`${kind.split(' ')[1]}/a`, facet, ...properties);
    const database = 'rds.aws.upbound.io/v1beta3 Instance';
    assert.deepEqual(lines(database, 'region: us-east-1', 'place', 'countries', 'operator'), [
      '[US] aws @a.yaml:6:13',
    ]);
    assert.deepEqual(lines(database, 'region: ap-northeast-2', 'key', 'state', 'level'), ['unencrypted 0 ']);
    assert.deepEqual(
      lines(database, 'storageEncrypted: true\nkmsKeyIdRef: { name: k }', 'key', 'state', 'level'),
      ['? ? @a.yaml:7:18'],
    );
    assert.deepEqual(lines(database, 'tags: { domestic-operator: kt-cloud }', 'tags', 'state', 'value'), [
      'present kt-cloud @a.yaml:6:32',
    ]);
    assert.deepEqual(
      lines(
        'dynamodb.aws.upbound.io/v1beta1 Table',
        'region: ap-northeast-2\nreplica:\n  - { regionName: us-west-2 }',
        'place',
        'countries',
        'role',
      ),
      ['[KR] own @a.yaml:6:13', '[US] copy @a.yaml:8:23'],
    );
    assert.deepEqual(
      lines('bigquery.gcp.upbound.io/v1beta1 Dataset', 'description: none', 'place', 'value', 'defaulted'),
      ['US true '],
    );
  });

  it('places what a controller makes in a cloud', () => {
    const file = (text: string) => ({ 'a.yaml': text });
    const crossplane = scene(
      file(
        'apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata: { name: b }\nspec: { forProvider: { region: us-east-1 } }\n',
      ),
    );
    assert.deepEqual(crossplane.lines('Bucket/b', 'place', 'value', 'countries', 'operator'), [
      'us-east-1 [US] aws @a.yaml:4:32',
    ]);
    const ack = scene(
      file(
        'apiVersion: sqs.services.k8s.aws/v1alpha1\nkind: Queue\nmetadata: { name: q, annotations: { services.k8s.aws/region: eu-west-1 } }\n',
      ),
    );
    assert.deepEqual(ack.lines('Queue/q', 'place', 'value', 'countries'), ['eu-west-1 [IE] @a.yaml:3:62']);
    const velero = scene(
      file(
        'apiVersion: velero.io/v1\nkind: BackupStorageLocation\nmetadata: { name: l, namespace: v }\nspec: { config: { region: us-west-2, s3Url: "https://kr.object.ncloudstorage.com" } }\n',
      ),
    );
    assert.deepEqual(velero.lines('BackupStorageLocation/v/l', 'place', 'countries'), ['[KR] @a.yaml:4:46']);
  });

  it('finds the tag on the object, its template or its namespace', () => {
    const deployment = (labels: string, template: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: pay, labels: { ${labels} } }\nspec:\n  template:\n    metadata: { labels: { ${template} } }\n    spec: {}\n`;
    const namespace = (labels: string) =>
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: pay, labels: { ${labels} } }\n`;
    const state = (own: string, ns: string, template = '') =>
      scene({ 'a.yaml': deployment(own, template), 'ns.yaml': namespace(ns) }).lines(
        'Deployment/pay/a',
        'tags',
        'state',
        'operator',
      );
    const tag = 'domestic-operator: kt-cloud';
    assert.deepEqual(state('app: a', 'x: y'), ['absent - ']);
    assert.deepEqual(state(tag, 'x: y'), ['present kt-cloud @a.yaml:3:67']);
    assert.deepEqual(state('app: a', 'x: y', tag), ['present kt-cloud @a.yaml:6:46']);
    assert.deepEqual(state('app: a', tag), ['present kt-cloud @ns.yaml:3:53']);
  });
});
