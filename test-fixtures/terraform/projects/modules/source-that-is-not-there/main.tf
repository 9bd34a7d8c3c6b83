provider "aws" {
  region = "ap-northeast-2"
}

module "gone" {
  source = "../gone"
  region = "us-east-1"
}

resource "aws_vpc" "main" {
  region     = module.gone.region
  cidr_block = "10.0.0.0/16"
}
