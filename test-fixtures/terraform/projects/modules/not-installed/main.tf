provider "aws" {
  region = "ap-northeast-2"
}

module "settings" {
  source  = "example/settings/aws"
  version = "1.2.0"
  region  = "us-east-1"
}

module "from_git" {
  source = "git::https://git.example.co.kr/modules/settings.git?ref=v3"
}

resource "aws_vpc" "registry" {
  region     = module.settings.dr_region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "git" {
  region     = module.from_git.region
  cidr_block = "10.0.0.0/16"
}
