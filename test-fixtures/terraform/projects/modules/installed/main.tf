provider "aws" {
  region = "ap-northeast-2"
}

module "settings" {
  source  = "example/settings/aws"
  version = "1.2.0"
}

resource "aws_vpc" "main" {
  region     = module.settings.dr_region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "handed_back" {
  region     = module.settings.echo
  cidr_block = "10.0.0.0/16"
}
