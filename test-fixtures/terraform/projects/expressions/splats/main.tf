locals {
  sites = [{ region = "ap-northeast-2" }, { region = "us-west-2" }]
  one   = { region = "eu-west-1" }
  none  = null
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "full" {
  count = length(local.sites)

  region     = (local.sites[*].region)[count.index]
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "attribute" {
  region     = local.sites.*.region[1]
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "of_one" {
  for_each = toset(local.one[*].region)

  region     = each.key
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "of_null" {
  for_each = toset(local.none[*])

  region     = "eu-west-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "again" {
  region     = aws_vpc.full.*.region[1]
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "refused" {
  region     = local.sites[*].region[1]
  cidr_block = "10.0.0.0/16"
}
