resource "aws_vpc" "main" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "backup" {
  region     = var.backup
  cidr_block = "10.1.0.0/16"
}
