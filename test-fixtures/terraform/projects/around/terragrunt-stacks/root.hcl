generate "provider" {
  path     = "provider.tf"
  contents = <<EOF
provider "aws" {
  region = "${read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region}"
}
EOF
}
