include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "bucket" {
  path           = "${get_repo_root()}/_common/bucket.hcl"
  merge_strategy = "deep"
}

exclude {
  if      = true
  actions = ["all"]
}

inputs = {
  replica = "us-west-1"
}
