variable "site" {
  type = object({ region = string, name = string })
}

module "network" {
  source = "./network"
  region = lower(var.site.region)
}
