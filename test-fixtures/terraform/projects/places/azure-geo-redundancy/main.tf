variable "redundancy" {
  default = "GRS"
}

provider "azurerm" {
  features {}
}

resource "azurerm_storage_account" "paired" {
  name                     = "paired"
  resource_group_name      = "main"
  location                 = "koreacentral"
  account_tier             = "Standard"
  account_replication_type = var.redundancy
}

resource "azurerm_storage_account" "away" {
  name                     = "away"
  resource_group_name      = "main"
  location                 = "japaneast"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_storage_account" "from_home_abroad" {
  name                     = "abroad"
  resource_group_name      = "main"
  location                 = "eastasia"
  account_tier             = "Standard"
  account_replication_type = "GRS"
}
