locals {
  site = { name = "oregon", region = "us-west-2" }
}

provider "aws" {
  region = try(local.site.place, local.site.region, "eu-west-1")
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "can" {
  region     = can(local.site.place) ? "eu-west-2" : "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "first" {
  region     = try(cidrhost("no network", 1), tonumber("x"), "eu-west-3")
  cidr_block = "10.0.0.0/16"
}
