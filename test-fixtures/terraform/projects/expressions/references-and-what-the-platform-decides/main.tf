provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 0)
  availability_zone = "us-west-2a"
}

resource "aws_subnet" "same_zone" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = aws_subnet.a.availability_zone
}

resource "aws_vpc" "by_attribute" {
  region     = aws_vpc.main.region
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc" "by_arn" {
  region     = split(":", aws_vpc.main.arn)[3]
  cidr_block = "10.2.0.0/16"
}

resource "aws_vpc" "undeclared" {
  region     = aws_vpc.missing.region
  cidr_block = "10.3.0.0/16"
}
