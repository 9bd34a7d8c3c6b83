terraform {
  backend "s3" {
    bucket = "state"
    key    = "shop"
    region = "us-east-1"
  }
}
