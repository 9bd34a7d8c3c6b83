variable "replica_regions" {
  type    = list(string)
  default = ["ap-northeast-2", "us-west-2"]
}

variable "more" {
  type = map(object({ region = string }))
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_secretsmanager_secret" "token" {
  name       = "token"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

  dynamic "replica" {
    for_each = toset(var.replica_regions)
    iterator = copy

    content {
      region = copy.key
    }
  }

  dynamic "replica" {
    for_each = { for name, one in { tokyo = { region = "ap-northeast-1" } } : name => one }

    content {
      region = replica.value.region
    }
  }
}

resource "aws_secretsmanager_secret" "open" {
  name       = "open"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

  dynamic "replica" {
    for_each = var.more

    content {
      region = replica.value.region
    }
  }
}
