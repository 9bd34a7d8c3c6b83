provider "aws" {
  region = "us-east-1"
}

module "old" {
  source = "./old"

  providers = {
    aws.main = aws
  }
}
