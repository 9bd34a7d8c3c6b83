import assert from 'node:assert/strict';
import { copy, key, needs, place, type RowCase, told } from './rows.testing';

const PROVIDERS =
  'provider "aws" {\n  region = "ap-northeast-2"\n}\nprovider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n';
const BUCKET = 'resource "aws_s3_bucket" "us" {\n  provider = aws.us\n}\n';

const cases: readonly RowCase[] = [
  {
    it: 'follows a transfer from location to location',
    tf: `${BUCKET}resource "aws_s3_bucket" "kr" {}\nresource "aws_datasync_location_s3" "from" {\n  s3_bucket_arn = aws_s3_bucket.kr.arn\n}\nresource "aws_datasync_location_s3" "to" {\n  s3_bucket_arn = aws_s3_bucket.us.arn\n}\nresource "aws_datasync_task" "t" {\n  source_location_arn = aws_datasync_location_s3.from.arn\n  destination_location_arn = aws_datasync_location_s3.to.arn\n}`,
    at: 'aws_datasync_task.t',
    ...copy,
    is: ['us-east-1 [KR]'],
  },
  {
    it: 'follows a bucket inside an address',
    tf: `${BUCKET}resource "aws_emr_cluster" "c" {\n  log_uri = "s3://\${aws_s3_bucket.us.id}/logs/"\n}`,
    at: 'aws_emr_cluster.c',
    ...copy,
    is: ['us-east-1 [KR]'],
  },
  {
    it: 'follows only those subscribers that keep what they get',
    tf: 'resource "aws_sns_topic" "t" {}\nresource "aws_sns_topic_subscription" "q" {\n  topic_arn = aws_sns_topic.t.arn\n  protocol = "sqs"\n  endpoint = "arn:aws:sqs:us-east-1:111122223333:q"\n}\nresource "aws_sns_topic_subscription" "m" {\n  topic_arn = aws_sns_topic.t.arn\n  protocol = "email"\n  endpoint = "arn:aws:sqs:us-east-1:111122223333:q"\n}',
    at: 'aws_sns_topic_subscription.q',
    ...copy,
    is: ['us-east-1 [KR]'],
  },
  {
    it: 'follows no mail',
    tf: 'resource "aws_sns_topic_subscription" "m" {\n  protocol = "email"\n  endpoint = "a@example.com"\n}',
    at: 'aws_sns_topic_subscription.m',
    ...copy,
    is: [],
  },
  {
    it: 'follows the access logs of what has no place',
    tf: `${BUCKET}resource "aws_cloudfront_distribution" "d" {\n  logging_config {\n    bucket = aws_s3_bucket.us.bucket_domain_name\n  }\n}`,
    at: 'aws_cloudfront_distribution.d',
    ...copy,
    is: ['us-east-1 ?', '- -'],
  },
  {
    it: 'reads the target of a policy of logs',
    tf: 'resource "aws_cloudwatch_log_account_policy" "p" {\n  policy_type = "SUBSCRIPTION_FILTER_POLICY"\n  policy_document = jsonencode({ DestinationArn = "arn:aws:firehose:us-east-1:111122223333:deliverystream/d" })\n}',
    at: 'aws_cloudwatch_log_account_policy.p',
    ...copy,
    is: ['us-east-1 [KR]'],
  },
  {
    it: 'places what a part of it names beside it',
    tf: 'resource "aws_cognito_user_pool" "p" {\n  sms_configuration {\n    sns_region = "us-east-1"\n  }\n}',
    at: 'aws_cognito_user_pool.p',
    ...place,
    is: ['ap-northeast-2 own', 'us-east-1 own'],
  },
  {
    it: 'places artifacts of other regions as copies, and actions beside the pipeline',
    tf: 'resource "aws_codepipeline" "p" {\n  artifact_store {\n    location = "a"\n    region = "us-west-2"\n  }\n  stage {\n    action {\n      region = "eu-west-1"\n    }\n  }\n}',
    at: 'aws_codepipeline.p',
    ...place,
    is: ['ap-northeast-2 own', 'eu-west-1 own', 'us-west-2 copy'],
  },
  {
    it: 'knows where a connector goes that says nothing',
    tf: 'resource "aws_chime_voice_connector" "c" {}',
    at: 'aws_chime_voice_connector.c',
    kind: 'place',
    properties: ['value', 'defaulted'],
    is: ['us-east-1 true'],
  },
  {
    it: 'takes a facility for no place',
    tf: 'resource "aws_dx_connection" "c" {\n  location = "EqSe2"\n}',
    at: 'aws_dx_connection.c',
    ...place,
    is: ['ap-northeast-2 own'],
  },
  {
    it: 'replicates a directory',
    tf: 'resource "aws_directory_service_region" "r" {\n  region_name = "us-east-1"\n}',
    at: 'aws_directory_service_region.r',
    ...place,
    is: ['ap-northeast-2 own', 'us-east-1 copy'],
  },
  {
    it: 'takes the key that the service owns for the provider’s own',
    tf: 'resource "aws_neptunegraph_graph" "g" {\n  kms_key_identifier = "AWS_OWNED_KEY"\n}',
    at: 'aws_neptunegraph_graph.g',
    ...key,
    is: ['provider-managed'],
  },
  {
    it: 'knows that an archive is encrypted all the same',
    tf: 'resource "aws_cloudwatch_event_archive" "a" {}',
    at: 'aws_cloudwatch_event_archive.a',
    ...key,
    is: ['provider-managed'],
  },
  {
    it: 'passes the topic of an alarm that is only there',
    tf: 'resource "aws_sns_topic" "t" {\n  provider = aws.us\n}\nresource "aws_cloudwatch_metric_alarm" "a" {\n  provider = aws.us\n  namespace = "AWS/Billing"\n  alarm_actions = [aws_sns_topic.t.arn]\n}',
    at: 'aws_sns_topic.t',
    ...needs,
    is: ['true'],
  },
  {
    it: 'passes no topic of an alarm that may be anywhere',
    tf: 'resource "aws_sns_topic" "t" {\n  provider = aws.us\n}\nresource "aws_cloudwatch_metric_alarm" "a" {\n  provider = aws.us\n  namespace = "AWS/EC2"\n  alarm_actions = [aws_sns_topic.t.arn]\n}',
    at: 'aws_sns_topic.t',
    ...needs,
    is: ['false'],
  },
  {
    it: 'passes the log group of an edge firewall',
    tf: 'resource "aws_wafv2_web_acl" "w" {\n  provider = aws.us\n  scope = "CLOUDFRONT"\n}\nresource "aws_cloudwatch_log_group" "g" {\n  provider = aws.us\n}\nresource "aws_wafv2_web_acl_logging_configuration" "l" {\n  provider = aws.us\n  resource_arn = aws_wafv2_web_acl.w.arn\n  log_destination_configs = [aws_cloudwatch_log_group.g.arn]\n}',
    at: 'aws_cloudwatch_log_group.g',
    ...needs,
    is: ['true'],
  },
  {
    it: 'places a store of another operator by its host',
    tf: 'resource "aws_datasync_location_object_storage" "l" {\n  server_hostname = "kr.object.ncloudstorage.com"\n}\nresource "aws_datasync_location_object_storage" "f" {\n  server_hostname = "s3.fr-par.scw.cloud"\n}\nresource "aws_datasync_task" "t" {\n  source_location_arn = aws_datasync_location_object_storage.l.arn\n  destination_location_arn = aws_datasync_location_object_storage.f.arn\n}',
    at: 'aws_datasync_task.t',
    kind: 'copy',
    properties: ['countries', 'origin-countries'],
    is: ['[FR] [KR]'],
  },
  {
    it: 'takes the place of a source from what is written beside it',
    tf: 'resource "aws_ami_copy" "c" {\n  provider = aws.us\n  source_ami_id = "ami-1"\n  source_ami_region = "us-west-1"\n}',
    at: 'aws_ami_copy.c',
    ...copy,
    is: ['us-east-1 [US]'],
  },
  {
    it: 'judges what Cloud Control makes by the template’s row',
    tf: 'provider "awscc" {\n  region = "us-west-2"\n}\nresource "awscc_secretsmanager_secret" "s" {\n  replica_regions = [{ region = "eu-west-1" }]\n}',
    at: 'awscc_secretsmanager_secret.s',
    ...place,
    is: ['us-west-2 own', 'eu-west-1 copy'],
  },
  {
    it: 'judges the key of what Cloud Control makes',
    tf: 'provider "awscc" {\n  region = "ap-northeast-2"\n}\nresource "awscc_s3_bucket" "b" {\n  bucket_encryption = {\n    server_side_encryption_configuration = [{ server_side_encryption_by_default = { sse_algorithm = "AES256" } }]\n  }\n}',
    at: 'awscc_s3_bucket.b',
    ...key,
    is: ['provider-managed'],
  },
  {
    it: 'follows a global database of Cloud Control to its members',
    tf: 'provider "awscc" {\n  region = "ap-northeast-2"\n}\nresource "awscc_rds_global_cluster" "g" {}\nresource "awscc_rds_db_cluster" "a" {\n  global_cluster_identifier = awscc_rds_global_cluster.g.id\n}',
    at: 'awscc_rds_global_cluster.g',
    ...place,
    is: ['ap-northeast-2 own'],
  },
];

describe('facets of Amazon Web Services’ types', () => {
  for (const one of cases) it(one.it, () => assert.deepEqual(told(PROVIDERS, one), one.is));
});
