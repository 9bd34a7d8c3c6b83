locals {
  sites = {
    seoul  = "ap-northeast-2"
    oregon = "us-west-2"
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

module "site" {
  source   = "./site"
  for_each = local.sites
  region   = each.value
  name     = each.key
}

resource "aws_security_group" "at_oregon" {
  region = module.site["oregon"].region
  name   = "oregon"
}

resource "aws_security_group" "at_seoul" {
  region = module.site["seoul"].region
  name   = "seoul"
}

resource "aws_security_group" "at_all" {
  for_each = module.site

  region = each.value.region
  name   = each.key
}
