locals {
  region = read_terragrunt_config("region.hcl").locals.region
}

stack "pair" {
  source = "${get_repo_root()}/catalog/stacks/pair"
  path   = "pair"
  values = {
    region = local.region
  }
}
