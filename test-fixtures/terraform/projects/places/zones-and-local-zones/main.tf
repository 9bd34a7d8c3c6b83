provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_subnet" "home" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "ap-northeast-2c"
}

resource "aws_subnet" "taipei" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.1.0/24"
  availability_zone = "ap-northeast-1-tpe-1a"
}

resource "aws_subnet" "by_id" {
  vpc_id               = "vpc-0a"
  cidr_block           = "10.0.2.0/24"
  availability_zone_id = "use1-az4"
}

resource "aws_subnet" "wavelength" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.3.0/24"
  availability_zone = "us-east-1-wl1-bos-wlz-1"
}
