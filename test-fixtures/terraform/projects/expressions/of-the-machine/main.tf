provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_vpc" "hour" {
  region     = formatdate("YYYY", timestamp()) == "2026" ? "us-east-1" : "ap-northeast-2"
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "provider_function" {
  region     = provider::aws::arn_parse("arn:aws:sns:us-east-1:111122223333:t").region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "folder" {
  region     = basename(path.cwd)
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "module_folder" {
  region     = basename(abspath("${path.module}/us-west-2"))
  cidr_block = "10.0.0.0/16"
}
