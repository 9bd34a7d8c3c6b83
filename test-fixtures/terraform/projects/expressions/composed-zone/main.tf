variable "region" {
  default = "us-east-1"
}

locals {
  letters = ["a", "c"]
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_subnet" "template" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "${var.region}${local.letters[0]}"
}

resource "aws_subnet" "format" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.1.0/24"
  availability_zone = format("%s%s", var.region, local.letters[1])
}

resource "aws_subnet" "join" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.2.0/24"
  availability_zone = join("-", ["us", "west", "2a"])
}
