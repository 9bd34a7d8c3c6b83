import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const PROVIDERS =
  'provider "aws" {\n  region = "ap-northeast-2"\n}\nprovider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\n';

const member = (type: string, name: string, provider: string, rest: string) =>
  `resource "${type}" "${name}" {\n  ${provider && `provider = aws.${provider}`}\n  ${rest}\n}\n`;
const group = (type: string, rest = '') => `resource "${type}" "g" {\n  ${rest}\n}\n`;
const joins = 'global_cluster_identifier = aws_rds_global_cluster.g.id';

interface Case {
  readonly it: string;
  readonly tf: string;
  readonly at: string;
  /** Copies: where they go, and where the original is. */
  readonly is: readonly string[];
}

const cases: readonly Case[] = [
  {
    it: 'a member abroad is a copy of those at home',
    tf:
      group('aws_rds_global_cluster') +
      member('aws_rds_cluster', 'a', '', `${joins}\n  master_username = "root"`) +
      member('aws_rds_cluster', 'b', 'us', joins),
    at: 'aws_rds_cluster.b',
    is: ['us-east-1 [US] [KR,US]'],
  },
  {
    it: 'the member that has the administrator is the original',
    tf:
      group('aws_rds_global_cluster') +
      member('aws_rds_cluster', 'a', 'us', `${joins}\n  master_username = "root"`) +
      member('aws_rds_cluster', 'b', '', joins),
    at: 'aws_rds_cluster.a',
    is: [],
  },
  {
    it: 'all members abroad have an original abroad',
    tf:
      group('aws_rds_global_cluster') +
      member('aws_rds_cluster', 'a', 'us', `${joins}\n  master_username = "root"`) +
      member('aws_rds_cluster', 'b', 'west', joins),
    at: 'aws_rds_cluster.b',
    is: ['us-west-2 [US] [US]'],
  },
  {
    it: 'the group may name its original',
    tf:
      group('aws_rds_global_cluster', 'source_db_cluster_identifier = aws_rds_cluster.a.arn') +
      member('aws_rds_cluster', 'a', '', 'master_username = "root"') +
      member('aws_rds_cluster', 'b', 'us', joins),
    at: 'aws_rds_cluster.b',
    is: ['us-east-1 [US] [KR]'],
  },
  {
    it: 'of a group that is not in the code nobody knows the original',
    tf: member('aws_docdb_cluster', 'b', 'us', 'global_cluster_identifier = "ledger"'),
    at: 'aws_docdb_cluster.b',
    is: ['us-east-1 [US] ?'],
  },
  {
    it: 'Neptune',
    tf:
      group('aws_neptune_global_cluster') +
      member('aws_neptune_cluster', 'a', '', 'global_cluster_identifier = aws_neptune_global_cluster.g.id') +
      member('aws_neptune_cluster', 'b', 'us', 'global_cluster_identifier = aws_neptune_global_cluster.g.id'),
    at: 'aws_neptune_cluster.b',
    is: ['us-east-1 [US] [KR,US]'],
  },
  {
    it: 'MemoryDB',
    tf:
      group('aws_memorydb_multi_region_cluster') +
      member(
        'aws_memorydb_cluster',
        'a',
        '',
        'multi_region_cluster_name = aws_memorydb_multi_region_cluster.g.multi_region_cluster_name',
      ) +
      member(
        'aws_memorydb_cluster',
        'b',
        'us',
        'multi_region_cluster_name = aws_memorydb_multi_region_cluster.g.multi_region_cluster_name',
      ),
    at: 'aws_memorydb_cluster.b',
    is: ['us-east-1 [US] [KR,US]'],
  },
  {
    it: 'ElastiCache names the original in the group',
    tf:
      group(
        'aws_elasticache_global_replication_group',
        'primary_replication_group_id = aws_elasticache_replication_group.a.id',
      ) +
      member('aws_elasticache_replication_group', 'a', '', '') +
      member(
        'aws_elasticache_replication_group',
        'b',
        'us',
        'global_replication_group_id = aws_elasticache_global_replication_group.g.global_replication_group_id',
      ),
    at: 'aws_elasticache_replication_group.b',
    is: ['us-east-1 [US] [KR]'],
  },
  {
    it: 'a Kafka replicator runs where its target is',
    tf:
      member('aws_msk_cluster', 'a', '', '') +
      member('aws_msk_cluster', 'b', 'us', '') +
      member(
        'aws_msk_replicator',
        'r',
        'us',
        'replication_info_list {\n    source_kafka_cluster_arn = aws_msk_cluster.a.arn\n    target_kafka_cluster_arn = aws_msk_cluster.b.arn\n  }',
      ),
    at: 'aws_msk_replicator.r',
    is: ['us-east-1 [US] [KR]'],
  },
  {
    it: 'DSQL names its peers',
    tf: member(
      'aws_dsql_cluster_peering',
      'p',
      '',
      'clusters = ["arn:aws:dsql:us-east-1:111122223333:cluster/x"]',
    ),
    at: 'aws_dsql_cluster_peering.p',
    is: ['us-east-1 [US] [KR]'],
  },
];

describe('copies within a group', () => {
  for (const { it: title, tf, at, is } of cases) {
    it(title, () => {
      const found = scene({ 'main.tf': PROVIDERS + tf })
        .lines(at, 'copy', 'place', 'countries', 'origin-countries')
        .map((line) => line.replace(/ @.*/, ''));
      assert.deepEqual(found, is);
    });
  }
});
