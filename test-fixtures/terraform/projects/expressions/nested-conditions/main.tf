variable "stage" {
  type = string
}

variable "abroad" {
  type    = bool
  default = false
}

locals {
  region = (
    var.stage == "prod" ? "ap-northeast-2" :
    var.stage == "stage" ? "ap-northeast-1" :
    var.abroad ? "us-east-1" : "eu-west-1"
  )
}

provider "aws" {
  region = local.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "prod" {
  count = var.stage == "prod" ? 1 : 0

  region     = local.region
  cidr_block = "10.0.0.0/16"
}
