locals {
  sites = [
    { name = "seoul", region = "ap-northeast-2", kind = "office" },
    { name = "oregon", region = "us-west-2", kind = "lab" },
    { name = "dublin", region = "eu-west-1", kind = "lab" },
    { name = "paris", region = "eu-west-3", kind = "closed" },
  ]
  by_kind = { for site in local.sites : site.kind => site.region... }
  labs    = toset(flatten([for kind, regions in local.by_kind : regions if kind != "closed"]))
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "lab" {
  for_each = local.labs

  region     = each.key
  cidr_block = "10.0.0.0/16"
}
