import assert from 'node:assert/strict';
import type { FacetKind, Policy } from '../types';
import { scene } from './scene.testing';

interface Case {
  readonly it: string;
  readonly tf: string;
  readonly at: string;
  readonly is: readonly string[];
  readonly policy?: Partial<Policy>;
}

const HOME = 'provider "aws" {\n  region = "ap-northeast-2"\n}\n';
const US = 'provider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n';

function check(kind: FacetKind, properties: readonly string[], cases: readonly Case[]): void {
  for (const { it: title, tf, at, is, policy } of cases) {
    it(title, () => {
      assert.deepEqual(scene({ 'main.tf': tf }, policy).lines(at, kind, ...properties), is);
    });
  }
}

describe('key facets', () => {
  check(
    'key',
    ['state', 'level', 'countries'],
    [
      {
        it: 'says that nothing is encrypted',
        tf: `${HOME}resource "aws_ebs_volume" "a" {}`,
        at: 'aws_ebs_volume.a',
        is: ['unencrypted 0 - '],
      },
      {
        it: 'does not know with a default of the account',
        tf: `${HOME}resource "aws_ebs_volume" "a" {}\nresource "aws_ebs_encryption_by_default" "d" {}`,
        at: 'aws_ebs_volume.a',
        is: ['? ? ? @main.tf:5:1'],
      },
      {
        it: 'stands at the argument that switches encryption off',
        tf: `${HOME}resource "aws_ebs_volume" "a" {\n encrypted = false\n}`,
        at: 'aws_ebs_volume.a',
        is: ['unencrypted 0 - @main.tf:5:14'],
      },
      {
        it: 'stands at the header where encryption names no key',
        tf: `${HOME}resource "aws_ebs_volume" "a" {\n encrypted = true\n}`,
        at: 'aws_ebs_volume.a',
        is: ['provider-managed 0 - '],
      },
      {
        it: 'stands at the alias of the provider',
        tf: `${HOME}resource "aws_sqs_queue" "a" {\n kms_master_key_id = "alias/aws/sqs"\n}`,
        at: 'aws_sqs_queue.a',
        is: ['provider-managed 0 - @main.tf:5:23'],
      },
      {
        it: 'knows the provider’s own key by its name alone',
        tf: `${HOME}resource "aws_sns_topic" "a" {\n kms_master_key_id = "aws/sns"\n}`,
        at: 'aws_sns_topic.a',
        is: ['provider-managed 0 - @main.tf:5:23'],
      },
      {
        it: 'places a literal by its ARN',
        tf: `${HOME}resource "aws_sqs_queue" "a" {\n kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"\n}`,
        at: 'aws_sqs_queue.a',
        is: ['named 1 [US] @main.tf:5:23'],
      },
      {
        it: 'places a reference by the key, and stands at the expression',
        tf: `${HOME}${US}resource "aws_kms_key" "k" {\n provider = aws.us\n}\nresource "aws_sqs_queue" "a" {\n kms_master_key_id = aws_kms_key.k.arn\n}`,
        at: 'aws_sqs_queue.a',
        is: ['named 1 [US] @main.tf:12:22 < aws_kms_key.k < provider.aws.us'],
      },
      {
        it: 'follows an alias to its key',
        tf: `${HOME}resource "aws_kms_external_key" "k" {}\nresource "aws_kms_alias" "n" {\n target_key_id = aws_kms_external_key.k.id\n}\nresource "aws_sqs_queue" "a" {\n kms_master_key_id = aws_kms_alias.n.arn\n}`,
        at: 'aws_sqs_queue.a',
        is: ['named 2 [KR] @main.tf:9:22 < aws_kms_alias.n < aws_kms_external_key.k < provider.aws'],
      },
      {
        it: 'finds the setting that another resource brings',
        tf: `${HOME}resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_server_side_encryption_configuration" "e" {\n bucket = aws_s3_bucket.a.id\n rule {\n  apply_server_side_encryption_by_default {\n   sse_algorithm = "AES256"\n  }\n }\n}`,
        at: 'aws_s3_bucket.a',
        is: ['provider-managed 0 - @main.tf:9:21'],
      },
      {
        it: 'does not know where a setting does not say what it is for',
        tf: `${HOME}variable "b" {}\nresource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_server_side_encryption_configuration" "e" {\n bucket = var.b\n}`,
        at: 'aws_s3_bucket.a',
        is: ['? ? ? @main.tf:5:1'],
      },
      {
        it: 'does not know where only others bring a key, and one does not say to what',
        tf: 'variable "c" {}\nresource "azurerm_kusto_cluster" "a" {\n location = "koreacentral"\n}\nresource "azurerm_kusto_cluster_customer_managed_key" "k" {\n cluster_id = var.c\n}',
        at: 'azurerm_kusto_cluster.a',
        is: ['? ? ? @main.tf:2:1'],
      },
      {
        it: 'takes null for absent',
        tf: `${HOME}variable "k" {\n default = null\n}\nresource "aws_secretsmanager_secret" "a" {\n kms_key_id = var.k\n}`,
        at: 'aws_secretsmanager_secret.a',
        is: ['provider-managed 0 - '],
      },
      {
        it: 'does not know which of several things a link whose target is unknown encrypts',
        tf: `variable "ids" { type = map(string) }
provider "azurerm" {
  features {}
}
resource "azurerm_kusto_cluster" "a" { location = "koreacentral" }
resource "azurerm_kusto_cluster_customer_managed_key" "k" {
  for_each   = var.ids
  cluster_id = each.value
}`,
        at: 'azurerm_kusto_cluster.a',
        is: ['? ? ? @main.tf:5:1'],
      },
      {
        it: 'does not know what a caller of a library hands over',
        tf: 'variable "k" {\n default = null\n}\nresource "aws_secretsmanager_secret" "a" {\n kms_key_id = var.k\n}',
        at: 'aws_secretsmanager_secret.a',
        is: ['? ? ? @main.tf:1:1 < var.k'],
      },
      {
        it: 'asks no key of what stores nothing',
        tf: `${HOME}resource "aws_lambda_function" "a" {}`,
        at: 'aws_lambda_function.a',
        is: [],
      },
    ],
  );
});

