variable "large" {
  type = bool
}

locals {
  big   = { region = "us-east-1", cidr = "10.0.0.0/8" }
  small = { region = "us-east-1", cidr = "10.0.0.0/16" }
  size  = var.large ? local.big : local.small
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "main" {
  region     = local.size.region
  cidr_block = local.size.cidr
}
