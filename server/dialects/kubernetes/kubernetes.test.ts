import assert from 'node:assert/strict';
import { hops, type Value, valuesAt } from '../../core/value';
import { parseJson } from '../../syntax/tree/json';
import { parseYaml } from '../../syntax/tree/yaml';
import {
  configurationIndex,
  evaluateManifests,
  namespaceIndex,
  overlayIndex,
  recogniseKubernetes,
} from './index';

type Files = Readonly<Record<string, string>>;

/** Every resource of a few files, with the texts their places cover. */
function evaluate(texts: Files) {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    file: path.endsWith('.json') ? parseJson(text) : parseYaml(text),
  }));
  const namespaces = namespaceIndex(files);
  const overlays = overlayIndex(files, (path) => texts[path]);
  const configurations = configurationIndex(files, overlays);
  return files.flatMap(
    ({ path, file }) =>
      evaluateManifests(file, path, `kubernetes ${path}`, { namespaces, overlays, configurations }).resources,
  );
}

const textAt = (texts: Files, at: { path: string; range: { start: number; end: number } }) =>
  texts[at.path]!.slice(at.range.start, at.range.end);

/** What a value comes to, in a word: `text`, `?prefix…`, `(sensitive)`. */
function shown(value: Value): unknown {
  if (value.sensitive) return '(sensitive)';
  if (value.kind === 'unknown') return `?${value.prefix ?? ''}`;
  return value.kind === 'scalar' ? value.value : value.kind;
}

const at = (texts: Files, path: string) =>
  evaluate(texts).flatMap((resource) => valuesAt(resource.body, path).map(({ value }) => shown(value)));