describe('holder facets', () => {
  const xks = (host: string) =>
    `${HOME}resource "aws_kms_custom_key_store" "s" {\n custom_key_store_type = "EXTERNAL_KEY_STORE"\n xks_proxy_uri_endpoint = "https://${host}"\n}\nresource "aws_kms_key" "k" {\n custom_key_store_id = aws_kms_custom_key_store.s.id\n xks_key_id = "1"\n}`;
  check(
    'holder',
    ['level', 'holder'],
    [
      {
        it: 'holds a plain key at the provider',
        tf: `${HOME}resource "aws_kms_key" "k" {}`,
        at: 'aws_kms_key.k',
        is: ['1 aws '],
      },
      {
        it: 'does not know who runs an unknown external store, and stands at its endpoint',
        tf: xks('xks.example.com'),
        at: 'aws_kms_key.k',
        is: ['3 ? @main.tf:6:28'],
      },
      {
        it: 'counts an allowed store as held at home',
        tf: xks('xks.example.com'),
        at: 'aws_kms_key.k',
        is: ['4 ? @main.tf:6:28'],
        policy: {
          allow: { operators: [], hosts: ['*.example.com'], accounts: [], regions: [], findings: [] },
        },
      },
      {
        it: 'stands at the argument where the store is a dedicated HSM at the provider',
        tf: `${HOME}resource "aws_kms_custom_key_store" "s" {}\nresource "aws_kms_key" "k" {\n custom_key_store_id = aws_kms_custom_key_store.s.id\n}`,
        at: 'aws_kms_key.k',
        is: ['2 aws @main.tf:6:24 < aws_kms_custom_key_store.s'],
      },
      {
        it: 'gives one for a literal key',
        tf: `${HOME}variable "k" {\n default = "arn:aws:kms:us-east-1:111122223333:key/1"\n}\nresource "aws_sqs_queue" "a" {\n kms_master_key_id = var.k\n}`,
        at: 'aws_sqs_queue.a',
        is: ['1 aws @main.tf:5:13 < var.k'],
      },
    ],
  );
});

