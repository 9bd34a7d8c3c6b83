locals {
  region = read_terragrunt_config("region.hcl").locals.region
}

stack "pair" {
  source = "${get_repo_root()}/catalog/stacks/pair"
  path   = "pair"
  values = {
    region = local.region
    second = "us-east-1a"
  }
}

unit "cache" {
  source = "git::https://example.com/catalog.git//units/cache?ref=v1"
  path   = "cache"
}
