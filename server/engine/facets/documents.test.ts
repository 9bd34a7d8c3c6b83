import assert from 'node:assert/strict';
import type { FacetKind } from '../types';
import { scene } from './scene.testing';

const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
const configMap = (name: string, text: string) => ({
  'c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  ${name}: |\n${indented(text, 4)}`,
});
/** Facets as text, each with the text that it stands at. */
function shown(
  files: Record<string, string>,
  address: string,
  kind: FacetKind,
  ...properties: string[]
): string[] {
  const { lines, facets } = scene(files);
  return lines(address, kind, ...properties).map((line, i) => {
    const at = facets(address, kind)[i]!.anchors.deciding!;
    return `${line.slice(0, line.indexOf(' @'))} | ${files[at.path]!.slice(at.range.start, at.range.end)}`;
  });
}

const services = (files: Record<string, string>, address: string) =>
  shown(files, address, 'service', 'purpose', 'how', 'operator');

const litellm = `model_list:
  - model_name: home
    litellm_params: { model: openai/solar, api_base: "http://vllm.ai.svc:8000/v1" }
  - model_name: abroad
    litellm_params:
      model: anthropic/claude-sonnet-4
      api_key: os.environ/ANTHROPIC_API_KEY
  - model_name: bare
    litellm_params: { model: gpt-4o }
  - model_name: azure
    litellm_params: { model: azure/gpt-4o, api_base: os.environ/AZURE_API_BASE }
  - model_name: clova
    litellm_params: { model: openai/HCX-005, api_base: "https://clovastudio.stream.ntruss.com/v1/openai" }
  - model_name: nova
    litellm_params: { model: bedrock/apac.amazon.nova-pro-v1:0, aws_region_name: ap-northeast-2 }
router_settings:
  fallbacks: [{ home: [clova, abroad] }, { bare: [abroad] }]
litellm_settings:
  default_fallbacks: [bare]
`;
const collector = `receivers: { otlp: {} }
exporters:
  otlphttp/abroad: { endpoint: https://api.honeycomb.io }
  otlphttp/idle: { endpoint: https://otlp.nr-data.net }
  otlp: { endpoint: "gateway.observability:4317" }
  otlphttp/later: { endpoint: "\${env:OTLP_ENDPOINT}" }
  datadog/eu: { api: { key: "\${env:DD_API_KEY}", site: datadoghq.eu } }
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [otlphttp/abroad, otlp, datadog/eu] }
    logs: { receivers: [otlp], exporters: [otlphttp/later] }
`;
const fluentBit = `[SERVICE]
    Flush 1
[OUTPUT]
    Name   datadog
    Match  *
    apikey \${DD_API_KEY}
[OUTPUT]
    Name  http
    Host  collectors.sumologic.com
    Match app.*
`;

