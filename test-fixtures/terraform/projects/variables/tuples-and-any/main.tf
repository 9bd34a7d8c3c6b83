variable "pair" {
  type    = tuple([string, string])
  default = ["ap-northeast-2", "us-west-2"]
}

variable "anything" {
  type    = any
  default = { regions = { far = "eu-west-1" } }
}

variable "nested" {
  type    = list(map(string))
  default = [{ region = "eu-west-2" }]
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "pair" {
  region     = var.pair[1]
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "anything" {
  region     = var.anything.regions.far
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "nested" {
  region     = var.nested[0]["region"]
  cidr_block = "10.0.0.0/16"
}
