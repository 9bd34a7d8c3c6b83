provider "aws" {
  region = "ap-northeast-2"
}

module "secret" {
  source = "./secret"
}

resource "aws_vpc" "main" {
  region     = module.secret.region
  cidr_block = "10.0.0.0/16"
}
