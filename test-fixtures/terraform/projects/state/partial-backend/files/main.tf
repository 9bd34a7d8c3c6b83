terraform {
  backend "s3" {
    key = "shop"
  }
}
