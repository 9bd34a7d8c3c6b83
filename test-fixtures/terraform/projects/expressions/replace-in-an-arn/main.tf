variable "key_arn" {
  default = "arn:aws:kms:us-east-1:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
}

locals {
  region = "ap-northeast-2"
}

provider "aws" {
  region = local.region
}

resource "aws_sns_topic" "events" {
  name              = "events"
  kms_master_key_id = replace(var.key_arn, "us-east-1", local.region)

  tags = {
    domestic-operator = "kt-cloud"
  }
}
