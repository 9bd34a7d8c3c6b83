variable "zone" {}

variable "backup" {}

resource "aws_subnet" "a" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = var.zone
}

resource "aws_vpc" "backup" {
  region     = var.backup
  cidr_block = "10.1.0.0/16"
}
