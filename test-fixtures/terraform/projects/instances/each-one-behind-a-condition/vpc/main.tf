variable "region" {}

resource "aws_vpc" "main" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}
