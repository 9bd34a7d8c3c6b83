locals {
  rows = csvdecode(file("${path.module}/zones.csv"))
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_subnet" "zone" {
  count = length(local.rows)

  vpc_id            = "vpc-0a"
  cidr_block        = local.rows[count.index].cidr
  availability_zone = local.rows[count.index].zone
}
