variable "bucket" {
  type = string
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_s3_bucket" "perhaps" {
  bucket = "perhaps"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "some" {
  bucket = var.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
    }
  }
}

resource "aws_ebs_encryption_by_default" "account" {
  enabled = true
}

resource "aws_ebs_volume" "data" {
  availability_zone = "ap-northeast-2a"
  size              = 10
}
