provider "aws" {
  region = "us-east-1"
}

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "us-east-1a"
}
