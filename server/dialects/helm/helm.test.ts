import assert from 'node:assert/strict';
import { hops, valuesAt } from '../../core/value';
import { parseYaml } from '../../syntax/tree/yaml';
import { evaluateChart, evaluateTemplated, findCharts, inCharts } from './index';

type Files = Readonly<Record<string, string>>;

function evaluate(texts: Files, folder = 'pay') {
  const charts = findCharts(Object.keys(texts));
  const chart = charts.find((one) => one.folder === folder)!;
  return evaluateChart(chart, (path) => (texts[path] === undefined ? undefined : parseYaml(texts[path])));
}

/** `value at "deciding text"`, and the file that brings it where not every run has it. */
function listed(texts: Files, path: string, folder?: string) {
  const { resources } = evaluate(texts, folder);
  return valuesAt(resources[0]!.body, path).map(({ value, when }) => {
    const { path: file, range } = value.at;
    const text = texts[file]!.slice(range.start, range.end);
    const what =
      value.kind === 'scalar' ? value.value : `?${(value.kind === 'unknown' && value.prefix) || ''}`;
    return [what, text, ...(when ? [when] : [])].join(' | ');
  });
}

const CHART = 'apiVersion: v2\nname: pay\nversion: 1.0.0\n';

describe('images in the values of a chart', () => {
  const cases: readonly [what: string, values: string, images: readonly string[]][] = [
    ['one text', 'image: quay.io/a/b:1', ['quay.io/a/b:1 | quay.io/a/b:1']],
    ['one text, no host', 'image: "nginx"', ['nginx | nginx']],
    ['repository and tag', 'image: { repository: ghcr.io/a/b, tag: "1" }', ['ghcr.io/a/b | ghcr.io/a/b']],
    ['registry apart', 'image: { registry: quay.io, repository: a/b, tag: "1" }', ['quay.io/a/b | quay.io']],
    [
      'registry empty',
      'image: { registry: "", repository: docker.io/a/b }',
      ['docker.io/a/b | docker.io/a/b'],
    ],
    [
      'registry and image',
      'image: { registry: registry.k8s.io, image: a/b }',
      ['registry.k8s.io/a/b | registry.k8s.io'],
    ],
    ['repository and image', 'image: { repository: quay.io/a, image: b }', ['quay.io/a/b | quay.io/a']],
    ['registry and name', 'image: { registry: quay.io, name: a/b, tag: x }', ['quay.io/a/b | quay.io']],
    [
      'at any depth',
      'a: { b: [{ initContainers: [{ name: x, image: busybox:1 }] }], sidecarImage: ghcr.io/a/b:1 }',
      ['busybox:1 | busybox:1', 'ghcr.io/a/b:1 | ghcr.io/a/b:1'],
    ],
    [
      'a map of images',
      'images: { web: acme/web:1, pullPolicy: Always, tag: "1:2" }',
      ['acme/web:1 | acme/web:1'],
    ],
    [
      'a map of images below tags',
      'images: { tags: { a: acme/a:1 }, exclude: [dep_check] }',
      ['acme/a:1 | acme/a:1'],
    ],
    ['a map of structured images', 'images: { web: { repository: acme/web } }', ['acme/web | acme/web']],
    ['a list of images', 'images: [quay.io/a/b:1]', ['quay.io/a/b:1 | quay.io/a/b:1']],
    [
      'a registry for the whole chart',
      'global: { imageRegistry: ghcr.io }\na: { image: { registry: docker.io, repository: a/b } }\nb: { image: { repository: c/d } }',
      ['ghcr.io/a/b | ghcr.io', 'c/d | c/d'],
    ],
    [
      'a hub for the whole chart',
      'global: { hub: docker.io/istio }\nproxy: { image: proxyv2 }',
      ['docker.io/istio/proxyv2 | docker.io/istio'],
    ],
    ['an imageRepository', 'controller: { imageRepository: quay.io/a/b }', ['quay.io/a/b | quay.io/a/b']],
    [
      'filled in later',
      'image: "{{ .Values.registry }}/a"\nb: { image: { repository: "" } }',
      ['? | {{ .Values.registry }}/a'],
    ],
    [
      'no images',
      'git: { repository: https://github.com/a/b, branch: x }\nbackgroundImage: /a/b.png\nlogo: { image: x.svg }\nrepo: { repository: a }',
      [],
    ],
    [
      'switched off',
      'a: { enabled: false, image: nginx }\nb: { enabled: true, image: redis }\nc: { persistence: { enabled: false }, image: x }',
      ['redis | redis', 'x | x'],
    ],
  ];
  for (const [what, values, images] of cases) {
    it(what, () =>
      assert.deepEqual(listed({ 'pay/Chart.yaml': CHART, 'pay/values.yaml': values }, 'images'), images),
    );
  }

  it('the trace leads to the values file', () => {
    const texts = { 'pay/Chart.yaml': CHART, 'pay/values.yaml': 'image: nginx' };
    const [image] = valuesAt(evaluate(texts).resources[0]!.body, 'images');
    assert.deepEqual(
      hops(image!.value.trace).map(({ step, name }) => [step, name]),
      [['values', 'values.yaml']],
    );
  });
});

