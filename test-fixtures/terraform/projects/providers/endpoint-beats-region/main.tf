provider "aws" {
  alias  = "ncp"
  region = "us-east-1"

  skip_region_validation      = true
  skip_credentials_validation = true

  endpoints {
    s3 = "https://kr.object.ncloudstorage.com"
  }
}

resource "aws_s3_bucket" "media" {
  provider = aws.ncp
  bucket   = "media"
}