const POD = (image: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: web, image: ${image} }] }
`;
const IMAGES = 'spec.containers.image';

describe('recognising Kubernetes by content', () => {
  const cases: readonly [what: string, yes: boolean, text: string][] = [
    ['a manifest', true, POD('nginx')],
    [
      'a manifest of a custom group',
      true,
      'apiVersion: a.example.com/v1api2023\nkind: X\nmetadata: {name: a}',
    ],
    [
      'a list',
      true,
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}',
    ],
    [
      'a kustomization',
      true,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []',
    ],
    ['one of several documents', true, `a: 1\n---\n${POD('nginx')}`],
    ['a compose file', false, 'version: "3"\nservices: { web: { image: nginx } }'],
    ['a workflow', false, 'name: ci\non: push\njobs: {}'],
    ['OpenAPI', false, 'openapi: 3.0.0\ninfo: {}\npaths: {}'],
    ['CloudFormation', false, 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}'],
    ['a kubeconfig', false, 'apiVersion: v1\nkind: Config\nclusters: []'],
    [
      'a catalogue of a developer portal',
      false,
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}',
    ],
    ['a manifest inside a string', false, `doc: |\n${POD('nginx').replace(/^/gm, '  ')}`],
    ['a tool with a version of its own', false, 'apiVersion: tool/v1\nkind: Config\nmetadata: {name: a}'],
  ];
  for (const [what, yes, text] of cases) {
    it(`${what}: ${yes ? 'yes' : 'no'}`, () =>
      assert.equal(recogniseKubernetes(parseYaml(text), 'a.yaml'), yes));
  }
});

describe('Kubernetes resources', () => {
  it('are named, with the value of kind as their header', () => {
    const texts = {
      'a.yaml': `apiVersion: apps/v1\nkind: "Deployment"\nmetadata: { name: web, namespace: pay }\n---\n${POD('nginx')}`,
      'b.json': '{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"generateName": "job-"}}',
    };
    const found = evaluate(texts).map(({ id, address, type, header, extent }) => [
      id,
      address,
      type,
      textAt(texts, header),
      textAt(texts, extent).slice(0, 10),
    ]);
    assert.deepEqual(found, [
      [
        'kubernetes a.yaml Deployment/pay/web',
        'Deployment/pay/web',
        'apps/v1/Deployment',
        'Deployment',
        'apiVersion',
      ],
      ['kubernetes a.yaml Pod/web', 'Pod/web', 'v1/Pod', 'Pod', 'apiVersion'],
      ['kubernetes b.json CronJob/job-', 'CronJob/job-', 'batch/v1/CronJob', 'CronJob', '{"apiVersi'],
    ]);
  });

  it('are found in lists and templates', () => {
    const pod = '{apiVersion: v1, kind: Pod, metadata: {name: a}}';
    const texts = {
      'a.yaml': `{apiVersion: v1, kind: List, items: [${pod}, {apiVersion: v1, kind: PodList, items: [${pod}]}]}`,
      'b.yaml': `{apiVersion: template.openshift.io/v1, kind: Template, metadata: {name: t}, objects: [${pod}]}`,
    };
    assert.deepEqual(
      evaluate(texts).map(({ id }) => id),
      ['kubernetes a.yaml Pod/a', 'kubernetes a.yaml Pod/a#2', 'kubernetes b.yaml Pod/a'],
    );
  });

  it('keep every text with its place, quotes left out', () => {
    const texts = { 'a.yaml': `${POD('"nginx:1"')}` };
    const [resource] = evaluate(texts);
    const [image] = valuesAt(resource!.body, IMAGES);
    assert.equal(textAt(texts, image!.value.at), 'nginx:1');
    assert.equal(image!.value.trace, undefined);
    assert.equal(textAt(texts, resource!.body.entries.get('spec')!.key), 'spec');
  });

  it('say when a text was reached through an anchor', () => {
    const texts = {
      'a.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [ &base { name: a, image: quay.io/a/b } ]
  containers: [ *base, { <<: *base, name: c } ]
`,
    };
    const found = evaluate(texts).flatMap(({ body }) => valuesAt(body, IMAGES));
    assert.deepEqual(
      found.map(({ value }) => [
        textAt(texts, value.at),
        hops(value.trace).map((hop) => [hop.step, hop.name, textAt(texts, hop.at)]),
      ]),
      [
        ['quay.io/a/b', [['anchor', '*base', '*base']]],
        ['quay.io/a/b', [['anchor', '*base', '*base']]],
      ],
    );
  });

  const platforms: readonly [apiVersion: string, kind: string, platform: string | undefined][] = [
    ['s3.aws.upbound.io/v1beta1', 'Bucket', 'aws'],
    ['rds.aws.m.upbound.io/v1beta1', 'Instance', 'aws'],
    ['s3.services.k8s.aws/v1alpha1', 'Bucket', 'aws'],
    ['eksctl.io/v1alpha5', 'ClusterConfig', 'aws'],
    ['storage.cnrm.cloud.google.com/v1beta1', 'StorageBucket', 'gcp'],
    ['storage.azure.com/v1api20230101', 'StorageAccount', 'azure'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSCluster', 'aws'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'OpenStackCluster', undefined],
    ['apps/v1', 'Deployment', undefined],
    ['notaws.upbound.io.example.com/v1', 'Bucket', undefined],
  ];
  for (const [apiVersion, kind, platform] of platforms) {
    it(`${apiVersion} ${kind} speaks of ${platform ?? 'no platform'}`, () => {
      const [resource] = evaluate({
        'a.yaml': `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}}`,
      });
      assert.equal(resource!.provider, platform);
    });
  }
});

describe('what is filled in later is unknown', () => {
  const cases: readonly [written: string, value: unknown][] = [
    ['nginx', 'nginx'],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b:1'],
    ['quay.io/a/b:1@sha256:abc0', 'quay.io/a/b:1@sha256:abc0'],
    [`"ghcr.io/a/b:\${TAG}"`, '?ghcr.io/a/b:'],
    [`\${REGISTRY}/web:1`, '?'],
    ['"{{ registry }}/web"', '?'],
    ['$IMAGE', '?'],
    ['"<image>"', '?'],
    ['IMAGE_NAME', '?'],
    ['""', ''],
  ];
  for (const [written, value] of cases) {
    it(written, () => assert.deepEqual(at({ 'a.yaml': POD(written) }, IMAGES), [value]));
  }

  it('but programs in data stay as they are', () => {
    const text = `{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {run.sh: "echo \${HOME}"}}`;
    const [resource] = evaluate({ 'a.yaml': text });
    const data = resource!.body.entries.get('data')!.value;
    assert.equal(data.kind === 'map' && shown(data.entries.get('run.sh')!.value), `echo \${HOME}`);
  });
});

