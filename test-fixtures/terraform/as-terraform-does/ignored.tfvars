order = "ignored.tfvars"
