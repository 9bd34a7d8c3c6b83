provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "home" {
  region     = "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "away" {
  region     = "eu-west-1"
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc" "inherits" {
  region     = null
  cidr_block = "10.2.0.0/16"
}
