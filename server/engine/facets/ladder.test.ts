import assert from 'node:assert/strict';
import { scene } from './scene.testing';

/** A thing that names a key, and what the facets say: `level holder key` for the thing, `level holder @place` for the key. */
interface Case {
  readonly it: string;
  readonly code: string;
  readonly file?: string;
  readonly data: string;
  readonly uses: readonly string[];
  readonly key?: string;
  readonly held?: readonly string[];
  readonly hosts?: readonly string[];
}

const AWS = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const queue = (key: string) => `resource "aws_sqs_queue" "a" {\n  kms_master_key_id = ${key}\n}\n`;
const bucket = (key: string) =>
  `resource "google_storage_bucket" "b" {\n  location = "ASIA-NORTHEAST3"\n  encryption {\n    default_kms_key_name = ${key}\n  }\n}\n`;
const ring = 'resource "google_kms_key_ring" "r" {\n  location = "asia-northeast3"\n}\n';
const google = (key: string) =>
  `resource "google_kms_crypto_key" "k" {\n  key_ring = google_kms_key_ring.r.id\n${key}}\n`;
const external = '  version_template {\n    protection_level = "EXTERNAL"\n  }\n';
const version = (host: string) =>
  `resource "google_kms_crypto_key_version" "v" {\n  crypto_key = google_kms_crypto_key.k.id\n  external_protection_level_options {\n    external_key_uri = "https://${host}/v0/1"\n  }\n}\n`;
const vault = (type: string, rest = '') =>
  `resource "oci_kms_vault" "v" {\n  vault_type = "${type}"\n${rest}}\nresource "oci_kms_key" "k" {\n  management_endpoint = oci_kms_vault.v.management_endpoint\n`;
const volume = 'resource "oci_core_volume" "a" {\n  kms_key_id = oci_kms_key.k.id\n}\n';
const cos = (key: string) => `resource "ibm_cos_bucket" "a" {\n  kms_key_crn = ${key}\n}\n`;

