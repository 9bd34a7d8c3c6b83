required_providers {
  aws = {
    source = "hashicorp/aws"
  }
}

variable "regions" {
  type = set(string)
}

variable "operator" {
  type = string
}

provider "aws" "each" {
  for_each = var.regions

  config {
    region = each.value
    default_tags {
      tags = { domestic-operator = var.operator }
    }
  }
}

component "ledger" {
  for_each = var.regions
  source   = "./ledger"
  inputs = {
    name = "ledger-${each.value}"
  }
  providers = {
    aws = provider.aws.each[each.value]
  }
}
