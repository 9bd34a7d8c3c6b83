provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "new" {
  cidr_block = "10.0.0.0/16"
}

moved {
  from = aws_vpc.old
  to   = aws_vpc.new
}

import {
  to = aws_vpc.new
  id = "us-east-1/vpc-0a"
}

import {
  for_each = { a = "us-west-2" }
  to       = aws_vpc.imported[each.key]
  id       = each.value
}

resource "aws_vpc" "imported" {
  for_each   = toset(["a"])
  cidr_block = "10.1.0.0/16"
}

removed {
  from = aws_vpc.gone

  lifecycle {
    destroy = false
  }
}

check "site" {
  data "http" "site" {
    url = "https://us-east-1.console.aws.amazon.com"
  }

  assert {
    condition     = data.http.site.status_code == 200
    error_message = "us-east-1 is down"
  }
}