describe('configurations of programs', () => {
  // [title, files, address, facets]
  const cases: [string, Record<string, string>, string, string[]][] = [
    [
      'LiteLLM in a file of its own',
      { 'gateway/config.yaml': litellm },
      'config.yaml',
      [
        'model-api host ? | os.environ/AZURE_API_BASE',
        'model-api host naver-cloud | https://clovastudio.stream.ntruss.com/v1/openai',
        'model-api model anthropic | anthropic/claude-sonnet-4',
        'model-api model openai | gpt-4o',
      ],
    ],
    [
      'LiteLLM in a ConfigMap',
      configMap('config.yaml', litellm.slice(0, litellm.indexOf('  - model_name: azure'))),
      'ConfigMap/c',
      ['model-api model anthropic | anthropic/claude-sonnet-4', 'model-api model openai | gpt-4o'],
    ],
    [
      'LiteLLM in the values of a chart',
      {
        'Chart.yaml': 'apiVersion: v2\nname: gateway\nversion: 1.0.0\n',
        'values.yaml':
          'proxy_config:\n  model_list:\n    - { model_name: x, litellm_params: { model: groq/llama3-8b } }\n',
      },
      'Chart/gateway',
      ['model-api model groq | groq/llama3-8b'],
    ],
    [
      'a collector’s exporters, if a pipeline uses them',
      { 'otel.yaml': collector },
      'otel.yaml',
      [
        'telemetry host honeycomb | https://api.honeycomb.io',
        'telemetry host ? | gateway.observability:4317',
        'telemetry host ? | ${env:OTLP_ENDPOINT}',
        'telemetry host datadog | datadoghq.eu',
      ],
    ],
    [
      'a collector in an object of its operator',
      {
        'o.yaml': `apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: { name: o }\nspec:\n  config:\n${indented('exporters: { datadog: { api: { key: x } } }\nservice: { pipelines: { traces: { exporters: [datadog] } } }\n', 4)}`,
      },
      'OpenTelemetryCollector/o',
      ['telemetry host datadog | datadog'],
    ],
    [
      'Fluent Bit’s sections in a ConfigMap',
      configMap('fluent-bit.conf', fluentBit),
      'ConfigMap/c',
      ['telemetry host sumo-logic | collectors.sumologic.com', 'telemetry host datadog | datadog'],
    ],
    [
      'Fluent Bit’s YAML in the values that Terraform hands to a chart',
      {
        'main.tf':
          'resource "helm_release" "f" {\n  chart  = "fluent-bit"\n  values = [yamlencode({ config = { pipeline = { outputs = [{ name = "http", host = "in.logs.betterstack.com" }] } } })]\n}\n',
      },
      'helm_release.f',
      ['telemetry host better-stack | in.logs.betterstack.com'],
    ],
    [
      'Vector, with the default of a sink',
      {
        'vector.yaml':
          'sources: { in: { type: kubernetes_logs } }\nsinks:\n  dd: { type: datadog_logs, inputs: [in], default_api_key: x }\n  home: { type: http, inputs: [in], uri: "http://logs.internal" }\n',
      },
      'vector.yaml',
      ['telemetry host datadog | datadog_logs'],
    ],
    [
      'Prometheus that writes on, and an object that does',
      {
        'prometheus.yml':
          'global: {}\nremote_write:\n  - url: https://prometheus-prod-1.grafana.net/api/prom/push\n',
      },
      'prometheus.yml',
      ['telemetry host grafana-labs | https://prometheus-prod-1.grafana.net/api/prom/push'],
    ],
    [
      'the values of a chart that writes on, unless they switch it off',
      {
        'Chart.yaml': 'apiVersion: v2\nname: p\nversion: 1.0.0\n',
        'values.yaml':
          'prometheus:\n  prometheusSpec:\n    remoteWrite: [{ url: "https://aps-workspaces.ap-northeast-2.amazonaws.com/w/api/v1/remote_write" }]\nagent:\n  enabled: false\n  remoteWrite: [{ url: "https://x.grafana.net" }]\n',
      },
      'Chart/p',
      ['telemetry host aws | https://aps-workspaces.ap-northeast-2.amazonaws.com/w/api/v1/remote_write'],
    ],
    [
      'what a gateway asks',
      {
        'k.yaml':
          'apiVersion: configuration.konghq.com/v1\nkind: KongPlugin\nmetadata: { name: ai }\nplugin: ai-proxy\nconfig: { model: { provider: openai, name: gpt-4o } }\n',
      },
      'KongPlugin/ai',
      ['model-api host openai | openai'],
    ],
    [
      'a host that a gateway lets through, by what the facts say it is',
      {
        'b.yaml':
          'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: b }\nspec: { hosts: [api.openai.com, github.com, o1.ingest.us.sentry.io] }\n',
      },
      'ServiceEntry/b',
      ['model-api host openai | api.openai.com', 'telemetry host sentry | o1.ingest.us.sentry.io'],
    ],
  ];
  for (const [title, files, address, expected] of cases) {
    it(title, () => assert.deepEqual(services(files, address), expected));
  }

  it('a model at home that falls back to one abroad, at the name of that one', () => {
    assert.deepEqual(
      shown(
        { 'config.yaml': litellm },
        'config.yaml',
        'inference',
        'asked',
        'operator',
        'place',
        'unbounded',
      ),
      [
        '- - apac true | bedrock/apac.amazon.nova-pro-v1:0',
        '- - ap-northeast-2 false | ap-northeast-2',
        'home anthropic - true | abroad',
        'home openai - true | bare',
      ],
    );
  });

  it('no other file', () => {
    for (const text of [
      'exporters: [a]\n',
      'sources: 1\n',
      'model_list: []\n',
      '- model_list\n',
      'clients: [{ url: "https://x.grafana.net" }]\n',
    ])
      assert.throws(() => scene({ 'a.yaml': text }).lines('a.yaml', 'service'), /no a\.yaml/);
  });
});

