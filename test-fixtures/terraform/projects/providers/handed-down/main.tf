provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

module "near" {
  source = "./vpc"
}

module "far" {
  source = "./vpc"

  providers = {
    aws = aws.dr
  }
}
