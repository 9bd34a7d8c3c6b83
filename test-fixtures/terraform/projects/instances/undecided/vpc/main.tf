resource "aws_vpc" "main" {
  region     = "us-west-2"
  cidr_block = "10.0.0.0/16"
}
