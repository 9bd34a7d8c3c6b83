variable "region" {}

variable "name" {}

resource "aws_vpc" "main" {
  region     = var.region
  cidr_block = "10.0.0.0/16"

  tags = {
    Name = var.name
  }
}

output "region" {
  value = aws_vpc.main.region
}