describe('copy facets', () => {
  check(
    'copy',
    ['value', 'place', 'countries', 'origin-countries'],
    [
      {
        it: 'follows the target of a replication',
        tf: `${HOME}${US}resource "aws_s3_bucket" "b" {\n provider = aws.us\n}\nresource "aws_s3_bucket_replication_configuration" "r" {\n bucket = "x"\n rule {\n  destination {\n   bucket = aws_s3_bucket.b.arn\n  }\n }\n}`,
        at: 'aws_s3_bucket_replication_configuration.r',
        is: ['us-east-1 us-east-1 [US] [KR] @main.tf:15:13 < aws_s3_bucket.b < provider.aws.us'],
      },
      {
        it: 'reads the region of a vault from its ARN',
        tf: `${HOME}resource "aws_backup_plan" "p" {\n rule {\n  copy_action {\n   destination_vault_arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:v"\n  }\n }\n}`,
        at: 'aws_backup_plan.p',
        is: ['arn:aws:backup:us-west-2:111122223333:backup-vault:v us-west-2 [US] [KR] @main.tf:7:29'],
      },
      {
        it: 'stands at the source where the provider block places the copy',
        tf: `${HOME}${US}resource "aws_db_instance" "a" {}\nresource "aws_db_instance" "r" {\n provider = aws.us\n replicate_source_db = aws_db_instance.a.arn\n}`,
        at: 'aws_db_instance.r',
        is: ['us-east-1 us-east-1 [US] [KR] @main.tf:11:24 < provider.aws.us'],
      },
      {
        it: 'takes a source without a region for one nearby',
        tf: `${US.replace('  alias  = "us"\n', '')}resource "aws_db_instance" "r" {\n replicate_source_db = "ledger"\n}`,
        at: 'aws_db_instance.r',
        is: ['us-east-1 us-east-1 [US] [US] @main.tf:5:25 < provider.aws'],
      },
    ],
  );
  check(
    'place',
    ['value', 'countries', 'role'],
    [
      {
        it: 'gives the places that are written for copies the role of copies',
        tf: `${HOME}resource "aws_secretsmanager_secret" "a" {\n replica {\n  region = "us-west-2"\n }\n}`,
        at: 'aws_secretsmanager_secret.a',
        is: ['ap-northeast-2 [KR] own @main.tf:2:13 < provider.aws', 'us-west-2 [US] copy @main.tf:6:13'],
      },
      {
        it: 'gives its own place the role of a copy, where it is one',
        tf: `${HOME}resource "aws_db_instance" "r" {\n region = "us-west-2"\n replicate_source_db = "arn:aws:rds:ap-northeast-2:111122223333:db:a"\n}`,
        at: 'aws_db_instance.r',
        is: ['us-west-2 [US] copy @main.tf:5:12'],
      },
    ],
  );
});

describe('tag facets', () => {
  const tag = 'tags = { domestic-operator = "kt-cloud" }';
  check(
    'tags',
    ['state', 'value', 'operator'],
    [
      {
        it: 'misses the tag',
        tf: `${HOME}resource "aws_sqs_queue" "a" {}`,
        at: 'aws_sqs_queue.a',
        is: ['absent - - '],
      },
      {
        it: 'asks no tag of a network',
        tf: `${HOME}resource "aws_vpc" "a" {}`,
        at: 'aws_vpc.a',
        is: [],
      },
      {
        it: 'finds its own',
        tf: `${HOME}resource "aws_sqs_queue" "a" {\n ${tag}\n}`,
        at: 'aws_sqs_queue.a',
        is: ['present kt-cloud kt-cloud @main.tf:5:32'],
      },
      {
        it: 'finds the provider’s default, and its own before it',
        tf: `provider "aws" {\n default_tags {\n  ${tag}\n }\n}\nresource "aws_sqs_queue" "a" {}\nresource "aws_sqs_queue" "b" {\n tags = { domestic-operator = "aws" }\n}`,
        at: 'aws_sqs_queue.a',
        is: ['present kt-cloud kt-cloud @main.tf:3:33'],
      },
      {
        it: 'lets its own come before the provider’s',
        tf: `provider "aws" {\n default_tags {\n  ${tag}\n }\n}\nresource "aws_sqs_queue" "b" {\n tags = { domestic-operator = "aws" }\n}`,
        at: 'aws_sqs_queue.b',
        is: ['present aws aws @main.tf:7:32'],
      },
      {
        it: 'gives no default tags to an Auto Scaling group, whose tags are blocks',
        tf: `provider "aws" {\n default_tags {\n  ${tag}\n }\n}\nresource "aws_autoscaling_group" "a" {\n tag {\n  key = "domestic-operator"\n  value = "naver-cloud"\n  propagate_at_launch = true\n }\n}\nresource "aws_autoscaling_group" "b" {}`,
        at: 'aws_autoscaling_group.a',
        is: ['present naver-cloud naver-cloud @main.tf:9:12'],
      },
      {
        it: 'does not know a map that may hold it',
        tf: `${HOME}variable "t" {\n type = map(string)\n}\nresource "aws_sqs_queue" "a" {\n tags = merge({ app = "a" }, var.t)\n}`,
        at: 'aws_sqs_queue.a',
        is: ['? - - '],
      },
      {
        it: 'does not know in a library',
        tf: 'resource "aws_sqs_queue" "a" {}',
        at: 'aws_sqs_queue.a',
        is: ['? - - '],
      },
      {
        it: 'says that no fact knows the operator',
        tf: `${HOME}resource "aws_sqs_queue" "a" {\n tags = { domestic-operator = "us" }\n}`,
        at: 'aws_sqs_queue.a',
        is: ['present us - @main.tf:5:32'],
      },
    ],
  );
});

