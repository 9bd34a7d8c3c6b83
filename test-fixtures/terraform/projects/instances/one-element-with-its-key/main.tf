locals {
  sites = {
    seoul  = { region = "ap-northeast-2", backup = true }
    oregon = { region = "us-west-2", backup = false }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "site" {
  for_each = local.sites

  region     = each.value.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "backup" {
  for_each = local.sites

  region     = each.value.backup ? each.value.region : "ap-northeast-2"
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "seoul" {
  vpc_id            = aws_vpc.site["seoul"].id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "${aws_vpc.site["seoul"].region}a"
}
