provider "aws" {
  region = "ap-northeast-2"
}

module "takes_default" {
  source = "./vpc"
  region = null
}

module "takes_null" {
  source   = "./vpc"
  fallback = null
}
