terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.copy]
    }
  }
}

# 전자영수증: 5년 보관
resource "aws_s3_bucket" "receipts" {
  bucket = "${var.prefix}-receipts"
}

resource "aws_s3_bucket_versioning" "receipts" {
  bucket = aws_s3_bucket.receipts.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "receipts" {
  bucket = aws_s3_bucket.receipts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket" "receipts_copy" {
  provider = aws.copy
  bucket   = "${var.prefix}-receipts-copy"
}

resource "aws_s3_bucket_replication_configuration" "receipts" {
  depends_on = [aws_s3_bucket_versioning.receipts]

  bucket = aws_s3_bucket.receipts.id
  role   = var.replication_role_arn

  rule {
    id     = "receipts"
    status = "Enabled"

    destination {
      bucket        = aws_s3_bucket.receipts_copy.arn
      storage_class = "STANDARD_IA"
    }
  }
}

# 가맹점 정산 명세서
resource "aws_s3_bucket" "statements" {
  bucket = "${var.prefix}-statements"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "statements" {
  bucket = aws_s3_bucket.statements.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket" "access_logs" {
  region = var.log_region
  bucket = "${var.prefix}-access-logs"
}
