terraform {
  source = "${get_repo_root()}/modules//bucket"

  extra_arguments "vars" {
    commands           = get_terraform_commands_that_need_vars()
    optional_var_files = ["${get_terragrunt_dir()}/bucket.tfvars", find_in_parent_folders("region.tfvars", "none.tfvars")]
  }
}

inputs = {
  name    = basename(get_terragrunt_dir())
  replica = null
}
