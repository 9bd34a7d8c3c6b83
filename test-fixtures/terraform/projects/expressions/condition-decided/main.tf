locals {
  environment = "prod"
  is_prod     = local.environment == "prod" && !contains(["dev", "test"], local.environment)
}

provider "aws" {
  region = local.is_prod ? "ap-northeast-2" : "us-east-1"
}

resource "aws_vpc" "main" {
  region     = length(local.environment) >= 5 || local.environment != "prod" ? "eu-west-1" : null
  cidr_block = "10.0.0.0/16"
}
