variable "dr" {
  type = bool
}

provider "aws" {
  region = var.dr ? "us-west-2" : "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "half" {
  region     = var.dr ? "ap-northeast-1" : "ap-northeast-2"
  cidr_block = "10.1.0.0/16"
}
