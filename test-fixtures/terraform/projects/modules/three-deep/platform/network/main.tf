variable "region" {
  type = string
}

locals {
  region = var.region
}

module "vpc" {
  source = "../../vpc"
  place  = local.region
}
