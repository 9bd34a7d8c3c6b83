import assert from 'node:assert/strict';
import { copy, key, place, type RowCase, told } from './rows.testing';

const thing = (type: string, name: string, location: string, rest = '') =>
  `resource "${type}" "${name}" {\n  location = "${location}"\n  ${rest}\n}\n`;
const here = (type: string, name: string, rest = '') => thing(type, name, 'koreacentral', rest);
const there = (type: string, name: string, rest = '') => thing(type, name, 'East US', rest);

const cases: readonly RowCase[] = [
  {
    it: 'places data where it is kept, not where the resource is',
    tf: 'resource "azurerm_email_communication_service" "m" {\n  data_location = "Korea"\n}',
    at: 'azurerm_email_communication_service.m',
    ...place,
    is: ['Korea own'],
  },
  {
    it: 'places a consumer directory where its data is',
    tf: 'resource "azurerm_aadb2c_directory" "d" {\n  data_residency_location = "United States"\n}',
    at: 'azurerm_aadb2c_directory.d',
    ...place,
    is: ['United States own'],
  },
  {
    it: 'copies a directory to its replica sets',
    tf: `${here('azurerm_active_directory_domain_service', 'd')}${there('azurerm_active_directory_domain_service_replica_set', 'r', 'domain_service_id = azurerm_active_directory_domain_service.d.id')}`,
    at: 'azurerm_active_directory_domain_service_replica_set.r',
    ...place,
    is: ['koreacentral own', 'East US copy'],
  },
  {
    it: 'takes a secondary database for a copy of its source',
    tf: `${here('azurerm_mssql_server', 'a')}${there('azurerm_mssql_server', 'b')}resource "azurerm_mssql_database" "a" {\n  server_id = azurerm_mssql_server.a.id\n}\nresource "azurerm_mssql_database" "b" {\n  server_id = azurerm_mssql_server.b.id\n  storage_account_type = "Local"\n  create_mode = "Secondary"\n  creation_source_database_id = azurerm_mssql_database.a.id\n}`,
    at: 'azurerm_mssql_database.b',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'takes a database that is only restored for none',
    tf: `${there('azurerm_mssql_server', 'b')}resource "azurerm_mssql_database" "b" {\n  server_id = azurerm_mssql_server.b.id\n  storage_account_type = "Local"\n  create_mode = "Default"\n}`,
    at: 'azurerm_mssql_database.b',
    ...copy,
    is: [],
  },
  {
    it: 'follows a failover group to the other managed instance',
    tf: `${here('azurerm_mssql_managed_instance', 'a')}${there('azurerm_mssql_managed_instance', 'b')}${here('azurerm_mssql_managed_instance_failover_group', 'g', 'managed_instance_id = azurerm_mssql_managed_instance.a.id\n  partner_managed_instance_id = azurerm_mssql_managed_instance.b.id')}`,
    at: 'azurerm_mssql_managed_instance_failover_group.g',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'follows linked caches',
    tf: `${here('azurerm_managed_redis', 'a')}${there('azurerm_managed_redis', 'b')}resource "azurerm_managed_redis_geo_replication" "g" {\n  managed_redis_id = azurerm_managed_redis.a.id\n  linked_managed_redis_ids = [azurerm_managed_redis.b.id]\n}`,
    at: 'azurerm_managed_redis_geo_replication.g',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'follows logs to the event hub whose rule is named',
    tf: `${there('azurerm_eventhub_namespace', 'n')}resource "azurerm_eventhub_namespace_authorization_rule" "r" {\n  namespace_name = azurerm_eventhub_namespace.n.name\n}\n${here('azurerm_key_vault', 'v')}resource "azurerm_monitor_diagnostic_setting" "s" {\n  target_resource_id = azurerm_key_vault.v.id\n  eventhub_authorization_rule_id = azurerm_eventhub_namespace_authorization_rule.r.id\n}`,
    at: 'azurerm_monitor_diagnostic_setting.s',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'follows telemetry to its workspace',
    tf: `${there('azurerm_log_analytics_workspace', 'w')}${here('azurerm_application_insights', 'i', 'workspace_id = azurerm_log_analytics_workspace.w.id')}`,
    at: 'azurerm_application_insights.i',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'follows collected logs',
    tf: `${there('azurerm_log_analytics_workspace', 'w')}${here('azurerm_monitor_data_collection_rule', 'r', 'destinations {\n    log_analytics {\n      workspace_resource_id = azurerm_log_analytics_workspace.w.id\n    }\n  }')}`,
    at: 'azurerm_monitor_data_collection_rule.r',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'follows captured events',
    tf: `${here('azurerm_eventhub_namespace', 'n')}${there('azurerm_storage_account', 's')}resource "azurerm_eventhub" "h" {\n  namespace_id = azurerm_eventhub_namespace.n.id\n  capture_description {\n    destination {\n      storage_account_id = azurerm_storage_account.s.id\n    }\n  }\n}`,
    at: 'azurerm_eventhub.h',
    ...copy,
    is: ['eastus [KR]'],
  },
  {
    it: 'judges no topic of what is everywhere',
    tf: thing('azurerm_eventgrid_system_topic', 't', 'Global'),
    at: 'azurerm_eventgrid_system_topic.t',
    ...place,
    is: [],
  },
  {
    it: 'takes no place from a provider that says none',
    tf: 'resource "azurerm_subnet" "s" {}',
    at: 'azurerm_subnet.s',
    ...place,
    is: [],
  },
  {
    it: 'finds the key that another resource brings',
    tf: `${here('azurerm_mysql_server', 's')}resource "azurerm_mysql_server_key" "k" {\n  server_id = azurerm_mysql_server.s.id\n  key_vault_key_id = "https://v.vault.azure.net/keys/k/1"\n}`,
    at: 'azurerm_mysql_server.s',
    ...key,
    is: ['named'],
  },
];

describe('facets of Microsoft Azure’s types', () => {
  for (const one of cases) it(one.it, () => assert.deepEqual(told('', one), one.is));
});