describe('places that are not written as they stand', () => {
  const google = 'provider "google" {\n  region = "asia-northeast3"\n}\n';
  check(
    'place',
    ['value', 'countries', 'role', 'defaulted'],
    [
      {
        it: 'takes what is left out for its default',
        tf: `${google}resource "google_bigquery_dataset" "d" {}`,
        at: 'google_bigquery_dataset.d',
        is: ['US [US] own true '],
      },
      {
        it: 'reads automatic replication as global, on its block',
        tf: `${google}resource "google_secret_manager_secret" "s" {\n replication {\n  auto {}\n }\n}`,
        at: 'google_secret_manager_secret.s',
        is: ['global [] own - @main.tf:6:3'],
      },
      {
        it: 'finds the region in a configuration’s name',
        tf: `${google}resource "google_spanner_instance" "s" {\n config = "regional-us-central1"\n}`,
        at: 'google_spanner_instance.s',
        is: ['us-central1 [US] own - @main.tf:5:12'],
      },
      {
        it: 'takes a key’s place from its ring',
        tf: `${google}resource "google_kms_key_ring" "r" {\n location = "us"\n}\nresource "google_kms_crypto_key" "k" {\n key_ring = google_kms_key_ring.r.id\n}`,
        at: 'google_kms_crypto_key.k',
        is: ['us [US] own - @main.tf:5:14 < google_kms_key_ring.r'],
      },
      {
        it: 'knows the region of a zone whose letter is not told',
        tf: `${google}variable "r" {\n default = "us-central1"\n}\nvariable "z" {}\nresource "google_compute_instance" "i" {\n zone = "\${var.r}-\${var.z}"\n}`,
        at: 'google_compute_instance.i',
        is: ['us-central1 [US] own - @main.tf:5:13 < var.r'],
      },
      {
        it: 'says that backups go to the multi-region around, and where they are said to go',
        tf: `${google}resource "google_sql_database_instance" "s" {\n settings {\n  backup_configuration {\n   enabled = true\n  }\n }\n}`,
        at: 'google_sql_database_instance.s',
        is: ['asia-northeast3 [KR] own - @main.tf:2:13 < provider.google', 'asia [] copy true '],
      },
      {
        it: 'tells the first Cosmos DB location from the copies',
        tf: 'provider "azurerm" {\n features {}\n}\nresource "azurerm_cosmosdb_account" "c" {\n location = "koreacentral"\n geo_location {\n  location = "eastus"\n  failover_priority = 1\n }\n geo_location {\n  location = "Korea Central"\n  failover_priority = 0\n }\n backup {\n  type = "Continuous"\n }\n}',
        at: 'azurerm_cosmosdb_account.c',
        is: [
          'Korea Central [KR] own - @main.tf:11:15',
          'koreacentral [KR] own - @main.tf:5:14',
          'eastus [US] copy - @main.tf:7:15',
        ],
      },
    ],
  );
  const account = (location: string, type: string) =>
    `provider "azurerm" {\n features {}\n}\nresource "azurerm_storage_account" "a" {\n location = "${location}"\n account_replication_type = "${type}"\n}`;
  check(
    'copy',
    ['value', 'place', 'countries', 'defaulted'],
    [
      {
        it: 'judges geo-redundancy by the pair',
        tf: account('southeastasia', 'RAGRS'),
        at: 'azurerm_storage_account.a',
        is: ['RAGRS eastasia [HK] - @main.tf:6:30'],
      },
      {
        it: 'copies nowhere without geo-redundancy',
        tf: account('southeastasia', 'ZRS'),
        at: 'azurerm_storage_account.a',
        is: [],
      },
      {
        it: 'knows that backups are geo-redundant unless said otherwise',
        tf: 'provider "azurerm" {\n features {}\n}\nresource "azurerm_mssql_server" "s" {\n location = "northeurope"\n}\nresource "azurerm_mssql_database" "d" {\n server_id = azurerm_mssql_server.s.id\n}',
        at: 'azurerm_mssql_database.d',
        is: ['Geo westeurope [NL] true '],
      },
    ],
  );
});

