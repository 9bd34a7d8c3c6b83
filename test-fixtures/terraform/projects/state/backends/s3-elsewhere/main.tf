terraform {
  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "us-east-1"

    endpoints = {
      s3 = "https://kr.object.ncloudstorage.com"
    }
  }
}
