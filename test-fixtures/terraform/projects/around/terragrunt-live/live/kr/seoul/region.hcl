locals {
  name = "ap-northeast-2"
}
