variable "region" {
  type = string
}

provider "aws" {
  region = var.region
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

module "store" {
  source = "./modules/store"
}
