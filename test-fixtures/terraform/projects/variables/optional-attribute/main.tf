variable "replicas" {
  type = map(object({
    cidr   = string
    region = optional(string, "us-west-2")
  }))
  default = {
    near = { cidr = "10.0.0.0/16", region = "ap-northeast-2" }
    far  = { cidr = "10.1.0.0/16" }
    none = { cidr = "10.2.0.0/16", region = null }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "replica" {
  for_each = var.replicas

  region     = each.value.region
  cidr_block = each.value.cidr
}
