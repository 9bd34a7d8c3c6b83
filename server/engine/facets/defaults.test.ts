import assert from 'node:assert/strict';
import type { Policy } from '../types';
import { scene } from './scene.testing';

/** What leaving an argument out means, as far as it leads to a place: `value [countries]`, in the order of the facets. */
interface Case {
  readonly it: string;
  readonly tf: string;
  readonly at: string;
  readonly home?: string;
  readonly is: readonly string[];
}

const SEOUL = 'provider "google" {\n  region = "asia-northeast3"\n  zone   = "asia-northeast3-a"\n}\n';
const sql = (backup: string) =>
  `${SEOUL}resource "google_sql_database_instance" "i" {\n  settings {\n    backup_configuration {\n      ${backup}\n    }\n  }\n}`;
const azure = (type: string, location: string, rest = '') =>
  `resource "${type}" "a" {\n  location = "${location}"\n  ${rest}\n}`;

const cases: readonly Case[] = [
  {
    it: 'BigQuery keeps data in the United States',
    tf: `${SEOUL}resource "google_bigquery_dataset" "d" {}`,
    at: 'google_bigquery_dataset.d',
    is: ['US [US]'],
  },
  {
    it: 'BigQuery reserves slots in the United States',
    tf: `${SEOUL}resource "google_bigquery_reservation" "r" {}`,
    at: 'google_bigquery_reservation.r',
    is: ['US [US]'],
  },
  {
    it: 'Cloud SQL backs up to the nearest multi-region',
    tf: sql('enabled = true'),
    at: 'google_sql_database_instance.i',
    is: ['asia []'],
  },
  {
    it: 'Cloud SQL without backups copies nothing',
    tf: sql('enabled = false'),
    at: 'google_sql_database_instance.i',
    is: [],
  },
  {
    it: 'Cloud SQL backs up where it is told to',
    tf: sql('enabled = true\n      location = "asia-northeast3"'),
    at: 'google_sql_database_instance.i',
    is: [],
  },
  {
    it: 'a snapshot lies in the nearest multi-region',
    tf: `${SEOUL}resource "google_compute_snapshot" "s" {\n  source_disk = "d"\n}`,
    at: 'google_compute_snapshot.s',
    is: ['asia []'],
  },
  {
    it: 'a machine image lies in the multi-region around its disk',
    tf: `${SEOUL}resource "google_compute_disk" "d" {}\nresource "google_compute_image" "i" {\n  source_disk = google_compute_disk.d.id\n}`,
    at: 'google_compute_image.i',
    is: ['asia []'],
  },
  {
    it: 'where the project has a setting for snapshots, nobody knows',
    tf: `${SEOUL}resource "google_compute_snapshot_settings" "s" {\n  storage_location {\n    policy = "LOCAL_REGION"\n  }\n}\nresource "google_compute_snapshot" "s" {\n  source_disk = "d"\n}`,
    at: 'google_compute_snapshot.s',
    is: ['? ?'],
  },
  {
    it: 'what is outside already leaves nothing by what it does not say',
    tf: 'resource "google_compute_snapshot" "s" {\n  zone = "us-central1-a"\n}',
    at: 'google_compute_snapshot.s',
    is: [],
  },
  {
    it: 'Pub/Sub keeps messages anywhere',
    tf: `${SEOUL}resource "google_pubsub_topic" "t" {}`,
    at: 'google_pubsub_topic.t',
    is: ['global []'],
  },
  {
    it: 'where a policy of the organization confines places, nobody knows',
    tf: `${SEOUL}resource "google_pubsub_topic" "t" {}\nresource "google_org_policy_policy" "p" {\n  name = "organizations/1/policies/gcp.resourceLocations"\n}`,
    at: 'google_pubsub_topic.t',
    is: ['? ?'],
  },
  {
    it: 'another policy of the organization says nothing of places',
    tf: `${SEOUL}resource "google_pubsub_topic" "t" {}\nresource "google_org_policy_policy" "p" {\n  name = "organizations/1/policies/iam.allowedPolicyMemberDomains"\n}`,
    at: 'google_pubsub_topic.t',
    is: ['global []'],
  },
  {
    it: 'a communication service keeps data in the United States',
    tf: 'resource "azurerm_communication_service" "c" {}',
    at: 'azurerm_communication_service.c',
    is: ['United States [US]'],
  },
  {
    it: 'a vault copies backups to the pair, which lies in Korea for Korea Central',
    tf: azure('azurerm_recovery_services_vault', 'koreacentral'),
    at: 'azurerm_recovery_services_vault.a',
    is: ['GeoRedundant [KR]'],
  },
  {
    it: 'a vault copies backups across the border where its pair lies there',
    tf: azure('azurerm_recovery_services_vault', 'northeurope'),
    at: 'azurerm_recovery_services_vault.a',
    home: 'IE',
    is: ['GeoRedundant [NL]'],
  },
  {
    it: 'a SQL managed instance does so too',
    tf: azure('azurerm_mssql_managed_instance', 'southeastasia'),
    at: 'azurerm_mssql_managed_instance.a',
    home: 'SG',
    is: ['GRS [HK]'],
  },
  {
    it: 'and a SQL database, where its server is',
    tf: `${azure('azurerm_mssql_server', 'brazilsouth')}\nresource "azurerm_mssql_database" "d" {\n  server_id = azurerm_mssql_server.a.id\n}`,
    at: 'azurerm_mssql_database.d',
    home: 'BR',
    is: ['Geo [US]'],
  },
  {
    it: 'and Cosmos DB, where backups are periodic',
    tf: azure('azurerm_cosmosdb_account', 'westeurope', 'geo_location {\n    location = "westeurope"\n  }'),
    at: 'azurerm_cosmosdb_account.a',
    home: 'NL',
    is: ['Geo [IE]'],
  },
  {
    it: 'and a Synapse pool',
    tf: `${azure('azurerm_synapse_workspace', 'northeurope')}\nresource "azurerm_synapse_sql_pool" "p" {\n  synapse_workspace_id = azurerm_synapse_workspace.a.id\n}`,
    at: 'azurerm_synapse_sql_pool.p',
    home: 'IE',
    is: ['GRS [NL]'],
  },
  {
    it: 'but no Synapse pool without geo-backups',
    tf: `${azure('azurerm_synapse_workspace', 'northeurope')}\nresource "azurerm_synapse_sql_pool" "p" {\n  synapse_workspace_id = azurerm_synapse_workspace.a.id\n  geo_backup_policy_enabled = false\n}`,
    at: 'azurerm_synapse_sql_pool.p',
    home: 'IE',
    is: [],
  },
  {
    it: 'Tencent Cloud takes Guangzhou',
    tf: 'provider "tencentcloud" {}\nresource "tencentcloud_cbs_storage" "d" {}',
    at: 'provider.tencentcloud',
    is: ['ap-guangzhou [CN]'],
  },
  {
    it: 'a voice connector takes us-east-1',
    tf: 'provider "aws" {\n  region = "ap-northeast-2"\n}\nresource "aws_chime_voice_connector" "c" {}',
    at: 'aws_chime_voice_connector.c',
    is: ['us-east-1 [US]'],
  },
];

describe('what leaving an argument out means', () => {
  for (const { it: title, tf, at, home, is } of cases) {
    it(title, () => {
      const changes: Partial<Policy> = home === undefined ? {} : { home, countries: [home] };
      const { facets } = scene({ 'main.tf': tf }, changes);
      const found = [...facets(at, 'place'), ...facets(at, 'copy')]
        .filter(({ properties }) => properties.defaulted === true)
        .map(({ properties: { value, countries } }) => {
          const told = Array.isArray(countries);
          return told ? `${String(value)} [${countries.join()}]` : '? ?';
        });
      assert.deepEqual(found, is);
    });
  }
});
