provider "aws" {
  region = "us-east-1"
}

module "outer" {
  source  = "example/outer/aws"
  version = "1.0.0"
  zone    = "us-west-2a"
}

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = module.outer.zone
}

resource "aws_security_group" "a" {
  name   = "a"
  region = module.outer.region
}
