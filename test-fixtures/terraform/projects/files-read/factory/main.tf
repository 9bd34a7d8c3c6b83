locals {
  folder = "${path.module}/sites"
  sites = {
    for name in fileset(local.folder, "*.json") :
    trimsuffix(name, ".json") => jsondecode(file("${local.folder}/${name}"))
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "site" {
  for_each = local.sites

  region     = each.value.region
  cidr_block = each.value.cidr
}
