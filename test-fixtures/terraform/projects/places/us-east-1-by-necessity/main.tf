provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}

provider "aws" {
  alias  = "mixed"
  region = "us-east-1"
}

resource "aws_acm_certificate" "site" {
  provider          = aws.edge
  domain_name       = "shop.example.co.kr"
  validation_method = "DNS"
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true

  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.site.arn
    ssl_support_method  = "sni-only"
  }
}

resource "aws_wafv2_web_acl" "site" {
  provider = aws.edge
  name     = "site"
  scope    = "CLOUDFRONT"
}

resource "aws_vpc" "left_over" {
  provider   = aws.mixed
  cidr_block = "10.0.0.0/16"
}
