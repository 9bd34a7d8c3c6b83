provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

module "vpc" {
  source = "./vpc"
}

resource "aws_vpc" "far" {
  provider   = aws.dr
  cidr_block = "10.0.0.0/16"
}
