variable "location" {
  default = "westeurope"
}

provider "azurerm" {
  features {}
}

resource "azurerm_resource_group" "main" {
  name     = "main"
  location = var.location
}

resource "azurerm_virtual_network" "main" {
  name                = "main"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  address_space       = ["10.0.0.0/16"]
}

module "subnets" {
  source = "./network"
  group  = azurerm_resource_group.main
}

data "azurerm_resource_group" "other" {
  name = "other"
}

resource "azurerm_virtual_network" "other" {
  name                = "other"
  resource_group_name = data.azurerm_resource_group.other.name
  location            = data.azurerm_resource_group.other.location
  address_space       = ["10.1.0.0/16"]
}
