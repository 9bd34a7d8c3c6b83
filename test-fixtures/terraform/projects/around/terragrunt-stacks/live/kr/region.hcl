locals {
  region = "ap-northeast-2"
}
