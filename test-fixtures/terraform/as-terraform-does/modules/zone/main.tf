variable "name" {}

variable "region" {
  type = string
}

variable "suffixes" {
  type    = list(string)
  default = ["x"]
}

variable "fallback" {
  nullable = false
  default  = "child default"
}

locals {
  name = module.name.full
}

module "name" {
  source = "../name"
  parts  = [var.region, var.name]
}

output "name" {
  value = var.name
}

output "full" {
  value = local.name
}

output "places" {
  value = [for suffix in var.suffixes : "${var.region}${suffix}"]
}

output "fallback" {
  value = var.fallback
}

output "nested" {
  value = { full = local.name, path = module.name.path }
}

output "path" {
  value = path.module
}

output "root" {
  value = path.root
}
