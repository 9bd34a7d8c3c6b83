variable "stage" {
  type = string
}

module "table" {
  source = "./table"
}

output "regions" {
  value = module.table.by_stage[var.stage]
}
