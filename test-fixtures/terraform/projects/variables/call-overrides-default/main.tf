provider "aws" {
  region = "ap-northeast-2"
}

module "a" {
  source = "./vpc"
  region = "ap-northeast-2"
}

module "b" {
  source = "./vpc"
  region = "ap-northeast-2"
  backup = "us-west-1"
}
