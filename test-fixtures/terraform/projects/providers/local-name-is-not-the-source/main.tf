terraform {
  required_providers {
    amazon = {
      source = "hashicorp/aws"
    }
    aws = {
      source = "example.com/acme/aws-like"
    }
  }
}

provider "amazon" {
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  provider   = amazon
  cidr_block = "10.0.0.0/16"
}

module "child" {
  source = "./child"

  providers = {
    aws = amazon
  }
}
