import assert from 'node:assert/strict';
import { applied, faultsOf, findingsIn, openFiles } from '../../packs/scan.testing';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const tags = { 'Domestic-Operator': 'kt-cloud' };

/** A template, a line for each resource: the first stands in line 2. */
function template(resources: readonly object[], more: object = {}): string {
  const lines = resources.map((one) => JSON.stringify({ apiVersion: '2024-01-01', ...one }));
  const head = JSON.stringify({ $schema: SCHEMA, ...more }).slice(0, -1);
  return `${head}, "resources": [\n${lines.join(',\n')}\n]}\n`;
}

const storage = (more: object) => ({
  type: 'Microsoft.Storage/storageAccounts',
  name: 'logs',
  tags,
  ...more,
});
const vault = (more: object) => ({ type: 'Microsoft.KeyVault/vaults', name: 'kv', tags, ...more });
const uri = "[reference(resourceId('Microsoft.KeyVault/vaults', 'kv')).vaultUri]";
const kept = {
  encryption: { keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyname: 'k', keyvaulturi: uri } },
};
const server = { type: 'Microsoft.Sql/servers', name: 'sql', location: 'koreacentral', tags };

interface Case {
  readonly what: string;
  readonly resources: readonly object[];
  readonly more?: object;
  readonly home?: string;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'places of things with and without a row, whatever the case of names',
    resources: [
      storage({
        Location: 'East US',
        properties: { Encryption: { keyvaultproperties: { keyvaulturi: "[parameters('p')]" } } },
      }),
      { type: 'Microsoft.Made/up', name: 'x', location: 'westeurope' },
      { type: 'Microsoft.Made/up', name: 'y', location: 'global' },
      { type: 'microsoft.keyvault/VAULTS', name: 'v', location: 'koreacentral', tags },
    ],
    more: { parameters: { p: { type: 'string' } } },
    found: [
      't.json:2 error where/offshore-region East US -> logs',
      't.json:3 error where/offshore-region westeurope -> x',
    ],
  },
  {
    what: 'one cause for many things',
    resources: [
      vault({ location: "[parameters('place')]" }),
      { type: 'Microsoft.Made/up', name: 'x', location: "[parameters('place')]" },
    ],
    more: { parameters: { place: { type: 'string', defaultValue: 'eastus' } } },
    found: ['t.json:1 error where/offshore-region eastus -> kv, x'],
  },
  {
    what: 'allowed values of a parameter as no more than a hint',
    resources: [vault({ location: "[parameters('place')]" })],
    more: { parameters: { place: { type: 'string', allowedValues: ['eastus', 'koreacentral'] } } },
    found: ['t.json:1 info? where/offshore-region eastus -> kv'],
  },
  {
    what: 'a table by region for permitted regions alone',
    resources: [
      {
        type: 'Microsoft.OperationalInsights/workspaces',
        name: 'w',
        tags,
        location: '[resourceGroup().location]',
        properties: {
          features: { clusterResourceId: "[parameters('c')]" },
          replication: { location: "[variables('pairs')[resourceGroup().location]]" },
        },
      },
    ],
    more: {
      parameters: { c: { type: 'string' } },
      variables: { pairs: { koreacentral: 'japaneast', eastus: 'westus', westeurope: 'northeurope' } },
    },
    found: ['t.json:1 warning? where/offshore-copy japaneast -> w'],
  },
  {
    what: 'pairs inside the country',
    resources: [
      storage({ location: 'koreacentral', sku: { name: 'Standard_GRS' }, properties: kept }),
      vault({ location: 'koreasouth' }),
    ],
    found: [],
  },
  {
    what: 'pairs across a border',
    home: 'IE',
    resources: [
      storage({ location: 'northeurope', sku: { name: 'Standard_GRS' }, properties: kept }),
      vault({ location: 'northeurope' }),
    ],
    found: ['t.json:2 error where/offshore-copy Standard_GRS -> logs'],
  },
  {
    what: 'defaults that copy across a border, but for what another resource sets',
    home: 'IE',
    resources: [
      { ...server, location: 'northeurope', properties: { keyId: uri } },
      {
        type: 'Microsoft.Sql/servers/databases',
        name: 'sql/ledger',
        location: 'northeurope',
        tags,
        properties: {},
      },
      {
        type: 'Microsoft.RecoveryServices/vaults',
        name: 'rsv',
        location: 'northeurope',
        tags,
        properties: { encryption: { keyVaultProperties: { keyUri: uri } } },
      },
      {
        type: 'Microsoft.RecoveryServices/vaults/backupstorageconfig',
        name: 'rsv/vaultstorageconfig',
        properties: { storageModelType: 'LocallyRedundant' },
      },
      vault({ location: 'northeurope' }),
    ],
    found: ['t.json:3 warning where/offshore-copy Microsoft.Sql/servers/databases -> sql/ledger'],
  },
  {
    what: 'copies of a thing that stand in it, or beside it',
    resources: [
      {
        type: 'Microsoft.DocumentDB/databaseAccounts',
        name: 'c',
        tags,
        location: 'koreacentral',
        properties: {
          keyVaultKeyUri: uri,
          backupPolicy: { type: 'Continuous' },
          locations: [
            { locationName: 'koreacentral', failoverPriority: 0 },
            { locationName: 'japaneast', failoverPriority: 1 },
          ],
        },
      },
      vault({ location: 'koreacentral' }),
      {
        type: 'Microsoft.ContainerRegistry/registries',
        name: 'r',
        tags,
        location: 'koreacentral',
        properties: { encryption: { keyVaultProperties: { keyIdentifier: uri } } },
        resources: [{ type: 'replications', name: 'eu', apiVersion: '1', location: 'westeurope' }],
      },
    ],
    found: [
      't.json:2 error where/offshore-copy japaneast -> c',
      't.json:4 error where/offshore-copy westeurope -> r/eu',
    ],
  },
  {
    what: 'keys: the provider’s own, abroad, by a part of its own, by nobody known',
    resources: [
      storage({ name: 'plain', location: 'koreacentral' }),
      storage({
        name: 'own',
        location: 'koreacentral',
        properties: { encryption: { keySource: 'Microsoft.Storage' } },
      }),
      storage({ name: 'abroad', location: 'koreacentral', properties: kept }),
      server,
      {
        type: 'Microsoft.Sql/servers/encryptionProtector',
        name: 'sql/current',
        properties: { serverKeyType: 'ServiceManaged', serverKeyName: 'ServiceManaged' },
      },
      {
        ...server,
        name: 'byKey',
        resources: [
          {
            type: 'encryptionProtector',
            name: 'current',
            properties: { serverKeyType: 'AzureKeyVault', serverKeyName: "[parameters('k')]" },
          },
        ],
      },
      vault({ location: 'japaneast' }),
    ],
    more: { parameters: { k: { type: 'string' } } },
    found: [
      't.json:2 warning read/provider-managed-key Microsoft.Storage/storageAccounts -> plain',
      't.json:3 warning read/provider-managed-key Microsoft.Storage -> own',
      `t.json:4 error read/offshore-key ${uri} -> abroad`,
      't.json:6 warning read/provider-managed-key ServiceManaged -> sql',
      't.json:8 error where/offshore-region japaneast -> kv',
    ],
  },
  {
    what: 'parts by the place of what they are a part of',
    resources: [
      {
        type: 'Microsoft.CognitiveServices/accounts',
        name: 'ai',
        tags,
        location: 'eastus',
        properties: { encryption: { keyVaultProperties: { keyVaultUri: uri } } },
      },
      {
        type: 'Microsoft.CognitiveServices/accounts/deployments',
        name: 'ai/gpt',
        sku: { name: 'DataZoneStandard' },
      },
      {
        type: 'Microsoft.Insights/diagnosticSettings',
        name: 'd',
        scope: "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
        properties: { workspaceId: "[resourceId('Microsoft.OperationalInsights/workspaces', 'w')]" },
      },
      {
        type: 'Microsoft.OperationalInsights/workspaces',
        name: 'w',
        tags,
        location: 'eastus2',
        properties: { features: { clusterResourceId: 'x' } },
      },
      vault({ location: 'koreacentral' }),
    ],
    found: [
      't.json:2 error where/offshore-region eastus -> ai, ai/gpt',
      't.json:3 warning where/offshore-inference DataZoneStandard -> ai/gpt',
      "t.json:4 error where/offshore-copy [resourceId('Microsoft.OperationalInsights/workspaces', 'w')] -> d",
      't.json:5 error where/offshore-region eastus2 -> w',
    ],
  },
  {
    what: 'tags that are certainly missing, and those that may be there',
    resources: [
      vault({ location: 'koreacentral' }),
      vault({ name: 'none', location: 'koreacentral', tags: { a: 'b' } }),
      vault({ name: 'given', location: 'koreacentral', tags: "[parameters('tags')]" }),
      vault({
        name: 'joined',
        location: 'koreacentral',
        tags: "[union(parameters('tags'), createObject('domestic-operator', 'kt-cloud'))]",
      }),
      vault({ name: 'default', location: 'koreacentral', tags: "[variables('tags')]" }),
    ],
    more: {
      parameters: { tags: { type: 'object' } },
      variables: { tags: { 'domestic-operator': 'kt-cloud' } },
    },
    found: ['t.json:3 warning operate/missing-operator-tag Microsoft.KeyVault/vaults -> none'],
  },
  {
    what: 'what programs run, and what they call',
    resources: [
      {
        type: 'Microsoft.Web/sites',
        name: 'w',
        tags,
        location: 'koreacentral',
        properties: {
          siteConfig: { appSettings: [{ name: 'OPENAI_API_KEY', value: "[parameters('key')]" }] },
        },
      },
      { type: 'Microsoft.Web/sites/config', name: 'w/appsettings', properties: { DD_SITE: 'datadoghq.eu' } },
      {
        type: 'Microsoft.ContainerInstance/containerGroups',
        name: 'g',
        tags,
        location: 'koreacentral',
        properties: { containers: [{ name: 'a', properties: { image: 'quay.io/a/b:1' } }] },
      },
      {
        type: 'Microsoft.Web/sites',
        name: 'images',
        tags,
        location: 'koreacentral',
        properties: { siteConfig: { linuxFxVersion: 'DOCKER|quay.io/c/d:1' } },
      },
      {
        type: 'Microsoft.Web/sites',
        name: 'code',
        tags,
        location: 'koreacentral',
        properties: { siteConfig: { linuxFxVersion: 'NODE|20-lts' } },
      },
    ],
    more: { parameters: { key: { type: 'securestring' } } },
    found: [
      't.json:2 warning cutoff/foreign-ai-service OPENAI_API_KEY -> w',
      't.json:3 warning read/foreign-telemetry datadoghq.eu -> w/appsettings',
      't.json:4 warning cutoff/foreign-registry quay.io/a/b:1 -> g',
      't.json:5 warning cutoff/foreign-registry quay.io/c/d:1 -> images',
    ],
  },
];

