locals {
  regions = {
    default = "us-east-1"
    prod    = "ap-northeast-2"
  }
}

provider "aws" {
  region = local.regions[terraform.workspace]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "lab" {
  count = terraform.workspace == "prod" ? 0 : 1

  region     = terraform.workspace == "prod" ? "eu-west-1" : "eu-west-2"
  cidr_block = "10.0.0.0/16"
}
