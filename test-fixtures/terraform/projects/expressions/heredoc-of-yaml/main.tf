locals {
  networks = yamldecode(<<-EOT
    near:
      region: ap-northeast-2
    far:
      region: us-west-2
  EOT
  )
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "main" {
  for_each = local.networks

  region     = each.value.region
  cidr_block = "10.0.0.0/16"
}
