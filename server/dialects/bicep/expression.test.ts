import assert from 'node:assert/strict';
import type { Location } from '../../core/source';
import { hops, type Value } from '../../core/value';
import { evaluated } from './bicep.testing';

/** A value in one line: what it is, the deciding text where that is another, the way there. */
function show(value: Value, texts: Readonly<Record<string, string>>): string {
  const slice = ({ path, range }: Location) =>
    (texts[path] ?? '').slice(range.start, range.end).replace(/\s+/g, ' ');
  const way = hops(value.trace)
    .map((hop) => ` < ${hop.step} ${hop.name}${hop.when ? ` (${hop.when})` : ''}`)
    .join('');
  switch (value.kind) {
    case 'scalar': {
      const is = String(value.value);
      const parts = value.parts ? ` = ${value.parts.map((part) => show(part, texts)).join(' + ')}` : '';
      const at = slice(value.at);
      return `${is}${at === is ? '' : ` @ ${at}`}${value.sensitive ? ' secret' : ''}${parts}${way}`;
    }
    case 'unknown': {
      const known = `${value.prefix ? `${value.prefix}..` : ''}${value.suffix ? `..${value.suffix}` : ''}`;
      return `?${value.reason.key.replace(/^(bicep|arm|values)\.unknown\./, '')}${known && ` ${known}`}${way}`;
    }
    case 'choice':
      return value.options
        .map((o) => `${o.certain ? '' : '~'}${show(o.value, texts)}${o.when ? ` {${o.when}}` : ''}`)
        .join(' | ');
    case 'list':
      return `[${value.items.map((item) => show(item, texts)).join(', ')}${value.open ? ', …' : ''}]`;
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${key}: ${show(entry.value, texts)}`);
      return `{${entries.join(', ')}${value.open ? ', …' : ''}}`;
    }
  }
}

const FILES: Readonly<Record<string, string>> = {
  'shared.bicep': `
@export()
var home = 'koreacentral'
@export()
func zoned(place string, n int) string => '\${place}-\${n}'
func hidden() string => home
`,
  'child.bicep': `
param place string
param tier string = 'Basic'
param note string?
output where string = place
output kind string = tier
output said string = note ?? 'nothing'
@secure()
output secret string = 'x'
output group string = resourceGroup().location
`,
  'finder.bicep': `
param name string
resource again 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: name }
output where string = again.location
output other string = vault.location
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: name }
`,
  'data.json': '{ "a": { "b": ["x", "koreasouth"] }, "places": { "prod": "eastus" } }',
  'data.yaml': 'region: japaneast\n',
  'note.txt': 'hello',
};

const HEAD = `
import { home, zoned as zone } from 'shared.bicep'
import * as shared from 'shared.bicep'
param region string = 'eastus'
param free string
param other string
@allowed(['dev', 'prod'])
param env string
param tier 'small' | 'large'
param absent string?
@secure()
param password string = 'hunter2'
param many array
var names = ['a', 'b']
var place = region
var circle = 'x\${circle}'
var byEnv = { dev: 'koreacentral', prod: 'westus' }
var isProd = env == 'prod'
var flat = { a: 1, B: 2 }
func twice(s string) string => '\${s}\${s}'
func again(n int) int => again(n + 1)
resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'store'
  location: region
  properties: { encryption: { services: [{ name: 'blob' }] } }
  resource blobs 'blobServices' = { name: 'default' }
}
resource found 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'v' }
resource each 'Microsoft.Compute/disks@2023-10-02' = [for name in names: { name: name, location: 'koreasouth' }]
resource off 'Microsoft.Compute/disks@2023-10-02' = if (false) { name: 'off' }
resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'g', location: 'koreacentral' }
module child 'child.bicep' = { name: 'c', scope: group, params: { place: region, tier: null } }
module children 'child.bicep' = [for name in names: { params: { place: name } }]
module remote 'br/public:avm/res/storage/storage-account:0.9.0' = { params: {} }
module gone 'gone.bicep' = {}
module never 'child.bicep' = if (1 > 2) { params: { place: region } }
module finder 'finder.bicep' = { params: { name: store.name } }
`;

describe('What Bicep expressions come to', () => {
  const cases: [expression: string, expected: string][] = [
    ["'eastus'", 'eastus'],
    ['42', '42'],
    ['true', 'true'],
    ['null', 'null'],
    ["'''\nx\n'''", 'x\n @  x '],
    // Names
    ['region', 'eastus < parameter region'],
    ['place', 'eastus < local place < parameter region'],
    ['free', '?parameter < parameter free'],
    ['absent', 'null @ absent < parameter absent'],
    ['password', 'hunter2 secret < parameter password'],
    [
      'env',
      '~dev < parameter env (AllowedValues) {AllowedValues} | ~prod < parameter env (AllowedValues) {AllowedValues}',
    ],
    [
      'tier',
      '~small < parameter tier (AllowedValues) {AllowedValues} | ~large < parameter tier (AllowedValues) {AllowedValues}',
    ],
    ['circle', '?circular x.. < local circle'],
    ['nobody', '?nothing-named'],
    ['home', 'koreacentral < local home'],
    ['shared.home', 'koreacentral < local home'],
    // Texts
    ["'${region}'", 'eastus < parameter region'],
    ["'a-${region}-${1}'", "a-eastus-1 @ 'a-${region}-${1}' = a- + eastus < parameter region + - + 1"],
    ["'a-${free}'", '?parameter a-.. < parameter free'],
    ["'${true}'", 'True @ true'],
    // Operators
    ['1 + 2 * 3', '7 @ 1 + 2 * 3'],
    ['-3', '-3'],
    ["'A' =~ 'a'", "true @ 'A' =~ 'a'"],
    ["'A' == 'a'", "false @ 'A' == 'a'"],
    ['!true', 'false @ !true'],
    ['true || free', 'true @ true || free'],
    ['absent ?? region', 'eastus < parameter region'],
    ["free ?? 'eastus'", '?parameter < parameter free'],
    // Conditions
    ["true ? 'a' : 'b'", 'a'],
    ["free == 'x' ? 'a' : 'b'", "~a {free == 'x'} | ~b {free == 'x'}"],
    ["isProd ? 'a' : 'b'", '~b {AllowedValues} | ~a {AllowedValues}'],
    ["free == 'x' ? (free == 'x' ? 'a' : 'b') : 'c'", "~a {free == 'x'} | ~c {free == 'x'}"],
    // Collections
    ["['a', ...names]", '[a, a < local names, b < local names]'],
    ['[...many, 1]', '[1, …]'],
    ['{ a: 1, ...flat }', '{a: 1 < local flat, B: 2 < local flat}'],
    ["{ '${region}': 1 }", '{eastus: 1}'],
    ["{ '${free}': 1 }", '{, …}'],
    ['flat.b', '2 < local flat'],
    ['flat.c', '?no-property'],
    ['flat.?c', 'null @ flat.?c'],
    ["flat['a']", '1 < local flat'],
    ['names[1]', 'b < local names'],
    ['names[^1]', 'b < local names'],
    ['names[?7]', 'null @ names[?7]'],
    ['byEnv[env]', '~koreacentral < local byEnv {AllowedValues} | ~westus < local byEnv {AllowedValues}'],
    ['byEnv[free]', '~koreacentral < local byEnv {free} | ~westus < local byEnv {free}'],
    [
      '[for n in names: toUpper(n)]',
      '[A @ a < iteration n < local names, B @ b < iteration n < local names]',
    ],
    ['[for (n, i) in names: i]', '[0 @ n, 1 @ n]'],
    ["[for n in many: 'eastus']", '[~eastus, …]'],
    // Functions
    ["twice('ab')", "abab @ '${s}${s}' = ab + ab"],
    ['again(1)', '?too-deep'],
    ["zone('x', 2)", "x-2 @ '${place}-${n}' = x + - + 2"],
    ["shared.zoned('y', 1)", "y-1 @ '${place}-${n}' = y + - + 1"],
    ["toLower('KOREA')", 'korea @ KOREA'],
    ['sys.toUpper(region)', 'EASTUS @ eastus < parameter region'],
    ['any(region)', 'eastus < parameter region'],
    ['nonsense(1)', '?function'],
    ['nameof(region)', 'region @ nameof(region)'],
    ['nameof(flat.b)', 'b @ nameof(flat.b)'],
    ["nameof(flat['a'])", 'a'],
    ['store.id == store.id', 'true @ store.id == store.id'],
    ["map(names, n => '${n}!')", "[a! @ '${n}!' = a < local names + !, b! @ '${n}!' = b < local names + !]"],
    ["filter(names, n => n == 'b')", '[b < local names]'],
    ["reduce(['x', 'y'], '', (all, one) => '${all}${one}')", "xy @ '${all}${one}' = x + y"],
    ["toObject(names, n => n, n => 'v')", '{a: v, b: v}'],
    ['resourceGroup().location', '?runtime'],
    ['environment().suffixes.storage', '?runtime'],
    ["readEnvironmentVariable('X')", '?environment-variable'],
    ["readEnvironmentVariable('X', 'eastus')", '~eastus | ~?environment-variable'],
    // Files
    ["loadTextContent('note.txt')", "hello < function loadTextContent('note.txt')"],
    ["loadJsonContent('data.json').a.b[1]", "koreasouth < function loadJsonContent('data.json')"],
    ["loadJsonContent('data.json', '$.a.b[0]')", "x < function loadJsonContent('data.json')"],
    ["loadYamlContent('data.yaml').region", "japaneast < function loadYamlContent('data.yaml')"],
    ["loadTextContent('none.txt')", '?file-missing'],
    // Resources
    ['store.id', '?resource < resource store.id'],
    ['store', '?resource < resource store'],
    ['store.location', 'eastus < resource store.location < parameter region'],
    ['store.name', 'store < resource store.name'],
    ['store.type', 'Microsoft.Storage/storageAccounts @ store.type'],
    ['store.apiVersion', '2023-05-01 @ store.apiVersion'],
    ['store.properties.primaryEndpoints.blob', '?resource < resource store.properties.primaryEndpoints.blob'],
    ['store.properties.encryption.services[0].name', 'blob < resource store.properties.encryption.services'],
    [
      'store.properties.encryption.services[0].enabled',
      '?resource < resource store.properties.encryption.services',
    ],
    ['store::blobs.id', '?resource < resource store::blobs.id'],
    ['store.listKeys().keys[0].value', '?resource < resource store.listKeys()'],
    ['found.properties.vaultUri', '?resource < data found.properties.vaultUri'],
    ["found.getSecret('x')", '?resource < data found.getSecret()'],
    ['each[1].name', 'b < resource each.name < iteration name < local names'],
    ['each[0].location', 'koreasouth < resource each.location'],
    ['off.id', '?not-created'],
    // Modules
    [
      'child.outputs.where',
      'eastus < module-output child.outputs.where < parameter place < module-input child.place < parameter region',
    ],
    ['child.outputs.kind', 'Basic < module-output child.outputs.kind < parameter tier'],
    ['child.outputs.said', 'nothing < module-output child.outputs.said'],
    ['child.outputs.secret', 'x secret < module-output child.outputs.secret'],
    ['child.outputs.group', 'koreacentral < module-output child.outputs.group < resource group.location'],
    ['child.outputs.none', '?no-output'],
    ['child!.outputs!.kind', 'Basic < module-output child.outputs.kind < parameter tier'],
    ['never.outputs.kind', '?not-created'],
    ['never.?outputs.?kind', 'null @ never.?outputs.?kind'],
    ["never.?outputs.kind ?? 'x'", 'x'],
    [
      'finder.outputs.where',
      'eastus < module-output finder.outputs.where < resource again.location < parameter region',
    ],
    ['finder.outputs.other', '?resource < module-output finder.outputs.other < data vault.location'],
    [
      'children[1].outputs.where',
      'b < module-output children.outputs.where < parameter place < module-input children.place < iteration name < local names',
    ],
    ['remote.outputs.id', '?module-outside < module-output remote.outputs.id'],
    ['gone.outputs.id', '?module-missing < module-output gone.outputs.id'],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is ${expected}`, () => {
      const files = {
        ...FILES,
        'main.bicep': `${HEAD}resource it 'X.Y/z@1' = {\n  value: ${expression}\n}\n`,
      };
      const it = evaluated(files).resources.find(({ address }) => address === 'it');
      assert.equal(show(it!.body.entries.get('value')!.value, files), expected);
    });
  }
});
