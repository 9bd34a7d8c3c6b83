provider "aws" {
  region = "ap-northeast-2"

  ignore_tags {
    keys = ["domestic-operator", "cost-center"]
  }
}

provider "aws" {
  alias  = "by_prefix"
  region = "ap-northeast-2"

  ignore_tags {
    key_prefixes = ["domestic-"]
  }
}

provider "aws" {
  alias  = "others"
  region = "ap-northeast-2"

  ignore_tags {
    keys         = ["cost-center"]
    key_prefixes = ["kubernetes.io/"]
  }
}

resource "aws_dynamodb_table" "by_key" {
  name     = "by-key"
  hash_key = "id"
}

resource "aws_dynamodb_table" "by_prefix" {
  provider = aws.by_prefix
  name     = "by-prefix"
  hash_key = "id"
}

resource "aws_dynamodb_table" "others" {
  provider = aws.others
  name     = "others"
  hash_key = "id"
}
