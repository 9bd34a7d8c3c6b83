terraform {
  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "ap-northeast-2"
  }
}
