import assert from 'node:assert/strict';
import { scene } from './scene.testing';

function lines(files: Record<string, string>, address: string): string[] {
  return scene(files)
    .lines(address, 'inference', 'place', 'countries')
    .map((line) => line.replace(/ @[^ ]*/, '').trim());
}

describe('the inference facet', () => {
  // [environment variable, value, facets]
  const variables: [string, string, string[]][] = [
    ['BEDROCK_MODEL_ID', 'apac.anthropic.claude-sonnet-4-v1:0', ['apac []']],
    ['BEDROCK_MODEL_ID', 'anthropic.claude-3-haiku-v1:0', []],
    ['LITELLM_MODEL', 'bedrock/converse/us.anthropic.claude-x', ['us [US]']],
    ['ANTHROPIC_MODEL', 'claude-sonnet-4', []],
    [
      'MODEL_ARN',
      'arn:aws:bedrock:ap-northeast-2:1:inference-profile/global.anthropic.claude-x',
      ['global []'],
    ],
    ['BEDROCK_MODEL_ID', 'ca.amazon.nova-lite-v1:0', ['ca [CA]']],
    ['HOST', 'us.example.com', []],
    ['GOOGLE_CLOUD_LOCATION', 'global', ['global []']],
    ['CLOUD_ML_REGION', 'us-east5', ['us-east5 [US]']],
    ['VERTEX_URL', 'https://aiplatform.googleapis.com/v1', ['global []']],
    ['VERTEX_URL', 'https://asia-northeast3-aiplatform.googleapis.com/v1', []],
  ];
  for (const [name, value, expected] of variables) {
    it(`${name}=${value}`, () => {
      const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, env: [{ name: ${name}, value: "${value}" }] }]\n`;
      assert.deepEqual(lines({ 'pod.yaml': text }, 'Pod/a'), expected);
    });
  }

  it('reads a profile in an ARN of which the account is not told', () => {
    const text =
      'resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "arn:aws:bedrock:ap-northeast-2:${data.aws_caller_identity.a.account_id}:inference-profile/jp.anthropic.claude-x"\n}\ndata "aws_caller_identity" "a" {}';
    assert.deepEqual(lines({ 'main.tf': text }, 'aws_bedrockagent_agent.a'), ['jp [JP]']);
  });

  const deployment = (sku: string, location: string) => ({
    'main.tf': `resource "azurerm_cognitive_account" "a" {
  location = "${location}"
}
resource "azurerm_cognitive_deployment" "a" {
  cognitive_account_id = azurerm_cognitive_account.a.id
  sku {
    name = "${sku}"
  }
}`,
  });
  const count = (files: Record<string, string>, home: string[]) =>
    scene(files, { countries: home })
      .facets('azurerm_cognitive_deployment.a', 'inference')
      .map(({ properties }) =>
        Array.isArray(properties.countries) ? properties.countries.length : String(properties.countries),
      );

  it('takes a data zone from the account’s own place', () => {
    assert.deepEqual(count(deployment('DataZoneStandard', 'swedencentral'), ['SE']), [27]);
    assert.deepEqual(count(deployment('DataZoneStandard', 'eastus'), ['US']), [1]);
    assert.deepEqual(count(deployment('GlobalStandard', 'koreacentral'), ['KR']), [0]);
    assert.deepEqual(count(deployment('Standard', 'koreacentral'), ['KR']), []);
  });

  it('knows that both data zones are outside, or does not know which it is', () => {
    assert.deepEqual(count(deployment('DataZoneStandard', 'koreacentral'), ['KR']), [28]);
    assert.deepEqual(count(deployment('DataZoneStandard', 'koreacentral'), ['US']), ['Symbol(unknown)']);
  });
});
