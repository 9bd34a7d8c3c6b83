order = "b.auto.tfvars"
