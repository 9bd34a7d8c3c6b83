output "by_stage" {
  value = {
    dev  = { main = "us-east-1", dr = "us-east-2" }
    prod = { main = "ap-northeast-2", dr = "us-west-2" }
  }
}
