provider "aws" {
  alias = "main"
}

resource "aws_vpc" "main" {
  provider   = aws.main
  cidr_block = "10.0.0.0/16"
}