const cases: readonly Case[] = [
  {
    it: 'AWS: an alias of a key in the provider’s store',
    code: `${AWS}resource "aws_kms_key" "k" {}\nresource "aws_kms_alias" "n" {\n  target_key_id = aws_kms_key.k.id\n}\n${queue('aws_kms_alias.n.arn')}`,
    data: 'aws_sqs_queue.a',
    uses: ['1 aws aws_kms_key.k'],
    key: 'aws_kms_alias.n',
    held: [],
  },
  {
    it: 'AWS: a replica of a key whose material was imported',
    code: `${AWS}resource "aws_kms_external_key" "p" {\n  region = "us-east-1"\n}\nresource "aws_kms_replica_external_key" "k" {\n  primary_key_arn = aws_kms_external_key.p.arn\n}\n${queue('aws_kms_replica_external_key.k.arn')}`,
    data: 'aws_sqs_queue.a',
    uses: ['2 aws aws_kms_replica_external_key.k'],
    key: 'aws_kms_replica_external_key.k',
    held: ['2 aws '],
  },
  {
    it: 'AWS: a store that is looked up, with the key’s name in it',
    code: `${AWS}data "aws_kms_custom_key_store" "s" {\n  custom_key_store_name = "seoul"\n}\nresource "aws_kms_key" "k" {\n  custom_key_store_id = data.aws_kms_custom_key_store.s.custom_key_store_id\n  xks_key_id          = "1"\n}\n${queue('aws_kms_key.k.arn')}`,
    data: 'aws_sqs_queue.a',
    uses: ['3 ? aws_kms_key.k'],
    key: 'aws_kms_key.k',
    held: ['3 ? @main.tf:9:26'],
  },
  {
    it: 'AWS: a store that a variable without value may name',
    code: `${AWS}variable "store" {}\nresource "aws_kms_key" "k" {\n  custom_key_store_id = var.store\n}\n${queue('aws_kms_key.k.arn')}`,
    data: 'aws_sqs_queue.a',
    uses: ['? ? aws_kms_key.k'],
    key: 'aws_kms_key.k',
    held: ['? ? @main.tf:6:25 < var.store'],
  },
  {
    it: 'AWS: a key that is looked up',
    code: `${AWS}data "aws_kms_key" "k" {\n  key_id = "alias/own"\n}\n${queue('data.aws_kms_key.k.arn')}`,
    data: 'aws_sqs_queue.a',
    uses: ['? aws data.aws_kms_key.k'],
  },
  {
    it: 'CloudFormation: an alias of an imported key',
    file: 't.yaml',
    code: 'Resources:\n  Key: { Type: "AWS::KMS::Key", Properties: { Origin: EXTERNAL } }\n  Name: { Type: "AWS::KMS::Alias", Properties: { AliasName: alias/x, TargetKeyId: !Ref Key } }\n  A: { Type: "AWS::SQS::Queue", Properties: { KmsMasterKeyId: !Ref Name } }\n',
    data: 'A',
    uses: ['2 aws Key'],
  },
  {
    it: 'Google: an external key whose version states whose it is',
    code: `${ring}${google(external)}${version('kr.smartkey.io')}${bucket('google_kms_crypto_key.k.id')}`,
    data: 'google_storage_bucket.b',
    uses: ['3 fortanix google_kms_crypto_key.k'],
    key: 'google_kms_crypto_key.k',
    held: ['3 fortanix @main.tf:13:25'],
  },
  {
    it: 'Google: an external key at home',
    code: `${ring}${google(external)}${version('ekm.hanbit.example')}${bucket('google_kms_crypto_key.k.id')}`,
    hosts: ['ekm.hanbit.example'],
    data: 'google_storage_bucket.b',
    uses: ['4 ? google_kms_crypto_key.k'],
  },
  {
    it: 'Google: an external key that nothing names further',
    code: `${ring}${google(external)}${bucket('google_kms_crypto_key.k.id')}`,
    data: 'google_storage_bucket.b',
    uses: ['3 ? google_kms_crypto_key.k'],
  },
  {
    it: 'Google: keys that are imported only, and handles of Autokey',
    code: `${ring}${google('  import_only = true\n')}resource "google_kms_key_handle" "h" {\n  location = "asia-northeast3"\n}\n${bucket('google_kms_key_handle.h.kms_key')}`,
    data: 'google_storage_bucket.b',
    uses: ['1 google-cloud google_kms_key_handle.h'],
    key: 'google_kms_crypto_key.k',
    held: ['2 google-cloud @main.tf:6:17'],
  },
  {
    it: 'Azure: a key behind a disk encryption set',
    code: 'resource "azurerm_key_vault_managed_hardware_security_module" "h" {\n  location = "koreacentral"\n}\nresource "azurerm_key_vault_managed_hardware_security_module_key" "k" {\n  managed_hsm_id = azurerm_key_vault_managed_hardware_security_module.h.id\n}\nresource "azurerm_disk_encryption_set" "s" {\n  location         = "koreacentral"\n  key_vault_key_id = azurerm_key_vault_managed_hardware_security_module_key.k.versioned_id\n}\nresource "azurerm_managed_disk" "d" {\n  location               = "koreacentral"\n  disk_encryption_set_id = azurerm_disk_encryption_set.s.id\n}\n',
    data: 'azurerm_managed_disk.d',
    uses: ['2 azure azurerm_key_vault_managed_hardware_security_module_key.k'],
  },
  {
    it: 'Azure: the URL of a key in a managed HSM',
    code: 'resource "azurerm_cosmosdb_account" "c" {\n  location         = "koreacentral"\n  key_vault_key_id = "https://hanbit.managedhsm.azure.net/keys/data"\n}\n',
    data: 'azurerm_cosmosdb_account.c',
    uses: ['2 azure https://hanbit.managedhsm.azure.net/keys/data'],
    key: 'azurerm_cosmosdb_account.c',
    held: ['2 azure @main.tf:3:23'],
  },
  {
    it: 'Azure: a key that another resource brings to a data factory',
    code: 'resource "azurerm_data_factory" "f" {\n  location = "koreacentral"\n}\nresource "azurerm_key_vault_key" "k" {\n  key_vault_id = "x"\n}\nresource "azurerm_data_factory_customer_managed_key" "c" {\n  data_factory_id         = azurerm_data_factory.f.id\n  customer_managed_key_id = azurerm_key_vault_key.k.id\n}\n',
    data: 'azurerm_data_factory.f',
    uses: ['1 azure azurerm_key_vault_key.k'],
  },
  {
    it: 'Oracle: a vault of its own partition',
    code: `${vault('VIRTUAL_PRIVATE')}}\n${volume}`,
    data: 'oci_core_volume.a',
    uses: ['2 oracle-cloud oci_kms_key.k'],
    key: 'oci_kms_key.k',
    held: ['2 oracle-cloud @main.tf:5:25 < oci_kms_vault.v'],
  },
  {
    it: 'Oracle: a vault that leads to an external key manager',
    code: `${vault('EXTERNAL', '  external_key_manager_metadata {\n    external_vault_endpoint_url = "https://x.dpondemand.io/api"\n  }\n')}  protection_mode = "EXTERNAL"\n}\n${volume}`,
    data: 'oci_core_volume.a',
    uses: ['3 thales oci_kms_key.k'],
    key: 'oci_kms_key.k',
    held: ['3 thales @main.tf:4:36'],
  },
  {
    it: 'Oracle: a vault that is not in the tree',
    code: `variable "vault" {}\nresource "oci_kms_key" "k" {\n  management_endpoint = var.vault\n}\n${volume}`,
    data: 'oci_core_volume.a',
    uses: ['1 oracle-cloud oci_kms_key.k'],
    key: 'oci_kms_key.k',
    held: ['1 oracle-cloud '],
  },
  {
    it: 'IBM: a key of Key Protect, by its alias',
    code: `resource "ibm_resource_instance" "i" {\n  service  = "kms"\n  location = "jp-tok"\n}\nresource "ibm_kms_key" "k" {\n  instance_id = ibm_resource_instance.i.guid\n}\nresource "ibm_kms_key_alias" "n" {\n  key_id = ibm_kms_key.k.key_id\n}\n${cos('ibm_kms_key_alias.n.id')}`,
    data: 'ibm_cos_bucket.a',
    uses: ['1 ibm ibm_kms_key.k'],
    key: 'ibm_kms_key.k',
    held: ['1 ibm '],
  },
  {
    it: 'IBM: a key of Hyper Protect Crypto Services',
    code: `resource "ibm_hpcs" "i" {\n  location = "jp-tok"\n}\nresource "ibm_kms_key" "k" {\n  instance_id = ibm_hpcs.i.guid\n}\n${cos('ibm_kms_key.k.crn')}`,
    data: 'ibm_cos_bucket.a',
    uses: ['2 ibm ibm_kms_key.k'],
    key: 'ibm_kms_key.k',
    held: ['2 ibm @main.tf:5:17 < ibm_hpcs.i'],
  },
  {
    it: 'Alibaba: an alias of an imported key',
    code: 'resource "alicloud_kms_key" "k" {\n  origin = "EXTERNAL"\n}\nresource "alicloud_kms_alias" "n" {\n  key_id = alicloud_kms_key.k.id\n}\nresource "alicloud_ecs_disk" "d" {\n  kms_key_id = alicloud_kms_alias.n.id\n}\n',
    data: 'alicloud_ecs_disk.d',
    uses: ['2 alibaba-cloud alicloud_kms_key.k'],
  },
  {
    it: 'Kubernetes: a storage class that names a key by its identifier',
    file: 'a.yaml',
    code: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: pd.csi.storage.gke.io\nparameters:\n  disk-encryption-kms-key: projects/p/locations/us-east1/keyRings/r/cryptoKeys/k\n',
    data: 'StorageClass/a',
    uses: ['1 google-cloud projects/p/locations/us-east1/keyRings/r/cryptoKeys/k'],
    key: 'StorageClass/a',
    held: ['1 google-cloud @a.yaml:6:28'],
  },
];

