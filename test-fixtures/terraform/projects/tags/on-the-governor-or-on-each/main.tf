provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "mostly"
  region = "ap-northeast-2"
}

resource "aws_dynamodb_table" "a" {
  name     = "a"
  hash_key = "id"
}

resource "aws_dynamodb_table" "b" {
  name     = "b"
  hash_key = "id"
}

resource "aws_dynamodb_table" "c" {
  name     = "c"
  hash_key = "id"
  tags     = { domestic-operator = "kt-cloud" }
}

resource "aws_dynamodb_table" "d" {
  provider = aws.mostly
  name     = "d"
  hash_key = "id"
}

resource "aws_dynamodb_table" "e" {
  provider = aws.mostly
  name     = "e"
  hash_key = "id"
  tags     = { domestic-operator = "kt-cloud" }
}

resource "aws_vpc" "no_debt" {
  cidr_block = "10.0.0.0/16"
}
