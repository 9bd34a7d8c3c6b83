order = "a.auto.tfvars"
