provider "aws" {
  region = "ap-northeast-2"
}

module "vpc" {
  source = "./vpc"
}
