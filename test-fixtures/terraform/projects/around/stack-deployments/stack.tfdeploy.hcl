identity_token "aws" {
  audience = ["aws.workload.identity"]
}

locals {
  home = "ap-northeast-2"
}

deployment "production" {
  inputs = {
    regions  = [local.home, "ap-northeast-1"]
    operator = "kt-cloud"
  }
}

deployment "trial" {
  inputs = {
    regions  = [local.home]
    operator = "aws"
  }
}

deployment "gone" {
  destroy = true
  inputs = {
    regions  = ["us-east-1"]
    operator = "kt-cloud"
  }
}
