variable "region" {
  type     = string
  default  = "us-east-1"
  nullable = false
}

variable "fallback" {
  type    = string
  default = "us-east-2"
}

resource "aws_vpc" "a" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  region     = var.fallback
  cidr_block = "10.0.0.0/16"
}
