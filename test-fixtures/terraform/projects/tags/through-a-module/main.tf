provider "aws" {
  region = "ap-northeast-2"
}

module "tagged" {
  source = "./queue"
  tags   = { domestic-operator = "kt-cloud" }
}

module "foreign" {
  source = "./queue"
  tags   = { domestic-operator = "aws" }
}
