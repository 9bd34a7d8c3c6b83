provider "aws" {
  region = "ap-northeast-2"
}

module "dr" {
  source = "./dr"
}