describe('models that programs fetch', () => {
  const pod = (container: string) => ({
    'p.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - ${container}\n`,
  });
  // [title, container, facets]
  const cases: [string, string, string[]][] = [
    [
      'vLLM’s option',
      '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model, meta-llama/Llama-3.1-8B, --port, "80"] }',
      ['model-hub model hugging-face | meta-llama/Llama-3.1-8B'],
    ],
    [
      'vLLM’s first argument',
      '{ name: v, image: "registry.kr/vllm/vllm-openai:v0.11", args: [Qwen/Qwen3-8B] }',
      ['model-hub model hugging-face | Qwen/Qwen3-8B'],
    ],
    ['a path', '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=/models/llama] }', []],
    ['a folder', '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=models/llama] }', []],
    ['a bucket', '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=s3://b/llama] }', []],
    [
      'a mirror',
      '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=a/b], env: [{ name: HF_ENDPOINT, value: "http://hub.internal" }] }',
      [],
    ],
    [
      'no network',
      '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=a/b], env: [{ name: HF_HUB_OFFLINE, value: "1" }] }',
      [],
    ],
    [
      'a mirror that may stand elsewhere',
      '{ name: v, image: vllm/vllm-openai:v0.9, args: [--model=a/b], envFrom: [{ configMapRef: { name: x } }] }',
      ['model-hub model ? | --model=a/b'],
    ],
    [
      'a variable of the text generation server',
      '{ name: t, image: "ghcr.io/huggingface/text-generation-inference:3", env: [{ name: MODEL_ID, value: mistralai/Mistral-7B }] }',
      ['model-hub model hugging-face | mistralai/Mistral-7B'],
    ],
    [
      'the same variable of another program',
      '{ name: t, image: "ghcr.io/acme/web:3", env: [{ name: MODEL_ID, value: a/b }] }',
      [],
    ],
    [
      'a script',
      '{ name: s, image: "registry.kr/python:3", command: [sh, -c, "pip list; huggingface-cli download --local-dir /m org/name"] }',
      [],
    ],
    [
      'a script that downloads',
      '{ name: s, image: "registry.kr/python:3", command: [sh, -c, "set -e; hf download org/name --local-dir /m"] }',
      ['model-hub model hugging-face | org/name'],
    ],
    [
      'a model that Ollama pulls when it has started',
      '{ name: o, image: "registry.kr/ollama/ollama:1", lifecycle: { postStart: { exec: { command: [/bin/sh, -c, "ollama pull exaone3.5:7.8b"] } } } }',
      ['model-hub model ollama | exaone3.5:7.8b'],
    ],
  ];
  for (const [title, container, expected] of cases) {
    it(title, () => assert.deepEqual(services(pod(container), 'Pod/p'), expected));
  }

  it('a hub’s URL', () => {
    const service = (uri: string) =>
      services(
        {
          'i.yaml': `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: i }\nspec: { predictor: { model: { modelFormat: { name: huggingface }, storageUri: "${uri}" } } }\n`,
        },
        'InferenceService/i',
      );
    assert.deepEqual(service('hf://meta-llama/Llama-3'), [
      'model-hub host hugging-face | hf://meta-llama/Llama-3',
    ]);
    for (const uri of ['s3://models/llama', 'pvc://models', 'gs://kfserving-examples/x'])
      assert.deepEqual(service(uri), []);
  });
});

describe('capacity of accelerators', () => {
  const accelerators = (files: Record<string, string>, address: string) =>
    scene(files)
      .facets(address, 'place')
      .map(({ properties }) => properties.accelerator ?? false);
  const provider = 'provider "aws" {\n  region = "us-east-1"\n}\n';
  it('by the kind of machine', () => {
    const machine = (type: string) => ({
      'main.tf': `${provider}resource "aws_instance" "a" {\n  instance_type = "${type}"\n}`,
    });
    assert.deepEqual(accelerators(machine('p5.48xlarge'), 'aws_instance.a'), [true]);
    assert.deepEqual(accelerators(machine('m7i.large'), 'aws_instance.a'), [false]);
  });
  it('by what a container asks for', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  nodeSelector: { topology.kubernetes.io/region: us-east-1 }\n  containers: [{ name: a, resources: { limits: { nvidia.com/gpu: 1 } } }]\n';
    assert.deepEqual(accelerators({ 'p.yaml': text }, 'Pod/p'), [true]);
  });
});
