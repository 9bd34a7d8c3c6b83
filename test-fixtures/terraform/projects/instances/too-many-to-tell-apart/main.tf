locals {
  numbers = range(0, 1000000)
  pairs   = setproduct(range(0, 1000), range(0, 1000))
  names = {
    for pair in setproduct(range(0, 40), range(0, 30)) :
    "site-${pair[0]}-${pair[1]}" => pair[0] == 7 && pair[1] == 7 ? "us-east-1" : "ap-northeast-2"
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "many" {
  for_each = local.names

  region     = each.value
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "numbered" {
  count = 1000000

  region     = count.index == 7 ? "eu-west-1" : "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "paired" {
  for_each = { for pair in local.pairs : "${pair[0]}-${pair[1]}" => pair }

  region     = each.value[0] == 7 ? "us-west-1" : "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "last" {
  region     = "region-${local.numbers[999999]}"
  cidr_block = "10.0.0.0/16"
}
