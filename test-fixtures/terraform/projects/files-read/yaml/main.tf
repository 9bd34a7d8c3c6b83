locals {
  config = yamldecode(file("${path.module}/config/network.yaml"))
}

provider "aws" {
  region = local.config.home.region
}

resource "aws_vpc" "site" {
  for_each = { for site in local.config.sites : site.name => site }

  region     = each.value.region
  cidr_block = each.value.cidr
}
