terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.requester, aws.accepter]
    }
  }
}

resource "aws_vpc" "requester" {
  provider   = aws.requester
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "accepter" {
  provider   = aws.accepter
  cidr_block = "10.1.0.0/16"
}
