provider "aws" {
  region = local.region
}

locals {
  region = "us-east-1"
  zone   = "${local.region}a"
}

variable "backup" {
  type    = string
  default = "eu-west-1"
}

module "network" {
  source = "./network"
  zone   = local.zone
  backup = var.backup
}
