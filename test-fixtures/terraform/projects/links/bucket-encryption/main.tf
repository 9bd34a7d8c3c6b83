provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_kms_key" "far" {
  provider = aws.dr
}

resource "aws_s3_bucket" "encrypted" {
  bucket = "encrypted"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encrypted" {
  bucket = aws_s3_bucket.encrypted.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.far.arn
    }
  }
}

resource "aws_s3_bucket" "plain" {
  bucket = "plain"
}
