variable "abroad" {
  type = bool
}

locals {
  region = var.abroad ? "us-east-1" : "ap-northeast-2"
  zone   = var.abroad ? "${local.region}a" : "${local.region}b"
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = local.zone
}

resource "aws_vpc" "abroad" {
  count = var.abroad ? 0 : 1

  region     = local.region
  cidr_block = "10.0.0.0/16"
}
