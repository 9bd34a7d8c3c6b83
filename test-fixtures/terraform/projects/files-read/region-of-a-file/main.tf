locals {
  region = trimspace(file("${path.module}/region.txt"))
}

provider "aws" {
  region = local.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
