locals {
  enabled = false
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "by_count" {
  count = local.enabled ? 1 : 0

  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "by_each" {
  for_each = toset([])

  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "by_filter" {
  for_each = { for name, on in { a = false } : name => name if on }

  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}

module "none" {
  source = "./vpc"
  count  = 0
}
