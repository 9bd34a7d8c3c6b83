variable "name" {
  type = string
}

variable "replica" {
  type    = string
  default = "eu-west-1"
}

resource "aws_dynamodb_table" "this" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/ledger"
  }

  dynamic "replica" {
    for_each = var.replica == null ? [] : [var.replica]
    content {
      region_name = replica.value
    }
  }
}
