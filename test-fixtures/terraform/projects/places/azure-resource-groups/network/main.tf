variable "group" {
  type = object({ name = string, location = string })
}

resource "azurerm_network_security_group" "main" {
  name                = "main"
  resource_group_name = var.group.name
  location            = var.group.location
}
