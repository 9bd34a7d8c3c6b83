unit "first" {
  source = "${get_repo_root()}/catalog/units/volume"
  path   = "first"
  values = {
    zone = "${values.region}a"
  }
}

unit "second" {
  source = "${get_repo_root()}/catalog/units/volume"
  path   = "second"
  values = {
    zone = try(values.second, "${values.region}b")
  }
}
