variable "region" {}

module "a" {
  source = "../a"
  region = "eu-west-1"
}

resource "aws_vpc" "b" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}