describe('templates of Azure Resource Manager', () => {
  for (const { what, resources, more, home = 'KR', found } of cases) {
    it(`are judged: ${what}`, () => {
      const files = {
        '.sovlint.yaml': `home: ${home}\nrules: { read/foreign-held-key: off, operate/foreign-operator-tag: off }\n`,
        't.json': template(resources, more),
      };
      const project = openFiles(files);
      const report = project.report();
      assert.deepEqual(report.problems, []);
      assert.deepEqual(findingsIn(project), found);
      for (const finding of report.findings) {
        for (const fix of finding.fixes) assert.deepEqual(faultsOf(files, report, finding, fix), []);
      }
    });
  }

  it('write the redundancy that stays at home, where nothing is written', () => {
    const text = template([
      {
        type: 'Microsoft.Sql/servers/databases',
        name: 'sql/ledger',
        location: 'northeurope',
        tags,
        properties: {},
      },
    ]);
    const files = { '.sovlint.yaml': 'home: IE\n', 't.json': text };
    const [finding] = openFiles(files).report().findings;
    const after = applied(files, finding!.fixes[0]!);
    assert.equal(
      after['t.json'],
      text.replace('"properties":{}', '"properties":{ "requestedBackupStorageRedundancy": "Local" }'),
    );
  });

  it('are told by comments what to leave', () => {
    const comment = '// sovlint:ignore where/offshore-region -- moved next year\n';
    const text = template([vault({ location: 'eastus' })]).replace('[\n', `[\n${comment}`);
    const project = openFiles({ '.sovlint.yaml': 'home: KR\n', 't.json': text });
    assert.deepEqual(findingsIn(project), []);
    assert.deepEqual(
      project.report().suppressed.map(({ rule }) => rule),
      ['where/offshore-region'],
    );
  });
});
