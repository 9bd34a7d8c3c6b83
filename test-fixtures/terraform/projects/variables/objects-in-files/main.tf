variable "sites" {
  type = map(object({
    region = string
    zones  = optional(list(string), [])
    copies = optional(map(string), { far = "eu-west-1" })
  }))
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "site" {
  for_each = var.sites

  region     = each.value.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "copy" {
  for_each = merge([
    for name, site in var.sites : { for kind, region in site.copies : "${name}-${kind}" => region }
  ]...)

  region     = each.value
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "zone" {
  for_each = { for pair in flatten([
    for name, site in var.sites : [for zone in site.zones : { key = "${name}-${zone}", zone = zone }]
  ]) : pair.key => pair }

  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.0.0/24"
  availability_zone = each.value.zone
}
