locals {
  place = read_terragrunt_config(find_in_parent_folders("region.hcl"))
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<EOF
provider "aws" {
  region = "${local.place.locals.region}"
}
EOF
}

terraform {
  source = "../../modules/app"
}
