locals {
  networks = {
    ap-northeast-2 = { cidr = "10.0.0.0/16" }
    us-west-2      = { cidr = "10.1.0.0/16" }
    "eu-west-1"    = { cidr = "10.2.0.0/16" }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "main" {
  for_each = local.networks

  region     = each.key
  cidr_block = each.value.cidr
}

resource "aws_vpc" "far" {
  for_each = { for region, network in local.networks : region => network if !startswith(region, "ap-") }

  region     = each.key
  cidr_block = each.value.cidr
}
