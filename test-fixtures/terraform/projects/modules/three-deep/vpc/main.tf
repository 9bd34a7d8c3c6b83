variable "place" {
  type = string
}

resource "aws_vpc" "main" {
  region     = var.place
  cidr_block = "10.0.0.0/16"
}
