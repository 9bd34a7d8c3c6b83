provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_s3_bucket" "media" {
  bucket = "media"
}

resource "aws_s3_bucket" "copy" {
  provider = aws.dr
  bucket   = "media-copy"
}

resource "aws_s3_bucket_replication_configuration" "media" {
  bucket = aws_s3_bucket.media.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.copy.arn
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "abroad" {
  provider = aws.dr
  bucket   = aws_s3_bucket.copy.id
  role     = "arn:aws:iam::111122223333:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.copy.arn
    }
  }
}
