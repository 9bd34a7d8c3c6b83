import assert from 'node:assert/strict';
import type { FacetKind } from '../types';
import { scene } from './scene.testing';

interface Case {
  readonly tf: string;
  readonly at: string;
  readonly kind: FacetKind;
  readonly properties: readonly string[];
  readonly is: readonly string[];
}

const place = ['value', 'countries', 'role'];
const key = ['state', 'countries'];
const tags = ['state', 'value'];

/** What the rows of each platform tell, from a text as its provider documents it. */
const platforms: Readonly<Record<string, readonly Case[]>> = {
  'Oracle Cloud': [
    {
      tf: 'provider "oci" {\n region = "us-ashburn-1"\n}\nresource "oci_objectstorage_bucket" "b" {\n freeform_tags = { domestic-operator = "kt-cloud" }\n}',
      at: 'oci_objectstorage_bucket.b',
      kind: 'place',
      properties: place,
      is: ['us-ashburn-1 [US] own @main.tf:2:12 < provider.oci'],
    },
    {
      tf: 'provider "oci" {\n region = "ap-seoul-1"\n}\nresource "oci_objectstorage_bucket" "b" {\n freeform_tags = { domestic-operator = "kt-cloud" }\n}',
      at: 'oci_objectstorage_bucket.b',
      kind: 'tags',
      properties: tags,
      is: ['present kt-cloud @main.tf:5:41'],
    },
    {
      tf: 'provider "oci" {\n region = "ap-seoul-1"\n}\nresource "oci_objectstorage_replication_policy" "r" {\n destination_region_name = "ap-tokyo-1"\n}',
      at: 'oci_objectstorage_replication_policy.r',
      kind: 'place',
      properties: place,
      is: ['ap-seoul-1 [KR] own @main.tf:2:12 < provider.oci', 'ap-tokyo-1 [JP] copy @main.tf:5:29'],
    },
    {
      tf: 'provider "oci" {\n region = "ap-seoul-1"\n}\nresource "oci_core_volume" "v" {\n kms_key_id = "ocid1.key.oc1.iad.abc.def"\n}',
      at: 'oci_core_volume.v',
      kind: 'key',
      properties: key,
      is: ['named [US] @main.tf:5:16'],
    },
    {
      tf: 'provider "oci" {\n region = "ap-seoul-1"\n}\nresource "oci_kms_vault" "v" {\n vault_type = "EXTERNAL"\n}\nresource "oci_kms_key" "k" {\n protection_mode = "EXTERNAL"\n}',
      at: 'oci_kms_key.k',
      kind: 'holder',
      properties: ['level'],
      is: ['3 @main.tf:8:21'],
    },
  ],
  'Alibaba Cloud': [
    {
      tf: 'provider "alicloud" {\n region = "ap-northeast-2"\n}\nresource "alicloud_ecs_disk" "d" {\n zone_id = "cn-hangzhou-b"\n encrypted = true\n}',
      at: 'alicloud_ecs_disk.d',
      kind: 'place',
      properties: place,
      is: ['cn-hangzhou-b [CN] own @main.tf:5:13'],
    },
    {
      tf: 'provider "alicloud" {\n region = "ap-northeast-2"\n}\nresource "alicloud_cr_ee_sync_rule" "r" {\n target_region_id = "cn-beijing"\n}',
      at: 'alicloud_cr_ee_sync_rule.r',
      kind: 'place',
      properties: place,
      is: ['ap-northeast-2 [KR] own @main.tf:2:12 < provider.alicloud', 'cn-beijing [CN] copy @main.tf:5:22'],
    },
    {
      tf: 'provider "alicloud" {}\nresource "alicloud_oss_bucket" "b" {\n server_side_encryption_rule {\n  sse_algorithm = "AES256"\n }\n}',
      at: 'alicloud_oss_bucket.b',
      kind: 'key',
      properties: ['state'],
      is: ['provider-managed @main.tf:4:20'],
    },
    {
      tf: 'provider "alicloud" {}\nresource "alicloud_kms_key" "k" {\n origin = "EXTERNAL"\n}',
      at: 'alicloud_kms_key.k',
      kind: 'holder',
      properties: ['level', 'holder'],
      is: ['2 alibaba-cloud @main.tf:3:12'],
    },
    {
      tf: 'provider "alicloud" {}\nresource "alicloud_ecs_disk_encryption_by_default" "d" {}\nresource "alicloud_ecs_disk" "v" {}',
      at: 'alicloud_ecs_disk.v',
      kind: 'key',
      properties: ['state'],
      is: ['? @main.tf:2:1'],
    },
  ],
  'Tencent Cloud': [
    {
      tf: 'provider "tencentcloud" {\n region = "ap-seoul"\n}\nresource "tencentcloud_cbs_storage" "d" {\n availability_zone = "ap-guangzhou-3"\n}',
      at: 'tencentcloud_cbs_storage.d',
      kind: 'place',
      properties: place,
      is: ['ap-guangzhou-3 [CN] own @main.tf:5:23'],
    },
    {
      tf: 'provider "tencentcloud" {\n region = "ap-seoul"\n}\nresource "tencentcloud_tcr_instance" "r" {\n replications {\n  region_name = "ap-singapore"\n }\n}',
      at: 'tencentcloud_tcr_instance.r',
      kind: 'place',
      properties: place,
      is: ['ap-seoul [KR] own @main.tf:2:12 < provider.tencentcloud', 'ap-singapore [SG] copy @main.tf:6:18'],
    },
  ],
  'Huawei Cloud': [
    {
      tf: 'provider "huaweicloud" {\n region = "ap-southeast-3"\n}\nresource "huaweicloud_rds_cross_region_backup_strategy" "s" {\n destination_region = "cn-north-4"\n}',
      at: 'huaweicloud_rds_cross_region_backup_strategy.s',
      kind: 'place',
      properties: place,
      is: [
        'ap-southeast-3 [SG] own @main.tf:2:12 < provider.huaweicloud',
        'cn-north-4 [CN] copy @main.tf:5:24',
      ],
    },
  ],
  'IBM Cloud': [
    {
      tf: 'provider "ibm" {}\nresource "ibm_cos_bucket" "b" {\n region_location = "jp-osa"\n}',
      at: 'ibm_cos_bucket.b',
      kind: 'place',
      properties: place,
      is: ['jp-osa [JP] own @main.tf:3:21'],
    },
    {
      tf: 'provider "ibm" {}\nresource "ibm_cos_bucket" "b" {\n region_location = "jp-osa"\n kms_key_crn = "crn:v1:bluemix:public:kms:us-south:a/1:2:key:3"\n}',
      at: 'ibm_cos_bucket.b',
      kind: 'key',
      properties: key,
      is: ['named [US] @main.tf:4:17'],
    },
    {
      tf: 'provider "ibm" {}\nresource "ibm_cos_bucket" "b" {\n region_location = "eu-de"\n}',
      at: 'ibm_cos_bucket.b',
      kind: 'key',
      properties: ['state'],
      is: ['provider-managed '],
    },
  ],
  'NHN Cloud': [
    {
      tf: 'provider "nhncloud" {\n region = "KR1"\n}\nresource "nhncloud_blockstorage_volume_v2" "v" {\n region = "JP1"\n}',
      at: 'nhncloud_blockstorage_volume_v2.v',
      kind: 'place',
      properties: place,
      is: ['JP1 [JP] own @main.tf:5:12'],
    },
  ],
  KakaoCloud: [
    {
      tf: 'provider "kakaocloud" {}\nresource "kakaocloud_volume" "v" {\n availability_zone = "kr-central-2-a"\n}',
      at: 'kakaocloud_volume.v',
      kind: 'place',
      properties: place,
      is: ['kr-central-2-a [KR] own @main.tf:3:23'],
    },
  ],
  'Samsung Cloud Platform': [
    {
      tf: 'provider "samsungcloudplatformv2" {}\nresource "samsungcloudplatformv2_virtualserver_server" "s" {\n tags = { domestic-operator = "samsung-sds" }\n}',
      at: 'samsungcloudplatformv2_virtualserver_server.s',
      kind: 'tags',
      properties: tags,
      is: ['present samsung-sds @main.tf:3:32'],
    },
    {
      tf: 'provider "samsungcloudplatformv2" {}\nresource "samsungcloudplatformv2_virtualserver_server" "s" {}',
      at: 'samsungcloudplatformv2_virtualserver_server.s',
      kind: 'place',
      properties: place,
      is: [],
    },
  ],
  DigitalOcean: [
    {
      tf: 'provider "digitalocean" {}\nresource "digitalocean_spaces_bucket" "b" {}',
      at: 'digitalocean_spaces_bucket.b',
      kind: 'place',
      properties: [...place, 'defaulted'],
      is: ['nyc3 [US] own true '],
    },
    {
      tf: 'provider "digitalocean" {}\nresource "digitalocean_database_cluster" "a" {\n region = "fra1"\n}\nresource "digitalocean_database_replica" "r" {\n cluster_id = digitalocean_database_cluster.a.id\n region = "sgp1"\n}',
      at: 'digitalocean_database_replica.r',
      kind: 'place',
      properties: place,
      is: ['sgp1 [SG] copy @main.tf:7:12'],
    },
  ],
  'Hetzner Cloud': [
    {
      tf: 'provider "hcloud" {}\nresource "hcloud_server" "s" {\n datacenter = "ash-dc1"\n}\nresource "hcloud_volume" "v" {\n server_id = hcloud_server.s.id\n}',
      at: 'hcloud_volume.v',
      kind: 'place',
      properties: place,
      is: ['ash-dc1 [US] own @main.tf:3:16 < hcloud_server.s'],
    },
  ],
  OVHcloud: [
    {
      tf: 'provider "ovh" {\n endpoint = "ovh-eu"\n}\nresource "ovh_cloud_project_database" "d" {\n nodes {\n  region = "GRA"\n }\n backup_regions = ["BHS"]\n}',
      at: 'ovh_cloud_project_database.d',
      kind: 'place',
      properties: place,
      is: ['GRA [FR] own @main.tf:6:13', 'BHS [CA] copy @main.tf:8:21'],
    },
  ],
  Scaleway: [
    {
      tf: 'provider "scaleway" {\n region = "fr-par"\n zone = "fr-par-1"\n}\nresource "scaleway_instance_server" "s" {}\nresource "scaleway_object_bucket" "b" {\n region = "nl-ams"\n}',
      at: 'scaleway_instance_server.s',
      kind: 'place',
      properties: place,
      is: ['fr-par-1 [FR] own @main.tf:3:10 < provider.scaleway'],
    },
  ],
  Exoscale: [
    {
      tf: 'provider "exoscale" {}\nresource "exoscale_dbaas" "d" {\n zone = "ch-gva-2"\n}',
      at: 'exoscale_dbaas.d',
      kind: 'place',
      properties: place,
      is: ['ch-gva-2 [CH] own @main.tf:3:10'],
    },
  ],
  UpCloud: [
    {
      tf: 'provider "upcloud" {}\nresource "upcloud_server" "s" {\n zone = "sg-sin1"\n labels = { domestic-operator = "x" }\n}',
      at: 'upcloud_server.s',
      kind: 'place',
      properties: place,
      is: ['sg-sin1 [SG] own @main.tf:3:10'],
    },
  ],
  STACKIT: [
    {
      tf: 'provider "stackit" {\n default_region = "eu01"\n}\nresource "stackit_volume" "v" {\n availability_zone = var.zone\n}\nvariable "zone" {}',
      at: 'stackit_volume.v',
      kind: 'place',
      properties: place,
      is: ['eu01 [DE] own @main.tf:2:20 < provider.stackit'],
    },
  ],
  OUTSCALE: [
    {
      tf: 'provider "outscale" {\n api {\n  region = "eu-west-2"\n }\n}\nresource "outscale_snapshot" "s" {}',
      at: 'outscale_snapshot.s',
      kind: 'place',
      properties: place,
      is: ['eu-west-2 [FR] own @main.tf:3:13 < provider.outscale'],
    },
  ],
  'Yandex Cloud': [
    {
      tf: 'provider "yandex" {\n zone = "ru-central1-a"\n}\nresource "yandex_kms_symmetric_key" "k" {}\nresource "yandex_compute_disk" "d" {\n kms_key_id = yandex_kms_symmetric_key.k.id\n}',
      at: 'yandex_compute_disk.d',
      kind: 'key',
      properties: key,
      is: ['named [RU] @main.tf:6:15 < yandex_kms_symmetric_key.k < provider.yandex'],
    },
  ],
  'Akamai Cloud': [
    {
      tf: 'provider "linode" {}\nresource "linode_image" "i" {\n region = "jp-osa"\n replica_regions = ["us-east"]\n}',
      at: 'linode_image.i',
      kind: 'place',
      properties: place,
      is: ['jp-osa [JP] own @main.tf:3:12', 'us-east [US] copy @main.tf:4:22'],
    },
  ],
  Vultr: [
    {
      tf: 'provider "vultr" {}\nresource "vultr_block_storage" "b" {\n region = "icn"\n}',
      at: 'vultr_block_storage.b',
      kind: 'place',
      properties: place,
      is: ['icn [KR] own @main.tf:3:12'],
    },
  ],
  Vercel: [
    {
      tf: 'provider "vercel" {}\nresource "vercel_project" "p" {\n resource_config = {\n  function_default_regions = ["icn1", "iad1"]\n }\n}',
      at: 'vercel_project.p',
      kind: 'place',
      properties: place,
      is: ['icn1 [KR] own @main.tf:4:32', 'iad1 [US] own @main.tf:4:40'],
    },
  ],
  Cloudflare: [
    {
      tf: 'provider "cloudflare" {}\nresource "cloudflare_r2_bucket" "b" {\n location = "apac"\n jurisdiction = "default"\n}',
      at: 'cloudflare_r2_bucket.b',
      kind: 'place',
      properties: [...place, 'unbounded'],
      is: ['apac [] own true @main.tf:3:14'],
    },
    {
      tf: 'provider "cloudflare" {}\nresource "cloudflare_r2_bucket" "b" {\n location = "apac"\n jurisdiction = "fedramp"\n}',
      at: 'cloudflare_r2_bucket.b',
      kind: 'place',
      properties: place,
      is: ['fedramp [US] own @main.tf:4:18'],
    },
  ],
  'MongoDB Atlas': [
    {
      tf: 'provider "mongodbatlas" {}\nresource "mongodbatlas_advanced_cluster" "c" {\n replication_specs = [{\n  region_configs = [{\n   provider_name = "AWS"\n   region_name = "AP_NORTHEAST_2"\n  }, {\n   provider_name = "AZURE"\n   region_name = "EUROPE_WEST"\n  }]\n }]\n}',
      at: 'mongodbatlas_advanced_cluster.c',
      kind: 'place',
      properties: place,
      is: ['AP_NORTHEAST_2 [KR] own @main.tf:6:19', 'EUROPE_WEST [NL] own @main.tf:9:19'],
    },
    {
      tf: 'provider "mongodbatlas" {}\nresource "mongodbatlas_cloud_backup_schedule" "s" {\n copy_settings {\n  cloud_provider = "AWS"\n  region_name = "US_EAST_1"\n }\n}',
      at: 'mongodbatlas_cloud_backup_schedule.s',
      kind: 'place',
      properties: place,
      is: ['US_EAST_1 [US] copy @main.tf:5:18'],
    },
  ],
  'Open Telekom Cloud': [
    {
      tf: 'provider "opentelekomcloud" {\n auth_url = "https://iam.eu-de.otc.t-systems.com/v3"\n}\nresource "opentelekomcloud_kms_key_v1" "k" {}',
      at: 'opentelekomcloud_kms_key_v1.k',
      kind: 'place',
      properties: ['countries', 'unpinned'],
      is: ['? - @main.tf:2:14 < provider.opentelekomcloud'],
    },
    {
      tf: 'provider "opentelekomcloud" {\n region = "eu-nl"\n}\nresource "opentelekomcloud_evs_volume_v3" "v" {\n availability_zone = "eu-de-01"\n}',
      at: 'opentelekomcloud_evs_volume_v3.v',
      kind: 'place',
      properties: place,
      is: ['eu-de-01 [DE] own @main.tf:5:23'],
    },
  ],
  OpenStack: [
    {
      tf: 'provider "openstack" {\n auth_url = "https://iam.eu-de.otc.t-systems.com/v3"\n region = "eu-de"\n}',
      at: 'provider.openstack',
      kind: 'place',
      properties: place,
      is: ['iam.eu-de.otc.t-systems.com [DE] provider @main.tf:2:14'],
    },
  ],
  'Flow logs': [
    {
      tf: 'provider "azurerm" {\n features {}\n}\nresource "azurerm_network_watcher" "w" {\n name = "w"\n location = "eastus"\n}\nresource "azurerm_network_watcher_flow_log" "f" {\n network_watcher_name = azurerm_network_watcher.w.name\n target_resource_id = "/subscriptions/x"\n}',
      at: 'azurerm_network_watcher_flow_log.f',
      kind: 'place',
      properties: place,
      is: ['eastus [US] own @main.tf:6:14 < azurerm_network_watcher.w'],
    },
  ],
  'Security Lake': [
    {
      tf: 'provider "aws" {\n region = "ap-northeast-2"\n}\nresource "aws_securitylake_data_lake" "l" {\n configuration {\n  region = "ap-northeast-2"\n  replication_configuration {\n   regions = ["us-east-1"]\n  }\n }\n}',
      at: 'aws_securitylake_data_lake.l',
      kind: 'place',
      properties: place,
      is: ['ap-northeast-2 [KR] own @main.tf:6:13', 'us-east-1 [US] copy @main.tf:8:16'],
    },
  ],
  Snowflake: [
    {
      tf: 'provider "snowflake" {}\nresource "snowflake_account" "a" {\n region = "AWS_US_WEST_2"\n}',
      at: 'snowflake_account.a',
      kind: 'place',
      properties: place,
      is: ['AWS_US_WEST_2 [US] own @main.tf:3:12'],
    },
    {
      tf: 'provider "snowflake" {}\nresource "snowflake_account" "a" {\n region = "aws_ap_northeast_2"\n}',
      at: 'snowflake_account.a',
      kind: 'place',
      properties: place,
      is: ['aws_ap_northeast_2 [KR] own @main.tf:3:12'],
    },
  ],
  Databricks: [
    {
      tf: 'provider "databricks" {}\nresource "databricks_mws_workspaces" "w" {\n aws_region = "us-west-2"\n}',
      at: 'databricks_mws_workspaces.w',
      kind: 'place',
      properties: place,
      is: ['us-west-2 [US] own @main.tf:3:16'],
    },
  ],
};

for (const [platform, cases] of Object.entries(platforms)) {
  describe(platform, () => {
    for (const { tf, at, kind, properties, is } of cases) {
      it(`${kind} of ${at}: ${is.join(', ') || 'none'}`, () => {
        assert.deepEqual(scene({ 'main.tf': tf }).lines(at, kind, ...properties), is);
      });
    }
  });
}
