order          = "terraform.tfvars"
text_as_number = "41"
prefix         = null
nothing        = null

zones = {
  north = { region = "kr-1", primary = true, labels = { tier = "one" } }
  south = { region = "kr-2", suffixes = ["b"], backup = { days = 30 } }
}
