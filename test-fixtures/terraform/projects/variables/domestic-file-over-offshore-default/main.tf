variable "region" {
  description = "Such as us-east-1."
  default     = "us-east-1"
}

provider "aws" {
  region = var.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
