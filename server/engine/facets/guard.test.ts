import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const scp = (content: string) => `resource "aws_organizations_policy" "a" {\n  content = ${content}\n}`;
const denying = (condition: string, effect = 'Deny') =>
  scp(
    `jsonencode({ Statement = [{ Effect = "${effect}", NotAction = ["iam:*"], Condition = ${condition} }] })`,
  );
const requested = (operator: string, values: string) =>
  denying(`{ ${operator} = { "aws:RequestedRegion" = ${values} } }`);
const org = (name: string, allowed: string) =>
  `variable "org" {}\nresource "google_org_policy_policy" "a" {\n  name = "${name}"\n  spec {\n    rules {\n      values {\n        allowed_values = ${allowed}\n      }\n    }\n  }\n}`;
const assignment = (definition: string, parameters: string) =>
  `resource "azurerm_subscription_policy_assignment" "a" {\n  policy_definition_id = ${definition}\n  parameters = ${parameters}\n}`;
const allowedLocations = (list: string) => `jsonencode({ listOfAllowedLocations = { value = ${list} } })`;
const definition =
  '"/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"';
const control = (key: string) =>
  `resource "aws_controltower_control" "a" {\n  parameters {\n    key = "${key}"\n    value = jsonencode(["us-east-1"])\n  }\n}`;

describe('the guard facet', () => {
  // [title, text of main.tf, `state value countries unbounded` and the text that decides]
  const cases: [string, string, string[]][] = [
    [
      'regions outside which all is denied',
      requested('StringNotEquals', '["ap-northeast-2", "us-east-1", "eu-west-1"]'),
      ['stated us-east-1, eu-west-1 [KR,US,IE] false @us-east-1'],
    ],
    [
      'regions at home',
      requested('StringNotEquals', '"ap-northeast-2"'),
      ['stated ap-northeast-2 [KR] false @ap-northeast-2'],
    ],
    [
      'a pattern of regions',
      requested('StringNotLike', '["ap-northeast-2", "us-*"]'),
      ['stated us-* [KR,US] false @us-*'],
    ],
    ['regions that are denied', requested('StringEquals', '["us-east-1"]'), []],
    [
      'regions that are allowed',
      denying('{ StringNotEquals = { "aws:RequestedRegion" = ["us-east-1"] } }', 'Allow'),
      [],
    ],
    ['another condition', denying('{ StringNotEquals = { "aws:PrincipalOrgID" = ["us-east-1"] } }'), []],
    [
      'regions that are not told',
      `variable "r" {}\n${requested('StringNotEquals', 'var.r')}`,
      ['stated  ? ? @variable'],
    ],
    [
      'many',
      requested('StringNotEquals', '["us-east-1", "us-east-2", "us-west-1", "us-west-2"]'),
      ['stated us-east-1, us-east-2, us-west-1 … (4) [US] false @us-east-1'],
    ],
    [
      'groups of locations',
      org(
        'organizations/1/policies/gcp.resourceLocations',
        '["in:asia-northeast3-locations", "in:us-locations"]',
      ),
      ['stated in:us-locations [KR,US] false @in:us-locations'],
    ],
    [
      'a group that nothing bounds',
      org('organizations/1/policies/gcp.resourceLocations', '["in:asia-locations"]'),
      ['stated in:asia-locations [] true @in:asia-locations'],
    ],
    [
      'a policy whose organisation is not told',
      org('$' + '{var.org}/policies/gcp.resourceLocations', '["us-east1"]'),
      ['stated us-east1 [US] false @us-east1'],
    ],
    ['another policy', org('organizations/1/policies/iam.allowedPolicyMemberDomains', '["us-east1"]'), []],
    [
      'Azure’s allowed locations',
      assignment(definition, allowedLocations('["Korea Central", "global", "eastus"]')),
      ['stated eastus [KR,US] false @eastus'],
    ],
    [
      'Azure’s allowed locations, looked up',
      `${assignment('data.azurerm_policy_definition.a.id', allowedLocations('["eastus"]'))}\ndata "azurerm_policy_definition" "a" {\n  display_name = "Allowed locations"\n}`,
      ['stated eastus [US] false @eastus'],
    ],
    [
      'another definition',
      assignment('"/providers/x/policyDefinitions/1"', allowedLocations('["eastus"]')),
      [],
    ],
    ['Control Tower’s regions', control('AllowedRegions'), ['stated us-east-1 [US] false @us-east-1']],
    ['another parameter', control('ExemptedPrincipalArns'), []],
    [
      'a region that the account opts in to',
      'resource "aws_account_region" "a" {\n  region_name = "ap-southeast-3"\n  enabled = true\n}',
      ['stated ap-southeast-3 [ID] false @ap-southeast-3'],
    ],
    [
      'a region that the account opts out of',
      'resource "aws_account_region" "a" {\n  region_name = "ap-southeast-3"\n  enabled = false\n}',
      [],
    ],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      const address = `${/resource "(\w+)" "a"/.exec(text)![1]}.a`;
      const decides = (line: number, column: number) =>
        `@${/^[^"\s]*/.exec(text.split('\n')[line - 1]!.slice(column - 1))![0]}`;
      const found = scene({ 'main.tf': text })
        .lines(address, 'guard', 'state', 'value', 'countries', 'unbounded')
        .map((line) => line.replace(/@main.tf:(\d+):(\d+).*/, (_, line, column) => decides(+line, +column)));
      assert.deepEqual(found, expected);
    });
  }

  const root = 'resource "aws_organizations_organization" "a" {}\n';
  // [title, what stands beside the root, whether a guard-rail is missing]
  const roots: [string, string, boolean][] = [
    ['nothing', '', true],
    ['a policy on something else', denying('{ Bool = { "aws:SecureTransport" = "false" } }'), true],
    ['a guard-rail, however wide', requested('StringNotEquals', '["us-east-1"]'), false],
    ['a policy that is not told', `variable "p" {}\n${scp('var.p')}`, false],
    ['a module elsewhere', 'module "m" {\n  source = "git::https://example.kr/m.git"\n}', false],
    ['Control Tower, whose settings are not read', 'resource "aws_controltower_landing_zone" "z" {}', false],
    ['another organisation’s setting', 'resource "aws_organizations_organization" "b" {}', true],
  ];
  for (const [title, text, missing] of roots) {
    it(`a root beside ${title}`, () => {
      const lines = scene({ 'main.tf': root + text }).lines(
        'aws_organizations_organization.a',
        'guard',
        'state',
      );
      assert.deepEqual(lines, missing ? ['absent '] : []);
    });
  }

  it('is said of one root only', () => {
    const text = `${root}resource "aws_organizations_organization" "b" {}`;
    assert.deepEqual(scene({ 'main.tf': text }).lines('aws_organizations_organization.b', 'guard'), []);
  });
});