describe('the ladder of key control', () => {
  for (const { it: title, code, file = 'main.tf', data, uses, key, held, hosts = [] } of cases) {
    it(title, () => {
      const allow = { operators: [], hosts, accounts: [], regions: [], findings: [] };
      const { lines, facets } = scene({ [file]: code }, { allow });
      const said = lines(data, 'key', 'level', 'holder', 'key').map((line) => line.replace(/ @.*$/, ''));
      assert.deepEqual(said, uses);
      for (const facet of facets(data, 'key'))
        assert.ok(facet.anchors.name, 'an editor finds it at its name');
      if (key !== undefined) assert.deepEqual(lines(key, 'holder', 'level', 'holder'), held);
    });
  }

  it('never shows key material', () => {
    const { facets } = scene({ 'main.tf': 'resource "ibm_kms_key" "k" {\n  payload = "c2VjcmV0"\n}\n' });
    const [facet] = facets('ibm_kms_key.k', 'holder');
    assert.deepEqual([facet!.properties.level, facet!.value!.sensitive], [2, true]);
  });

  it('says what would settle who runs a store', () => {
    const { facets } = scene({ 'main.tf': `${ring}${google(external)}${version('ekm.hanbit.example')}` });
    assert.equal(
      facets('google_kms_crypto_key.k', 'holder')[0]!.unknown!.reason.key,
      'facets.unknown-operator',
    );
  });
});
