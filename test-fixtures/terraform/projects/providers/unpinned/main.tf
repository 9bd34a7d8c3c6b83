provider "aws" {
  profile = "default"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "stated" {
  region     = "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}
