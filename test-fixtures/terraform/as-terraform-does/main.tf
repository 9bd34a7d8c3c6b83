module "zone" {
  source   = "./modules/zone"
  for_each = var.zones

  name     = each.key
  region   = each.value.region
  suffixes = each.value.suffixes
  fallback = null
}

module "counted" {
  source = "./modules/zone"
  count  = 2

  name   = "n${count.index}"
  region = ["kr-1", "kr-2"][count.index]
}

module "none" {
  source = "./modules/zone"
  count  = length(var.order) > 50 ? 1 : 0

  name   = "none"
  region = "none"
}

resource "terraform_data" "counted" {
  count = 3
  input = "${var.prefix}-${count.index}"
}

resource "terraform_data" "each" {
  for_each = toset(["b", "a", "b"])
  input    = upper(each.value)
}

resource "terraform_data" "mapped" {
  for_each = { for name, zone in var.zones : name => zone if zone.primary }
  input    = each.value.region
}

resource "terraform_data" "empty" {
  count = 0
  input = "never"
}
