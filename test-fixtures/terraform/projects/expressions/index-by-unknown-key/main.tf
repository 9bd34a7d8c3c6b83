variable "environment" {
  type = string
}

locals {
  regions = {
    prod = "ap-northeast-2"
    dev  = "us-east-1"
    test = "us-east-2"
  }
}

provider "aws" {
  region = local.regions[var.environment]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "looked_up" {
  region     = lookup(local.regions, var.environment, "eu-west-1")
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "known" {
  region     = local.regions["prod"]
  cidr_block = "10.0.0.0/16"
}
