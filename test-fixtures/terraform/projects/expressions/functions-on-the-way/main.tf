locals {
  codes  = zipmap(["near", "far"], split(",", "ap-northeast-2, us-west-2"))
  groups = transpose({ "eu-west-1" = ["lab"], "ap-northeast-2" = ["shop"] })
  arn    = "arn:aws:sns:us-east-2:111122223333:events"
  rows   = [for pair in setproduct(["a", "b"], ["eu-west-3"]) : "${pair[1]}${pair[0]}"]
  nested = { eu = { main = ["eu-central-1"] } }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "split" {
  region     = trimspace(local.codes["far"])
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "transposed" {
  region     = one(local.groups["lab"])
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "matched" {
  region     = regex("^arn:aws:[a-z]+:(?P<region>[^:]+):", local.arn).region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "element" {
  region     = element(split(":", local.arn), 3)
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "product" {
  for_each = toset(local.rows)

  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = each.key
}

resource "aws_vpc" "deep" {
  region     = element(flatten(values(local.nested["eu"])), 0)
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "distinct" {
  region     = tolist(setsubtract(["ap-northeast-2", "ca-central-1"], ["ap-northeast-2"]))[0]
  cidr_block = "10.0.0.0/16"
}
