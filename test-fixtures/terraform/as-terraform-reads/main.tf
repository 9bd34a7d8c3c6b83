locals {
  folder = "${path.module}/data"
  sites  = { for file in fileset(local.folder, "*.yaml") : trimsuffix(file, ".yaml") => yamldecode(file("${local.folder}/${file}")) }
  live   = { for name, site in local.sites : name => site if try(site.enabled, true) }
  zones  = flatten([for name, site in local.sites : [for zone in site.zones : { name = name, zone = "${site.region}${zone}" }]])
  pairs  = { for pair in setproduct(keys(local.sites), ["web", "db"]) : join("-", pair) => pair[0] }
  none   = try(pathexpand(var.path), null)
  found  = { for file in try(fileset(local.none, "*.yaml"), []) : file => yamldecode(file(file)) }

  out = {
    sites        = local.sites
    live         = keys(local.live)
    zones        = local.zones
    by_zone      = { for zone in local.zones : zone.zone => zone.name }
    grouped      = { for zone in local.zones : zone.name => zone.zone... }
    pairs        = local.pairs
    found        = local.found
    plain_path   = pathexpand("data/seoul.yaml")
    csv          = { for row in csvdecode(file("${local.folder}/zones.csv")) : row.zone => row.region }
    user         = templatefile("templates/user.tftpl", { region = "kr-1", zones = ["a", "b"], primary = length(local.live) > 1 })
    policy       = jsondecode(templatefile("${path.root}/templates/policy.json.tftpl", { region = local.live.seoul.region, names = keys(local.sites) }))
    missing_file = fileexists("data/gone.yaml") ? "there" : "gone"
    try_file     = try(yamldecode(file("data/gone.yaml")).region, "none")
    nested_try   = try(local.sites.busan.labels.team, local.sites.seoul.labels.team, "none")
    lookup       = lookup(local.sites.seoul, "enabled", true)
    can          = { for name, site in local.sites : name => can(site.labels) }
    first        = one([for name, site in local.sites : name if site.region == "kr-2"])
    coalesced    = coalesce(var.path, "", "kr-1")
    coalesced_list = coalescelist([], ["x"])
    splat_null   = var.path[*]
    splat_one    = "x"[*]
    splat_member = values(local.sites)[*].region
    heredoc      = <<-EOT
      one ${local.live.seoul.region}
        two
    EOT
    escaped      = "$${not} %%{not} \u00e9"
    strip        = "a ${~ "b" ~} c"
    arms         = var.size == "large" ? { kind = "big", n = 2 } : { kind = "small", n = 1 }
    mixed_arms   = true ? 1 : "one"
    number_key   = { 1 = "one", (2) = "two" }
    set          = toset(["b", "a", "b"])
    set_list     = tolist(toset(["b", "a"]))
    merged_null  = merge({ a = 1 }, null, { b = 2 })
    range        = [for i in range(3) : i * 2]
    reversed     = reverse(sort(keys(local.sites)))
    cidr         = cidrsubnets("10.0.0.0/16", 4, 4)
    regexed      = regex("^(?P<area>[a-z]+)-(?P<number>[0-9]+)$", "kr-2")
    defaults     = var.disks
    any_map      = var.tags
    tuple        = var.pair
    json_local   = local.from_json
    json_module  = module.leaf.text
    overridden   = module.mod.value
    chained      = module.mod.chain
    each_all     = { for key, one in module.each : key => one.value }
    data_keys    = sort([for one in terraform_data.sites : one.input])
    data_picked  = terraform_data.sites["seoul"].input
    data_default = try(terraform_data.sites["jeju"].input, terraform_data.sites["busan"].input)
    switched     = [for one in terraform_data.switched : one.input]
  }
}

resource "terraform_data" "sites" {
  for_each = local.sites
  input    = each.value.region
}

resource "terraform_data" "switched" {
  for_each = local.live
  input    = { key = each.key, zones = each.value.zones }
}

module "mod" {
  source = "./mod"
  value  = "given"
}

module "each" {
  source   = "./mod"
  for_each = toset([for name, site in local.sites : site.region])
  value    = each.value
}
