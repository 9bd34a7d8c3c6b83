variable "tags" {
  type = map(string)
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_sqs_queue" "certain" {
  name              = "certain"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge(var.tags, { domestic-operator = "kt-cloud" })
}

resource "aws_sqs_queue" "may_be_replaced" {
  name              = "replaced"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge({ domestic-operator = "kt-cloud" }, var.tags)
}

resource "aws_sqs_queue" "may_have" {
  name              = "may-have"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge(var.tags, { Name = "jobs" })
}

resource "aws_sqs_queue" "lacks" {
  name              = "lacks"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge({ Team = "shop" }, { Name = "jobs" })
}

resource "aws_sqs_queue" "taken_away" {
  name              = "taken-away"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge({ domestic-operator = "kt-cloud" }, { domestic-operator = null })
}
