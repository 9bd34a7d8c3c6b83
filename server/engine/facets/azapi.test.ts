import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const tagged = 'tags = { domestic-operator = "kt-cloud" }';

/** What is found in what azapi declares; `domestic-operator` is on everything that could lack it. */
const table: readonly (readonly [what: string, code: string, found: readonly string[]])[] = [
  [
    'a place of its own, its redundancy and its key inside an object',
    `resource "azapi_resource" "logs" {
  type      = "Microsoft.Storage/storageAccounts@2023-01-01"
  location  = "northeurope"
  ${tagged}
  body = {
    sku        = { name = "Standard_GRS" }
    properties = { encryption = { keySource = "Microsoft.Storage" } }
  }
}
`,
    [
      'main.tf:3 error where/offshore-region northeurope -> azapi_resource.logs',
      'main.tf:7 warning read/provider-managed-key Microsoft.Storage -> azapi_resource.logs',
    ],
  ],
  [
    'types without case, JSON, and a pair inside the country',
    `resource "azapi_resource" "db" {
  type     = "microsoft.sql/SERVERS/databases@2023-08-01"
  location = "koreacentral"
  ${tagged}
  body = jsonencode({ properties = { requestedBackupStorageRedundancy = "Geo" } })
}
`,
    [],
  ],
  [
    'a pair across a border, in JSON',
    `resource "azapi_resource" "db" {
  type     = "Microsoft.Sql/servers/databases@2023-08-01"
  location = "eastasia"
  body = jsonencode({
    tags       = { domestic-operator = "kt-cloud" }
    properties = { requestedBackupStorageRedundancy = "Geo" }
  })
}
`,
    ['main.tf:3 error where/offshore-region eastasia -> azapi_resource.db'],
  ],
  [
    'a location in the body, and a child by its parent',
    `resource "azapi_resource" "ai" {
  type = "Microsoft.CognitiveServices/accounts@2024-10-01"
  body = { location = "japaneast", tags = { domestic-operator = "kt-cloud" }, properties = { encryption = { keyVaultProperties = { keyVaultUri = azurerm_key_vault.kv.vault_uri } } } }
}
resource "azapi_resource" "model" {
  type      = "Microsoft.CognitiveServices/accounts/deployments@2024-10-01"
  parent_id = azapi_resource.ai.id
  body      = { sku = { name = "GlobalStandard" } }
}
resource "azurerm_key_vault" "kv" {
  location = "koreacentral"
  ${tagged}
}
`,
    [
      'main.tf:3 error where/offshore-region japaneast -> azapi_resource.ai, azapi_resource.model',
      'main.tf:8 warning where/offshore-inference GlobalStandard -> azapi_resource.model',
    ],
  ],
  [
    'a change that brings the key of another type of resource',
    `resource "azurerm_redis_enterprise_cluster" "r" {
  location = "koreacentral"
  ${tagged}
}
resource "azurerm_storage_account" "s" {
  location                 = "koreacentral"
  account_replication_type = "LRS"
  ${tagged}
}
resource "azapi_update_resource" "s" {
  type        = "Microsoft.Storage/storageAccounts@2023-01-01"
  resource_id = azurerm_storage_account.s.id
  body = { properties = { encryption = { keySource = "Microsoft.Keyvault", keyvaultproperties = { keyvaulturi = azurerm_key_vault.kv.vault_uri } } } }
}
resource "azurerm_key_vault" "kv" {
  location = "eastus"
  ${tagged}
}
`,
    [
      'main.tf:13 error read/offshore-key azurerm_key_vault.kv.vault_uri -> azurerm_storage_account.s, azapi_update_resource.s',
      'main.tf:16 error where/offshore-region eastus -> azurerm_key_vault.kv',
    ],
  ],
  [
    'a change that states a redundancy, and lacks nothing else',
    `resource "azapi_update_resource" "v" {
  type        = "Microsoft.RecoveryServices/vaults@2023-08-01"
  resource_id = azurerm_recovery_services_vault.v.id
  body        = { properties = { redundancySettings = { standardTierStorageRedundancy = "GeoRedundant" } } }
}
resource "azurerm_recovery_services_vault" "v" {
  location          = "westeurope"
  storage_mode_type = "LocallyRedundant"
  ${tagged}
  encryption {
    key_id = azurerm_key_vault_key.k.id
  }
}
`,
    [
      'main.tf:7 error where/offshore-region westeurope -> azapi_update_resource.v, azurerm_recovery_services_vault.v',
    ],
  ],
  [
    'a type that no row knows, by its location alone',
    `resource "azapi_resource" "x" {
  type     = "Microsoft.Made/up@2024-01-01"
  location = "eastus"
}
resource "azapi_resource" "y" {
  type     = "Microsoft.Made/up@2024-01-01"
  location = "global"
}
`,
    ['main.tf:3 error where/offshore-region eastus -> azapi_resource.x'],
  ],
  [
    'a key in a vault by way of the data plane',
    `resource "azapi_data_plane_resource" "k" {
  type      = "Microsoft.KeyVault/vaults/keys@7.4"
  parent_id = azurerm_key_vault.kv.id
}
resource "azurerm_key_vault" "kv" {
  location = "koreacentral"
  ${tagged}
}
`,
    [
      'main.tf:1 info read/foreign-held-key resource "azapi_data_plane_resource" "k" -> azapi_data_plane_resource.k',
    ],
  ],
];

describe('resources of the azapi provider', () => {
  for (const [what, code, found] of table) {
    it(`are judged as what they name: ${what}`, () => {
      const project = openFiles({
        '.sovlint.yaml': 'home: KR\n',
        'main.tf': code,
        'providers.tf': 'provider "azapi" {}\nprovider "azurerm" {}\n',
      });
      assert.deepEqual(project.report().problems, []);
      assert.deepEqual(findingsIn(project), found);
    });
  }
});
