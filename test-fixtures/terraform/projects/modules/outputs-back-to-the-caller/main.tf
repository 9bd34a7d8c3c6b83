module "settings" {
  source = "./settings"
  stage  = "prod"
}

provider "aws" {
  region = module.settings.regions["dr"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
