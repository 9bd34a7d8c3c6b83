variable "copy" {
  type = bool
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_secretsmanager_secret" "token" {
  name       = "token"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

  dynamic "replica" {
    for_each = var.copy ? ["us-west-2"] : []

    content {
      region = replica.value
    }
  }

  dynamic "replica" {
    for_each = false ? ["eu-west-1"] : []

    content {
      region = replica.value
    }
  }
}
