variable "name" {
  type = string
}

variable "extra" {
  type = list(string)
}

variable "create" {
  type = bool
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "by_prefix" {
  count = startswith("shop-${var.name}", "shop-") ? 1 : 0

  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "never" {
  count = "shop-${var.name}" == "web" ? 1 : 0

  region     = "us-east-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "or" {
  count = var.create || true ? 1 : 0

  region     = "us-west-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "and" {
  count = var.create && false ? 1 : 0

  region     = "us-west-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "first" {
  region     = concat(["eu-west-1"], var.extra)[0]
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "many" {
  for_each = toset(concat(["eu-west-2"], var.extra))

  region     = each.key
  cidr_block = "10.0.0.0/16"
}
