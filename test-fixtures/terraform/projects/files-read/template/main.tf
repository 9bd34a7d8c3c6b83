variable "region" {
  default = "us-west-2"
}

locals {
  plan = yamldecode(templatefile("${path.module}/plan.yaml.tftpl", {
    region = var.region
    names  = ["near", "far"]
  }))
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "main" {
  for_each = local.plan.networks

  region     = each.value.region
  cidr_block = each.value.cidr
}

resource "aws_vpc" "fixed" {
  region     = local.plan.fixed
  cidr_block = "10.9.0.0/16"
}
