# The old provider was in us-east-1.
provider "aws" {
  region = "ap-northeast-2" // not "us-west-2"
}

/*
resource "aws_vpc" "old" {
  region = "us-east-1"
}
*/

locals {
  # A catalogue that nothing uses.
  short_names = {
    "us-east-1"      = "use1"
    "eu-west-1"      = "euw1"
    "ap-northeast-2" = "apne2"
  }
  unused = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  tags = {
    Name        = "vpc-${local.short_names["ap-northeast-2"]}"
    Description = "moved from us-east-1"
    Recovery    = "us-west-2"
  }
}

resource "aws_iam_role" "flow" {
  name        = "flow"
  description = "Writes to us-east-1"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "logs.us-east-1.amazonaws.com" }
    }]
  })
}

output "legacy_region" {
  value = "us-east-1"
}