describe('image facets', () => {
  it('finds images in a task definition’s JSON', () => {
    const tf = `${HOME}resource "aws_ecs_task_definition" "t" {\n container_definitions = jsonencode([{ name = "a", image = "ghcr.io/a/b:1" }])\n}`;
    const is = ['ghcr.io github @main.tf:5:61'];
    assert.deepEqual(
      scene({ 'main.tf': tf }).lines('aws_ecs_task_definition.t', 'image', 'host', 'operator'),
      is,
    );
  });
  it('reads the host of a chart repository', () => {
    const tf = 'resource "helm_release" "r" {\n repository = "https://charts.example.com"\n chart = "x"\n}';
    assert.deepEqual(scene({ 'main.tf': tf }).lines('helm_release.r', 'image', 'host', 'operator'), [
      'charts.example.com ? @main.tf:2:16',
    ]);
  });
  const lambda = (image: string, more = '') =>
    `${HOME}${more}resource "aws_lambda_function" "a" {\n image_uri = ${image}\n}`;
  check(
    'image',
    ['host', 'operator', 'platform-home'],
    [
      {
        it: 'knows the platform’s registry at home',
        tf: lambda('"111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/a:1"'),
        at: 'aws_lambda_function.a',
        is: ['111122223333.dkr.ecr.ap-northeast-2.amazonaws.com aws true @main.tf:5:15'],
      },
      {
        it: 'knows the platform’s registry abroad',
        tf: lambda('"111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1"'),
        at: 'aws_lambda_function.a',
        is: ['111122223333.dkr.ecr.us-east-1.amazonaws.com aws false @main.tf:5:15'],
      },
      {
        it: 'follows a reference to a registry',
        tf: lambda('"${aws_ecr_repository.r.repository_url}:1"', 'resource "aws_ecr_repository" "r" {}\n'),
        at: 'aws_lambda_function.a',
        is: ['- aws true @main.tf:6:15'],
      },
      {
        it: 'knows a host whose path and tag are not told',
        tf: lambda('"quay.io/acme/${var.n}"', 'variable "n" {}\n'),
        at: 'aws_lambda_function.a',
        is: ['quay.io red-hat false @main.tf:6:15'],
      },
      {
        it: 'does not know a host that is told in part',
        tf: lambda('"${var.n}-docker.pkg.dev/a/b"', 'variable "n" {}\n'),
        at: 'aws_lambda_function.a',
        is: ['? ? - @main.tf:6:15'],
      },
      {
        it: 'stands at the registry where that is written elsewhere',
        tf: lambda('"${var.n}/a:1"', 'variable "n" {\n default = "quay.io"\n}\n'),
        at: 'aws_lambda_function.a',
        is: ['quay.io red-hat false @main.tf:5:13 < var.n'],
      },
    ],
  );
  const remote = (block: string) =>
    `${HOME}resource "google_artifact_registry_repository" "a" {\n location = "asia-northeast3"\n remote_repository_config {\n ${block}\n}\n}`;
  check(
    'image',
    ['value', 'host', 'operator', 'upstream'],
    [
      {
        it: 'knows a bare host that a repository passes on',
        tf: `${HOME}resource "aws_ecr_pull_through_cache_rule" "a" {\n upstream_registry_url = "public.ecr.aws"\n}`,
        at: 'aws_ecr_pull_through_cache_rule.a',
        is: ['public.ecr.aws public.ecr.aws aws true @main.tf:5:27'],
      },
      {
        it: 'knows the word for a well-known registry',
        tf: remote('docker_repository {\n public_repository = "DOCKER_HUB"\n}'),
        at: 'google_artifact_registry_repository.a',
        is: ['DOCKER_HUB docker.io docker true @main.tf:8:23'],
      },
      {
        it: 'does not know a word of no registry',
        tf: remote('docker_repository {\n public_repository = "NEW_HUB"\n}'),
        at: 'google_artifact_registry_repository.a',
        is: [],
      },
    ],
  );
});
