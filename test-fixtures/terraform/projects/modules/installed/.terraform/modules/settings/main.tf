variable "echo" {
  default = "eu-west-1"
}

output "dr_region" {
  value = "us-west-2"
}

output "echo" {
  value = var.echo
}

resource "aws_vpc" "inside" {
  region     = "us-east-1"
  cidr_block = "10.0.0.0/16"
}
