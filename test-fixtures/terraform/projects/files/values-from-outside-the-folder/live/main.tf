provider "aws" {
  region = "ap-northeast-2"
}

module "network" {
  source  = "../modules/network"
  regions = jsondecode(file("../regions.json"))
}
