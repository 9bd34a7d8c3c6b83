variable "environment" {
  type = string
}

locals {
  region = var.environment == "prod" ? "ap-northeast-2" : "us-east-1"
}

provider "aws" {
  region = local.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
