provider "aws" {
  alias  = "far"
  region = "us-west-2"
}

resource "aws_vpc" "far" {
  provider   = aws.far
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "near" {
  cidr_block = "10.0.0.0/16"
}
