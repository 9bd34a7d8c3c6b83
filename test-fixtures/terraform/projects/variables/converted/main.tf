variable "dr" {
  type    = bool
  default = "true"
}

variable "zones" {
  type    = set(string)
  default = ["us-west-2a", "us-west-2a", "ap-northeast-2a"]
}

variable "copies" {
  type    = number
  default = "0"
}

provider "aws" {
  region = var.dr ? "us-west-2" : "eu-west-1"
}

resource "aws_subnet" "zone" {
  for_each = var.zones

  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = each.key
}

resource "aws_vpc" "copy" {
  count = var.copies

  region     = "eu-west-2"
  cidr_block = "10.0.0.0/16"
}
