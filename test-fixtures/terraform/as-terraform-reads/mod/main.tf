variable "value" {
  type = string
}

output "value" {
  value = "not this"
}

module "leaf" {
  source = "../leaf"
  text   = "not this"
}

output "chain" {
  value = module.leaf.text
}
