variable "name" {
  type = string
}

resource "aws_sqs_queue" "this" {
  name              = var.name
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/ledger"
}
