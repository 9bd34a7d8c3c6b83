variable "enabled" {
  type = bool
}

variable "replicas" {
  type = number
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "perhaps" {
  count = var.enabled ? 1 : 0

  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "some" {
  count = var.replicas

  region     = "us-east-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "at_least_one" {
  count = var.enabled ? 3 : 1

  region     = "us-west-1"
  cidr_block = "10.0.0.0/16"
}

module "perhaps" {
  source = "./vpc"
  count  = var.enabled ? 1 : 0
}
