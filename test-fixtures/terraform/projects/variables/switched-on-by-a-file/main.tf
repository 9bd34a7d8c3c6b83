variable "dr" {
  type = object({
    enabled = bool
    region  = optional(string, "us-west-2")
  })
  default = { enabled = false }
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "dr" {
  count = var.dr.enabled ? 1 : 0

  region     = var.dr.region
  cidr_block = "10.1.0.0/16"
}