describe('further values files', () => {
  const base = {
    'pay/Chart.yaml': CHART,
    'pay/values.yaml':
      'image: { registry: quay.io, repository: a/b }\nmetrics: { enabled: false, image: redis:7 }',
  };
  const cases: readonly [what: string, values: string, images: readonly string[]][] = [
    [
      'bring candidates of their own',
      'image: { registry: ghcr.io }',
      ['quay.io/a/b | quay.io', 'ghcr.io/a/b | ghcr.io | values-prod.yaml'],
    ],
    ['do not repeat what the chart says', 'replicas: 3', ['quay.io/a/b | quay.io']],
    [
      'switch on what the chart has off',
      'metrics: { enabled: true }',
      ['quay.io/a/b | quay.io', 'redis:7 | redis:7 | values-prod.yaml'],
    ],
    ['take away with null', 'image: null', ['quay.io/a/b | quay.io']],
  ];
  for (const [what, values, images] of cases) {
    it(what, () => assert.deepEqual(listed({ ...base, 'pay/values-prod.yaml': values }, 'images'), images));
  }
});

describe('dependencies of a chart', () => {
  const chart = `${CHART}dependencies:
  - { name: redis, repository: "https://charts.example.com/x", condition: redis.enabled }
  - { name: common, repository: "oci://ghcr.io/acme" }
  - { name: local, repository: "file://../local" }
  - { name: named, repository: "@stable" }
`;
  it('are named by their repositories, those in the tree are not', () => {
    assert.deepEqual(listed({ 'pay/Chart.yaml': chart }, 'repositories'), [
      'https://charts.example.com/x | https://charts.example.com/x',
      'oci://ghcr.io/acme | oci://ghcr.io/acme',
    ]);
  });
  it('are judged only in the runs that switch them on, with their values', () => {
    const texts = {
      'pay/Chart.yaml': chart,
      'pay/values.yaml': 'redis: { enabled: false, x: { image: redis } }',
      'pay/values-prod.yaml': 'redis: { enabled: true }',
    };
    assert.deepEqual(listed(texts, 'repositories'), [
      'oci://ghcr.io/acme | oci://ghcr.io/acme',
      'https://charts.example.com/x | https://charts.example.com/x | values-prod.yaml',
    ]);
    assert.deepEqual(listed(texts, 'images'), ['redis | redis | values-prod.yaml']);
  });
  it('of version 2 stand in requirements.yaml, and tags switch them', () => {
    const texts = {
      'pay/Chart.yaml': 'name: pay',
      'pay/requirements.yaml':
        'dependencies: [{ name: a, repository: "https://a.example.com", tags: [t] }, { name: b, repository: "https://b.example.com" }]',
      'pay/values.yaml': 'tags: { t: false }',
    };
    assert.deepEqual(listed(texts, 'repositories'), ['https://b.example.com | https://b.example.com']);
  });
  it('carried in charts/ take the values that their carrier sets', () => {
    const texts = {
      'pay/Chart.yaml': CHART,
      'pay/values.yaml': 'sub: { image: registry.example.co.kr/a/b }',
      'pay/charts/sub/Chart.yaml': 'name: sub',
      'pay/charts/sub/values.yaml': 'image: docker.io/a/b\nother: { image: nginx }',
    };
    assert.deepEqual(listed(texts, 'images', 'pay/charts/sub'), [
      'registry.example.co.kr/a/b | registry.example.co.kr/a/b',
      'nginx | nginx',
    ]);
  });
  it('carried but switched off are not judged', () => {
    const texts = {
      'Chart.yaml': 'name: pay\ndependencies: [{ name: sub, condition: sub.enabled }]',
      'values.yaml': 'sub: { enabled: false }',
      'charts/sub/Chart.yaml': 'name: sub',
      'charts/sub/values.yaml': 'image: nginx',
    };
    assert.deepEqual(listed(texts, 'images', 'charts/sub'), []);
  });
});

describe('charts in a project', () => {
  it('are one resource each, and their templates one unknown', () => {
    const texts = {
      'pay/Chart.yaml': CHART,
      'pay/templates/a.yaml': '{{ x }}',
      'pay/templates/b.yaml': '{{ x }}',
    };
    const { resources, unknowns, problems } = evaluate(texts);
    assert.deepEqual(
      resources.map(({ address, kind, header }) => [
        address,
        kind,
        texts['pay/Chart.yaml'].slice(header.range.start, header.range.end),
      ]),
      [['Chart/pay', 'chart', 'pay']],
    );
    assert.deepEqual(
      unknowns.map(({ reason }) => reason.key),
      ['helm.chart-not-judged'],
    );
    assert.deepEqual(problems, []);
  });
  it('a chart without templates hides nothing', () => {
    assert.deepEqual(evaluate({ 'pay/Chart.yaml': CHART }).unknowns, []);
  });
  it('own what is in their folders', () => {
    const files = [
      'Chart.yaml',
      'a/Chart.yaml',
      'a/b/c.yaml',
      'templates/x.yaml',
      'values-prod.yaml',
      'k8s/web.yaml',
      'ab/x.yaml',
    ];
    const own = inCharts(findCharts(files));
    assert.deepEqual(
      files.filter((path) => !own(path)),
      ['k8s/web.yaml', 'ab/x.yaml'],
    );
  });
  for (const text of ['', '- a', 'name: [', '{{ x }}', 'dependencies: 3', 'dependencies: [3, { name: x }]']) {
    it(`survives ${JSON.stringify(text)}`, () =>
      assert.doesNotThrow(() => evaluate({ 'pay/Chart.yaml': text, 'pay/values.yaml': text })));
  }
});

describe('templates outside charts', () => {
  it('for manifests are named once', () => {
    const text = 'apiVersion: v1\nkind: Pod\n{% if x %}\nmetadata: {}\n{% endif %}';
    const { unknowns } = evaluateTemplated('a.yaml', text);
    assert.deepEqual(
      unknowns.map(({ at }) => text.slice(at.range.start, at.range.end)),
      ['Pod'],
    );
  });
  it('for anything else are passed over', () => {
    assert.deepEqual(evaluateTemplated('a.yaml', 'a: {% if x %}').unknowns, []);
  });
});
