variable "regions" {
  type    = set(string)
  default = ["ap-northeast-2", "us-west-2", "eu-west-1"]
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "main" {
  for_each = var.regions

  region     = each.key
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  for_each = aws_vpc.main

  region     = each.value.region
  vpc_id     = each.value.id
  cidr_block = "10.0.0.0/24"
}
