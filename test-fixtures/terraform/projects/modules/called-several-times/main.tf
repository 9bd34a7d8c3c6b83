provider "aws" {
  region = "ap-northeast-2"
}

module "seoul" {
  source = "./vpc"
  region = "ap-northeast-2"
}

module "oregon" {
  source = "./vpc"
  region = "us-west-2"
}

module "dublin" {
  source = "./vpc"
  region = "eu-west-1"
}