describe('secrets are never printed', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata: { name: s, annotations: { kubectl.kubernetes.io/last-applied-configuration: "{…}" }, labels: { a: b } }
data: { password: aHVudGVyMg== }
stringData: { url: "https://u:p@db.example.com" }
`;
  it('data of a Secret, not its labels', () => {
    assert.deepEqual(at({ 'a.yaml': secret }, 'data.password'), ['(sensitive)']);
    assert.deepEqual(at({ 'a.yaml': secret }, 'stringData.url'), ['(sensitive)']);
    assert.deepEqual(at({ 'a.yaml': secret }, 'metadata.labels.a'), ['b']);
    const [resource] = evaluate({ 'a.yaml': secret });
    const [annotations] = valuesAt(resource!.body, 'metadata.annotations');
    assert.deepEqual(
      annotations!.value.kind === 'map' &&
        [...annotations!.value.entries.values()].map(({ value }) => shown(value)),
      ['(sensitive)'],
    );
  });
  it('environment variables that hold a secret by their name', () => {
    const text = `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{env: [
      {name: API_TOKEN, value: abc}, {name: DD_SITE, value: datadoghq.com}]}]}}`;
    assert.deepEqual(at({ 'a.yaml': text }, 'spec.containers.env.value'), ['(sensitive)', 'datadoghq.com']);
  });
});

describe('the Namespace of an object governs it', () => {
  const namespace = (name: string) => `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}}}`;
  const config = '{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: pay}}';
  const cases: readonly [what: string, texts: Files, governor: string | undefined][] = [
    [
      'in the same file',
      { 'a.yaml': `${namespace('pay')}\n---\n${config}` },
      'kubernetes a.yaml Namespace/pay',
    ],
    ['in another file', { 'a.yaml': config, 'n.yaml': namespace('pay') }, 'kubernetes n.yaml Namespace/pay'],
    ['outside the tree', { 'a.yaml': config, 'n.yaml': namespace('ledger') }, undefined],
    [
      'the nearest of several',
      { 'x/a.yaml': config, 'x/n.yaml': namespace('pay'), 'y/n.yaml': namespace('pay') },
      'kubernetes x/n.yaml Namespace/pay',
    ],
    [
      'several as near',
      { 'a.yaml': config, 'x/n.yaml': namespace('pay'), 'y/n.yaml': namespace('pay') },
      'ambiguous',
    ],
    [
      'named by a kustomization',
      {
        'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}',
        'kustomization.yaml': 'namespace: pay\nresources: [a.yaml, n.yaml]',
        'n.yaml': namespace('pay'),
      },
      'kubernetes n.yaml Namespace/pay',
    ],
    [
      'named nowhere',
      { 'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}', 'n.yaml': namespace('pay') },
      undefined,
    ],
  ];
  for (const [what, texts, governor] of cases) {
    it(what, () => {
      const found = evaluate(texts).find(({ address }) => address.startsWith('ConfigMap'))!;
      assert.equal(found.ungoverned ? 'ambiguous' : found.governor, governor);
    });
  }
  it('and its id is that of its resource', () => {
    const [resource] = evaluate({ 'n.yaml': namespace('pay') });
    assert.equal(resource!.id, 'kubernetes n.yaml Namespace/pay');
  });
});

describe('kustomize and skaffold', () => {
  const kustomization = (body: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${body}`;

  it('an image that kustomize replaces is judged under its new name, where that stands', () => {
    const texts = {
      'base/pod.yaml': POD('acme/web:1.2'),
      'base/kustomization.yaml': 'resources: [pod.yaml]',
      'prod/kustomization.yaml': kustomization(`resources: [../base]
images: [{ name: acme/web, newName: acme.kr.ncr.ntruss.com/web }, { name: other, newTag: "1" }]`),
    };
    const [option] = evaluate(texts).flatMap(({ body }) => valuesAt(body, IMAGES));
    assert.deepEqual(
      [shown(option!.value), textAt(texts, option!.value.at), option!.certain],
      ['acme.kr.ncr.ntruss.com/web:1.2', 'acme.kr.ncr.ntruss.com/web', true],
    );
  });

  it('two overlays make two candidates', () => {
    const overlay = (host: string) =>
      kustomization(`resources: [../base]\nimages: [{ name: web, newName: ${host}/web }]`);
    const texts = {
      'base/pod.yaml': POD('web'),
      'base/kustomization.yaml': kustomization('resources: [pod.yaml]'),
      'dev/kustomization.yaml': overlay('ghcr.io'),
      'prod/kustomization.yaml': overlay('registry.example.co.kr'),
    };
    const options = evaluate(texts).flatMap(({ body }) => valuesAt(body, IMAGES));
    assert.deepEqual(
      options.map(({ value, certain, when }) => [shown(value), certain, when]),
      [
        ['ghcr.io/web', false, 'dev/kustomization.yaml'],
        ['registry.example.co.kr/web', false, 'prod/kustomization.yaml'],
      ],
    );
  });

  it('a new tag alone changes no registry, and other files keep their images', () => {
    const texts = {
      'a.yaml': POD('web:1'),
      'kustomization.yaml': kustomization('resources: [a.yaml]\nimages: [{ name: web, newTag: "2" }]'),
      'other.yaml': POD('web:1'),
    };
    assert.deepEqual(at(texts, IMAGES), ['web:1', 'web:1']);
  });

  it('an image that skaffold builds is pulled from nowhere known', () => {
    const texts = {
      'a.yaml': POD('web'),
      'skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nbuild: { artifacts: [{ image: web }] }',
    };
    assert.deepEqual(at(texts, IMAGES), ['?']);
  });

  it('labels that a kustomization adds are inherited', () => {
    const texts = {
      'a.yaml': POD('web'),
      'kustomization.yaml': kustomization(
        'resources: [./a.yaml]\nlabels: [{ pairs: { domestic-operator: naver-cloud } }]\ncommonLabels: { app: web }',
      ),
    };
    const [resource] = evaluate(texts);
    assert.deepEqual(
      resource!.inheritedTags!.map(
        (tags) => tags.kind === 'map' && [...tags.entries].map(([key, { value }]) => [key, shown(value)]),
      ),
      [[['app', 'web']], [['domestic-operator', 'naver-cloud']]],
    );
  });

  it('a patch states only a part: nothing in it is certainly absent', () => {
    const texts = {
      'patch.yaml': POD('web'),
      'kustomization.yaml': kustomization(
        'resources: [https://example.com/base]\npatches: [{ path: patch.yaml }]',
      ),
    };
    assert.deepEqual(at(texts, 'metadata.labels'), ['?']);
    assert.deepEqual(at(texts, IMAGES), ['web']);
  });

  it('bases that refer to each other end', () => {
    const texts = {
      'a/kustomization.yaml': kustomization('resources: [../b]'),
      'b/kustomization.yaml': kustomization('resources: [../a, pod.yaml]'),
      'b/pod.yaml': POD('web'),
    };
    assert.deepEqual(at(texts, IMAGES), ['web']);
  });
});

describe('broken files', () => {
  const broken = [
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: [',
    'apiVersion: v1\nkind: [Pod]\nmetadata: {}',
    '- a\n- b',
    '',
  ];
  for (const text of broken) {
    it(JSON.stringify(text), () => assert.doesNotThrow(() => evaluate({ 'a.yaml': text })));
  }
});
