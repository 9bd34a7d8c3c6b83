variable "regions" {
  type = list(string)
}

variable "backup" {
  default = "us-east-1"
}

resource "aws_vpc" "main" {
  for_each = toset(var.regions)

  region     = each.key
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "backup" {
  region     = var.backup
  cidr_block = "10.1.0.0/16"
}
