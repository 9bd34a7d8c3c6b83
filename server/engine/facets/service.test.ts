import assert from 'node:assert/strict';
import { type Scene, scene } from './scene.testing';

const properties = ['purpose', 'how', 'value', 'operator', 'platform-home'];

/** A pod whose one container has this environment. */
function pod(env: string, rest = ''): Scene {
  return scene({
    'pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.kr/web:1
      env: [${env}]
${rest}`,
  });
}

function shown(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/ @[^ ]*/, '').trim());
}

const from = (name: string) => `{ name: ${name}, valueFrom: { secretKeyRef: { name: s, key: k } } }`;
const set = (name: string, value: string) => `{ name: ${name}, value: "${value}" }`;

describe('service facets of a container', () => {
  // [title, environment, facets]
  const cases: [string, string, string[]][] = [
    ['a key alone', from('OPENAI_API_KEY'), ['model-api key OPENAI_API_KEY openai false']],
    ['a key that is empty', set('OPENAI_API_KEY', ''), []],
    [
      'a base URL beside it',
      `${from('OPENAI_API_KEY')}, ${set('OPENAI_BASE_URL', 'https://api.deepseek.com/v1')}`,
      ['model-api host https://api.deepseek.com/v1 deepseek false'],
    ],
    [
      'a base URL in the own cluster',
      `${from('OPENAI_API_KEY')}, ${set('OPENAI_BASE_URL', 'http://vllm.ai.svc.cluster.local:8000/v1')}`,
      [],
    ],
    ['a base URL from a secret', `${from('OPENAI_API_KEY')}, ${from('OPENAI_BASE_URL')}`, []],
    [
      'a base URL nobody knows',
      set('OPENAI_BASE_URL', 'https://llm.hanbit.kr'),
      ['model-api host https://llm.hanbit.kr ? ?'],
    ],
    [
      'a platform’s model at home',
      set('MODEL_ENDPOINT', 'https://bedrock-runtime.ap-northeast-2.amazonaws.com'),
      ['model-api host https://bedrock-runtime.ap-northeast-2.amazonaws.com aws true'],
    ],
    [
      'a DSN: its host alone is shown',
      set('SENTRY_DSN', 'https://k3y@o1.ingest.us.sentry.io/2'),
      ['telemetry host o1.ingest.us.sentry.io sentry false'],
    ],
    [
      'a site before a key',
      `${from('DD_API_KEY')}, ${set('DD_SITE', 'datadoghq.eu')}`,
      ['telemetry host datadoghq.eu datadog false'],
    ],
    ['a hub that is switched off', `${from('HF_TOKEN')}, ${set('HF_HUB_OFFLINE', '1')}`, []],
    ['a hub', from('HF_TOKEN'), ['model-hub key HF_TOKEN hugging-face false']],
    ['a mirror of a hub', `${from('HF_TOKEN')}, ${set('HF_ENDPOINT', 'http://hub.internal')}`, []],
    [
      'a variable of its own',
      set('CHAT_URL', 'https://api.anthropic.com/v1'),
      ['model-api host https://api.anthropic.com/v1 anthropic false'],
    ],
    ['a link', set('DOCS_URL', 'https://huggingface.co/docs'), []],
    ['a list', set('ALLOWED_URLS', 'https://api.openai.com, https://x'), []],
    [
      'a word that stands for a host',
      set('OAUTH2_PROXY_PROVIDER', 'google'),
      ['identity host google google-cloud false'],
    ],
    ['a word that stands for none', set('OAUTH2_PROXY_PROVIDER', 'keycloak-oidc'), []],
    ['an issuer of build tokens', set('OIDC_ISSUER', 'https://token.actions.githubusercontent.com'), []],
    [
      'an issuer',
      set('OIDC_ISSUER', 'https://hanbit.okta.com'),
      ['identity host https://hanbit.okta.com okta false'],
    ],
  ];
  for (const [title, env, expected] of cases) {
    it(title, () => {
      assert.deepEqual(shown(pod(env).lines('Pod/web', 'service', ...properties)), expected);
    });
  }

  it('reads the option of a command line', () => {
    const args = '      args: [--oidc-issuer-url, "https://login.microsoftonline.com/t"]\n';
    assert.deepEqual(shown(pod('', args).lines('Pod/web', 'service', 'purpose', 'operator')), [
      'identity azure',
    ]);
  });

  it('reads an option of the program whose option it is', () => {
    const run = (image: string, args: string) =>
      shown(
        scene({
          'pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: dns, image: "${image}", args: [${args}] }
`,
        }).lines('Pod/web', 'service', 'purpose', 'value', 'operator'),
      );
    const own = 'registry.k8s.io/external-dns/external-dns:v1';
    assert.deepEqual(run(own, '--provider=google'), ['dns google google-cloud']);
    assert.deepEqual(run(own, '--provider=pdns'), []);
    assert.deepEqual(run(own, '--provider=aws, --aws-zone-type=private'), []);
    assert.deepEqual(run('quay.io/oauth2-proxy/oauth2-proxy:v7', '--provider=google'), []);
  });

  it('looks for a base URL in what the environment is taken from, where that is in the file', () => {
    const args = `      envFrom: [{ configMapRef: { name: chat } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: chat }
data: { OPENAI_BASE_URL: "http://vllm:8000" }
`;
    assert.deepEqual(pod(from('OPENAI_API_KEY'), args).lines('Pod/web', 'service', 'how'), []);
  });

  it('cannot tell where the environment is taken from an object in another file', () => {
    const args = '      envFrom: [{ configMapRef: { name: elsewhere } }]\n';
    const { facets } = pod(from('OPENAI_API_KEY'), args);
    const [facet, ...others] = facets('Pod/web', 'service');
    assert.deepEqual(others, []);
    assert.equal(facet!.properties.host, undefined);
    assert.equal(facet!.unknown!.reason.key, 'facets.open-environment');
  });

  it('says one service once', () => {
    const both = `    - name: side
      image: datadog/agent:7
      env: [{ name: DD_SITE, value: us3.datadoghq.com }]
`;
    assert.deepEqual(pod(from('DD_API_KEY'), both).lines('Pod/web', 'service', 'how', 'value'), [
      'host us3.datadoghq.com @pod.yaml:11:37',
    ]);
  });

  it('takes an agent for its service', () => {
    const agent = '    - { name: side, image: "public.ecr.aws/datadog/agent:7" }\n';
    assert.deepEqual(pod('', agent).lines('Pod/web', 'service', 'how', 'value'), [
      'agent public.ecr.aws/datadog/agent:7 @pod.yaml:9:29',
    ]);
  });
});

