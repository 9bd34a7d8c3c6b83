provider "aws" {
  region = "ap-northeast-2"
}

module "a" {
  source = "./a"
  region = "us-west-2"
}

locals {
  first  = local.second
  second = local.first
}

resource "aws_vpc" "round" {
  region     = local.first
  cidr_block = "10.0.0.0/16"
}
