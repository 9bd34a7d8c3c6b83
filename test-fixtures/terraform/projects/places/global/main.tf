provider "azurerm" {
  features {}
}

resource "azurerm_private_dns_zone" "main" {
  name                = "shop.internal"
  resource_group_name = "main"
}

resource "azurerm_cdn_profile" "main" {
  name                = "cdn"
  location            = "global"
  resource_group_name = "main"
  sku                 = "Standard_Microsoft"
}

provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_iam_role" "main" {
  name               = "main"
  assume_role_policy = "{}"
}

resource "aws_route53_zone" "main" {
  name = "example.co.kr"
}
