variable "region" {}

module "b" {
  source = "../b"
  region = var.region
}

resource "aws_vpc" "a" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}
