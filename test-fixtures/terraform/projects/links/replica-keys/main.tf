provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_kms_key" "main" {
  multi_region = true
}

resource "aws_kms_replica_key" "far" {
  provider        = aws.dr
  primary_key_arn = aws_kms_key.main.arn
}
