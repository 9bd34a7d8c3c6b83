locals {
  region = "ap-northeast-2"
}

variable "backup" {
  default = "ap-northeast-2"
}

module "network" {
  backup = "eu-west-2"
}
