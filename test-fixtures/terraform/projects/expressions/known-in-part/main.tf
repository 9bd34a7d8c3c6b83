variable "site" {
  type = object({ name = string, contact = string })
}

locals {
  site = merge(var.site, { region = "us-east-1" })
  all = {
    open   = var.site.name
    closed = "eu-west-1"
  }
}

provider "aws" {
  region = local.site.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "closed" {
  region     = local.all.closed
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "open" {
  region     = local.all.open
  cidr_block = "10.0.0.0/16"
}
