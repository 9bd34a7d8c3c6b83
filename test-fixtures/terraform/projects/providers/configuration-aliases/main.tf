provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

module "peering" {
  source = "./peering"

  providers = {
    aws.requester = aws
    aws.accepter  = aws.us
  }
}