describe('service facets of other things', () => {
  it('a chart’s values', () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
      'values.yaml':
        'api:\n  env:\n    OPENAI_BASE_URL: https://api.openai.com/v1\n    COHERE_API_KEY: x\nextraEnvVars:\n  - { name: SENTRY_DSN, value: "" }\n',
    };
    assert.deepEqual(scene(files).lines('Chart/chat', 'service', 'how', 'value'), [
      'host https://api.openai.com/v1 @values.yaml:3:22',
    ]);
  });

  it('a chart’s values at any depth, in each of its runs, but for what they switch off', () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: chat\nversion: 1.0.0\n',
      'values.yaml':
        'services:\n  api:\n    extraEnv:\n      - { name: COHERE_BASE_URL, value: "https://api.cohere.com" }\n  old:\n    enabled: false\n    env: { GROQ_BASE_URL: "https://api.groq.com" }\nconfiguration:\n  MISTRAL_API_BASE: https://api.mistral.ai\n  key: OPENAI_API_KEY\n',
      'values-prod.yaml': 'services: { old: { enabled: true } }\n',
    };
    assert.deepEqual(scene(files).lines('Chart/chat', 'service', 'operator'), [
      'cohere @values.yaml:4:42',
      'mistral-ai @values.yaml:9:21',
      'groq @values.yaml:7:28 maybe',
    ]);
  });

  it('values that a controller hands to a chart', () => {
    const text =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { values: { app: { envVars: { HF_ENDPOINT: "https://huggingface.co" } } } }\n---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: b }\nspec:\n  source:\n    helm:\n      values: |\n        app:\n          env:\n            OPENAI_API_BASE: https://api.openai.com/v1\n';
    const { lines } = scene({ 'a.yaml': text });
    assert.deepEqual(lines('HelmRelease/a', 'service', 'operator'), ['hugging-face @a.yaml:4:51']);
    assert.deepEqual(lines('Application/b', 'service', 'operator'), ['openai @a.yaml:15:30']);
  });

  // [title, text of main.tf, address, facets]
  const cases: [string, string, string, string[]][] = [
    [
      'an environment that is put together from an unknown part',
      'resource "aws_lambda_function" "a" {\n  environment {\n    variables = merge(var.more, { OPENAI_API_KEY = "x" })\n  }\n}\nvariable "more" {}',
      'aws_lambda_function.a',
      ['model-api key OPENAI_API_KEY ? ?'],
    ],
    [
      'a file of variables beside the environment',
      'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ image = "a", secrets = [{ name = "GROQ_API_KEY", valueFrom = "x" }], environmentFiles = [{ value = "arn:aws:s3:::a/b.env", type = "s3" }] }])\n}',
      'aws_ecs_task_definition.a',
      ['model-api key GROQ_API_KEY ? ?'],
    ],
    [
      'a task definition',
      'resource "aws_ecs_task_definition" "a" {\n  container_definitions = jsonencode([{ image = "a", secrets = [{ name = "GROQ_API_KEY", valueFrom = "x" }] }])\n}',
      'aws_ecs_task_definition.a',
      ['model-api key GROQ_API_KEY groq false'],
    ],
    [
      'a chart with its site',
      'resource "helm_release" "a" {\n  repository = "https://helm.datadoghq.com"\n  chart = "datadog"\n  set {\n    name = "datadog.site"\n    value = "datadoghq.eu"\n  }\n}',
      'helm_release.a',
      ['telemetry host datadoghq.eu datadog false'],
    ],
    [
      'a chart alone',
      'resource "helm_release" "a" {\n  repository = "https://helm.datadoghq.com"\n  chart = "datadog"\n}',
      'helm_release.a',
      ['telemetry agent datadog datadog false'],
    ],
    [
      'values of a chart as text',
      'resource "helm_release" "a" {\n  chart = "chat"\n  values = [<<-EOT\n    api:\n      env:\n        - { name: "OPENAI_BASE_URL", value: "${local.base}/v1" }\n    EOT\n  ]\n}\nlocals {\n  base = "https://api.openai.com"\n}',
      'helm_release.a',
      ['model-api host https://api.openai.com/v1 openai false'],
    ],
    [
      'values of a chart one by one',
      'resource "helm_release" "a" {\n  chart = "chat"\n  set {\n    name = "env.GROQ_BASE_URL"\n    value = "https://api.groq.com"\n  }\n  set {\n    name = "extraEnv[0].name"\n    value = "SENTRY_DSN"\n  }\n  set {\n    name = "extraEnv[0].value"\n    value = "https://k@o1.ingest.de.sentry.io/1"\n  }\n}',
      'helm_release.a',
      [
        'model-api host https://api.groq.com groq false',
        'telemetry host o1.ingest.de.sentry.io sentry false',
      ],
    ],
    [
      'a provider block',
      'provider "newrelic" {\n  region = "EU"\n}',
      'provider.newrelic',
      ['telemetry host EU new-relic false'],
    ],
    [
      'a zone for everybody',
      'resource "aws_route53_zone" "a" {\n  name = "hanbit.kr"\n}',
      'aws_route53_zone.a',
      ['dns itself - aws -'],
    ],
    [
      'a zone of a network',
      'resource "aws_route53_zone" "a" {\n  vpc {\n    vpc_id = "v"\n  }\n}',
      'aws_route53_zone.a',
      [],
    ],
    [
      'a zone that may be of a network',
      'variable "vpcs" {}\nresource "aws_route53_zone" "a" {\n  dynamic "vpc" {\n    for_each = var.vpcs\n    content {\n      vpc_id = vpc.value\n    }\n  }\n}',
      'aws_route53_zone.a',
      [],
    ],
    [
      'a zone that is none of the platform',
      'resource "cloudflare_zone" "a" {\n  type = "full"\n}',
      'cloudflare_zone.a',
      ['dns itself - cloudflare -'],
    ],
    [
      'a zone without authority',
      'resource "cloudflare_zone" "a" {\n  type = "partial"\n}',
      'cloudflare_zone.a',
      [],
    ],
    [
      'a certificate that the platform renews',
      'resource "google_certificate_manager_certificate" "a" {\n  managed {\n    domains = ["hanbit.kr"]\n  }\n}',
      'google_certificate_manager_certificate.a',
      ['certificates itself - google-cloud -'],
    ],
    [
      'a certificate that was brought along',
      'resource "google_certificate_manager_certificate" "a" {\n  self_managed {\n    pem_certificate = "x"\n  }\n}',
      'google_certificate_manager_certificate.a',
      [],
    ],
    [
      'a chart whose provider is a word',
      'resource "helm_release" "a" {\n  repository = "https://kubernetes-sigs.github.io/external-dns/"\n  chart = "external-dns"\n  set {\n    name = "provider.name"\n    value = "cloudflare"\n  }\n}',
      'helm_release.a',
      ['dns host cloudflare cloudflare false'],
    ],
    [
      'SAML metadata',
      `resource "aws_iam_saml_provider" "a" {\n  saml_metadata_document = "<EntityDescriptor entityID='https://sts.windows.net/t/'>"\n}`,
      'aws_iam_saml_provider.a',
      ['identity host https://sts.windows.net/t/ azure false'],
    ],
  ];
  for (const [title, text, address, expected] of cases) {
    it(title, () => {
      assert.deepEqual(shown(scene({ 'main.tf': text }).lines(address, 'service', ...properties)), expected);
    });
  }
});
