include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "bucket" {
  path           = "${get_repo_root()}/_common/bucket.hcl"
  merge_strategy = "deep"
}

dependency "network" {
  config_path = "../network"
  mock_outputs = {
    replica = "us-west-2"
  }
}
