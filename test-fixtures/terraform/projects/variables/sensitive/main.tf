variable "region" {
  sensitive = true
  default   = "us-east-1"
}

locals {
  zone = nonsensitive("eu-west-1")
  kept = sensitive("eu-west-2")
}

provider "aws" {
  region = var.region
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  region     = local.zone
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "c" {
  region     = local.kept
  cidr_block = "10.0.0.0/16"
}
