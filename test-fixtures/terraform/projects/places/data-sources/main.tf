provider "aws" {
  region = "ap-northeast-2"
}

data "aws_ami" "ubuntu" {
  region      = "us-east-1"
  most_recent = true
  owners      = ["099720109477"]
}

data "aws_vpc" "old" {
  region = "eu-west-1"
  id     = "vpc-0b"
}

resource "aws_vpc" "copy" {
  region     = data.aws_vpc.old.region
  cidr_block = data.aws_vpc.old.cidr_block
}
