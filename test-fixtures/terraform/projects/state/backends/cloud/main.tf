terraform {
  cloud {
    organization = "shop"

    workspaces {
      name = "prod"
    }
  }
}
