import assert from 'node:assert/strict';
import { copy, key, place, type RowCase, told } from './rows.testing';

const PROVIDER = 'provider "google" {\n  region = "asia-northeast3"\n  zone   = "asia-northeast3-a"\n}\n';

const cases: readonly RowCase[] = [
  {
    it: 'places by the zone, not by the provider',
    tf: 'resource "google_compute_instance_group" "g" {\n  zone = "us-central1-a"\n}',
    at: 'google_compute_instance_group.g',
    ...place,
    is: ['us-central1-a own'],
  },
  {
    it: 'places a cluster on another cloud there, and its management beside',
    tf: 'resource "google_container_azure_cluster" "c" {\n  azure_region = "westus2"\n  location = "us-west1"\n}',
    at: 'google_container_azure_cluster.c',
    ...place,
    is: ['westus2 own', 'us-west1 own'],
  },
  {
    it: 'takes a secondary instance for a copy of its primary',
    tf: 'resource "google_memorystore_instance" "a" {\n  location = "asia-northeast3"\n}\nresource "google_memorystore_instance" "b" {\n  location = "us-central1"\n  cross_instance_replication_config {\n    primary_instance {\n      instance = google_memorystore_instance.a.id\n    }\n  }\n}',
    at: 'google_memorystore_instance.b',
    ...place,
    is: ['us-central1 copy'],
  },
  {
    it: 'follows messages into a bucket',
    tf: 'resource "google_storage_bucket" "b" {\n  location = "US"\n}\nresource "google_pubsub_subscription" "s" {\n  cloud_storage_config {\n    bucket = google_storage_bucket.b.name\n  }\n}',
    at: 'google_pubsub_subscription.s',
    ...copy,
    is: ['us ?'],
  },
  {
    it: 'follows a transfer from bucket to bucket',
    tf: 'resource "google_storage_bucket" "a" {\n  location = "ASIA-NORTHEAST3"\n}\nresource "google_storage_bucket" "b" {\n  location = "US"\n}\nresource "google_storage_transfer_job" "j" {\n  transfer_spec {\n    gcs_data_source {\n      bucket_name = google_storage_bucket.a.name\n    }\n    gcs_data_sink {\n      bucket_name = google_storage_bucket.b.name\n    }\n  }\n}',
    at: 'google_storage_transfer_job.j',
    ...copy,
    is: ['us [KR]'],
  },
  {
    it: 'follows backups to their vault',
    tf: 'resource "google_backup_dr_backup_vault" "v" {\n  location = "us-central1"\n}\nresource "google_backup_dr_backup_plan" "p" {\n  location = "asia-northeast3"\n  backup_vault = google_backup_dr_backup_vault.v.id\n}',
    at: 'google_backup_dr_backup_plan.p',
    ...copy,
    is: ['us-central1 [KR]'],
  },
  {
    it: 'judges new settings by where they keep things, not by global',
    tf: 'resource "google_observability_project_settings" "s" {\n  location = "global"\n  default_storage_location = "us"\n}\nresource "google_observability_project_settings" "g" {\n  location = "global"\n}',
    at: 'google_observability_project_settings.s',
    ...place,
    is: ['us own'],
  },
  {
    it: 'has no copy in the region it is in',
    tf: 'resource "google_alloydb_cluster" "c" {\n  location = "us-central1"\n  automated_backup_policy {\n    location = "us-central1"\n  }\n}',
    at: 'google_alloydb_cluster.c',
    ...place,
    is: ['us-central1 own'],
  },
  {
    it: 'knows that a store is encrypted all the same',
    tf: 'resource "google_netapp_storage_pool" "p" {}',
    at: 'google_netapp_storage_pool.p',
    ...key,
    is: ['provider-managed'],
  },
];

describe('facets of Google Cloud’s types', () => {
  for (const one of cases) it(one.it, () => assert.deepEqual(told(PROVIDER, one), one.is));
});
