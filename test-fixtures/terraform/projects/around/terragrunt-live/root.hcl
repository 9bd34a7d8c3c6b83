locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl"))
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl"))
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
provider "aws" {
  region = "${local.region.locals.name}"

  default_tags {
    tags = ${jsonencode(local.account.locals.tags)}
  }
}
EOF
}

remote_state {
  backend = "s3"
  config = {
    bucket = "hanbit-${local.account.locals.name}-state"
    key    = "${path_relative_to_include()}/terraform.tfstate"
    region = "ap-northeast-2"
  }
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
}
