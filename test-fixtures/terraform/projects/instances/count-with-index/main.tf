variable "zones" {
  default = ["ap-northeast-2a", "ap-northeast-2c", "us-east-1a", "us-east-1b"]
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_subnet" "first" {
  count = 3

  vpc_id            = "vpc-0a"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_subnet" "wrapped" {
  count = 5

  vpc_id            = "vpc-0a"
  cidr_block        = cidrsubnet("10.1.0.0/16", 8, count.index)
  availability_zone = element(slice(var.zones, 0, 2), count.index)
}
