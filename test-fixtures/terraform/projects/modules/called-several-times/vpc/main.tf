variable "region" {
  type = string
}

resource "aws_vpc" "main" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "main" {
  region = aws_vpc.main.region
  name   = "main"
  vpc_id = aws_vpc.main.id
}
