import assert from 'node:assert/strict';
import { scene } from './scene.testing';

type Files = Readonly<Record<string, string>>;

const deployment = (env: string, namespace = '') =>
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: chat${namespace && `, namespace: ${namespace}`} }
spec:
  template:
    spec:
      containers:
        - name: chat
          image: registry.kr/chat:1
${env}`;
const all = (name: string, kind = 'configMapRef') => `          envFrom: [{ ${kind}: { name: ${name} } }]\n`;
const one = (variable: string, name: string, key: string) =>
  `          env: [{ name: ${variable}, valueFrom: { configMapKeyRef: { name: ${name}, key: ${key} } } }]\n`;
const key = '          env: [{ name: OPENAI_API_KEY, valueFrom: { secretKeyRef: { name: s, key: k } } }]\n';
const object = (kind: string, name: string, data: string, namespace = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }\n${data}`;
const kustomization = (body: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${body}`;
const openai = 'data:\n  OPENAI_API_BASE: https://api.openai.com/v1\n';
const home = 'data:\n  OPENAI_API_BASE: http://vllm:8000\n';
const terraform = (container: string, rest = '') => ({
  'main.tf': `resource "kubernetes_deployment" "a" {
  spec {
    template {
      spec {
        container {
          image = "registry.kr/chat:1"
${container}
        }
      }
    }
  }
}
resource "kubernetes_config_map" "c" {
  metadata {
    name = "chat"
  }
  data = { LLM_URL = "https://api.anthropic.com" }
}
${rest}`,
});

describe('environments that are taken from elsewhere', () => {
  // [title, files, address, facets: `how operator @place`, with what is not certain]
  const cases: [string, Files, string, string[]][] = [
    [
      'all of a ConfigMap in another file, beside it',
      { 'k8s/a.yaml': deployment(all('chat')), 'k8s/c.yaml': object('ConfigMap', 'chat', openai) },
      'Deployment/chat',
      ['host openai @k8s/c.yaml:5:20 < ConfigMap/chat'],
    ],
    [
      'one key of it',
      {
        'a.yaml': deployment(one('CHAT_URL', 'chat', 'url')),
        'c.yaml': object('ConfigMap', 'chat', 'data: { url: "https://api.groq.com" }\n'),
      },
      'Deployment/chat',
      ['host groq @c.yaml:4:15 < ConfigMap/chat'],
    ],
    [
      'a base URL at home, beside the key',
      { 'a.yaml': deployment(key + all('chat')), 'c.yaml': object('ConfigMap', 'chat', home) },
      'Deployment/chat',
      [],
    ],
    [
      'a key that a Secret brings: at the Secret',
      {
        'a.yaml': deployment(all('chat', 'secretRef')),
        's.yaml': object('Secret', 'chat', 'data:\n  OPENAI_API_KEY: eA==\n'),
      },
      'Deployment/chat',
      ['key openai @s.yaml:5:3 < Secret/chat'],
    ],
    [
      'a base URL that a Secret holds: not told',
      {
        'a.yaml': deployment(key + all('chat', 'secretRef')),
        's.yaml': object('Secret', 'chat', 'stringData: { OPENAI_BASE_URL: "https://api.openai.com" }\n'),
      },
      'Deployment/chat',
      [],
    ],
    [
      'a ConfigMap of that name for another application: not told',
      { 'a/a.yaml': deployment(key + all('config')), 'b/c.yaml': object('ConfigMap', 'config', home) },
      'Deployment/chat',
      ['key ? @a/a.yaml:10:25'],
    ],
    [
      'a ConfigMap of the same namespace, wherever it stands',
      {
        'a/a.yaml': deployment(all('chat', 'configMapRef'), 'pay'),
        'b/c.yaml': object('ConfigMap', 'chat', openai, 'pay'),
        'a/c.yaml': object('ConfigMap', 'chat', home, 'other'),
      },
      'Deployment/pay/chat',
      ['host openai @b/c.yaml:5:20 < ConfigMap/pay/chat'],
    ],
    [
      'what a kustomization generates from literals and a file',
      {
        'base/a.yaml': deployment(all('chat')),
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'prod/kustomization.yaml': kustomization(
          'resources: [../base]\nconfigMapGenerator:\n  - name: chat\n    literals: [COHERE_API_URL=https://api.cohere.com]\n    envs: [chat.env]\n',
        ),
        'prod/chat.env': '# where\nOPENAI_API_BASE="https://api.openai.com/v1"\n',
      },
      'Deployment/chat',
      [
        'host cohere @prod/kustomization.yaml:6:31 < ConfigMap/chat',
        'host openai @prod/chat.env:2:18 < ConfigMap/chat',
      ],
    ],
    [
      'one for each overlay: candidates',
      {
        'base/a.yaml': deployment(all('chat')),
        'base/kustomization.yaml': kustomization('resources: [a.yaml]\n'),
        'dev/kustomization.yaml': kustomization('resources: [../base, c.yaml]\n'),
        'dev/c.yaml': object('ConfigMap', 'chat', openai),
        'prod/kustomization.yaml': kustomization('resources: [../base, c.yaml]\n'),
        'prod/c.yaml': object('ConfigMap', 'chat', 'data: { CHAT_URL: "https://api.mistral.ai" }\n'),
      },
      'Deployment/chat',
      [
        'host openai @dev/c.yaml:5:20 maybe < ConfigMap/chat',
        'host mistral-ai @prod/c.yaml:4:20 maybe < ConfigMap/chat',
      ],
    ],
    [
      'an overlay that changes the environment: not told',
      {
        'base/a.yaml': deployment(key),
        'prod/kustomization.yaml': kustomization(
          'resources: [../base/a.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: chat }\n      spec: { template: { spec: { containers: [{ name: chat, env: [] }] } } }\n',
        ),
      },
      'Deployment/chat',
      ['key ? @base/a.yaml:10:25'],
    ],
    [
      'an overlay that changes the environment of something else',
      {
        'base/a.yaml': deployment(key),
        'prod/kustomization.yaml': kustomization(
          'resources: [../base/a.yaml]\npatches: [{ path: p.yaml }]\n',
        ),
        'prod/p.yaml': deployment(one('A', 'b', 'c')).replace('name: chat', 'name: other'),
      },
      'Deployment/chat',
      ['key openai @base/a.yaml:10:25'],
    ],
    [
      'Terraform: a config map by reference',
      terraform(
        '          env_from {\n            config_map_ref {\n              name = kubernetes_config_map.c.metadata[0].name\n            }\n          }',
      ),
      'kubernetes_deployment.a',
      ['host anthropic @main.tf:21:23 < kubernetes_config_map.c'],
    ],
    [
      'Terraform: one key of a config map by its name',
      terraform(
        '          env {\n            name = "ANTHROPIC_BASE_URL"\n            value_from {\n              config_map_key_ref {\n                name = "chat"\n                key  = "LLM_URL"\n              }\n            }\n          }',
      ),
      'kubernetes_deployment.a',
      ['host anthropic @main.tf:25:23 < kubernetes_config_map.c'],
    ],
    [
      'Terraform: a secret that is not in the module',
      terraform(
        '          env {\n            name = "MISTRAL_API_KEY"\n          }\n          env_from {\n            secret_ref {\n              name = "elsewhere"\n            }\n          }',
      ),
      'kubernetes_deployment.a',
      ['key ? @main.tf:8:21'],
    ],
  ];
  for (const [title, files, address, expected] of cases) {
    it(title, () => assert.deepEqual(scene(files).lines(address, 'service', 'how', 'operator'), expected));
  }
});
