variable "dr" {
  type    = bool
  default = true
}

locals {
  plain  = "%{if var.dr}us-west-2%{else}ap-northeast-2%{endif}"
  joined = <<-EOT
    %{for letter in ["eu", "west"]~}
    ${letter}-
    %{~endfor~}
    2
  EOT
}

provider "aws" {
  region = local.plain
}

resource "aws_vpc" "joined" {
  region     = replace(local.joined, "/\\s/", "")
  cidr_block = "10.0.0.0/16"
}
