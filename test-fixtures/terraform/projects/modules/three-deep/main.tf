module "platform" {
  source = "./platform"
  site   = { region = "us-west-2", name = "dr" }
}

provider "aws" {
  region = "ap-northeast-2"
}
