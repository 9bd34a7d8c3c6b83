variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_sqs_queue" "jobs" {
  name              = "jobs"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  tags              = merge({ Name = "jobs" }, var.tags)
}
