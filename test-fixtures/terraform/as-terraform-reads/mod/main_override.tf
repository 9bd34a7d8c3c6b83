output "value" {
  value = "overridden ${var.value}"
}

module "leaf" {
  text = "chained ${var.value}"
}
