locals {
  base    = "not this"
  regions = [for name, zone in var.zones : zone.region]
  merged  = merge(local.common, { name = "n" })
  common  = { team = "platform", name = "c" }

  out = {
    order          = var.order
    only_default   = var.only_default
    overridden     = var.overridden
    number_as_text = var.number_as_text
    text_as_number = var.text_as_number + 1
    prefix         = var.prefix
    nothing        = var.nothing
    zones          = var.zones
    base           = local.base
    regions        = local.regions
    merged         = local.merged

    module_by_key  = module.zone["south"].places
    module_names   = { for key, zone in module.zone : key => zone.name }
    module_values  = values(module.zone)[*].fallback
    module_counted = module.counted[*].places
    module_indexed = module.counted[1].full
    module_none    = length(module.none)
    module_try     = try(module.none[0].full, "none there")
    module_nested  = module.zone["north"].nested
    module_path    = module.zone["north"].path
    module_root    = module.zone["north"].root
    path_module    = path.module
    path_root      = path.root

    counted_splat  = terraform_data.counted[*].input
    counted_old    = terraform_data.counted.*.input
    counted_index  = terraform_data.counted[1].input
    counted_legacy = terraform_data.counted.2.input
    counted_beyond = try(terraform_data.counted[3].input, "beyond")
    each_key       = terraform_data.each["a"].input
    each_values    = [for one in terraform_data.each : one.input]
    each_keys      = keys(terraform_data.each)
    mapped         = { for key, one in terraform_data.mapped : key => one.input }
    mapped_missing = try(terraform_data.mapped["south"].input, "missing")
    empty          = length(terraform_data.empty)
    empty_one      = one(terraform_data.empty[*].input)
    empty_try      = try(terraform_data.empty[0].input, "empty")
    empty_joined   = join(",", concat(terraform_data.empty[*].input, ["only"]))
  }
}
