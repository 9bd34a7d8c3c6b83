terraform {
  required_providers {
    azapi = { source = "azure/azapi" }
  }
}

provider "azapi" {}

resource "azapi_resource" "network" {
  type      = "Microsoft.Network/virtualNetworks@2023-09-01"
  name      = "main"
  parent_id = "/subscriptions/0/resourceGroups/main"
  location  = "eastus"

  body = {
    properties = {
      addressSpace = { addressPrefixes = ["10.0.0.0/16"] }
    }
  }
}
