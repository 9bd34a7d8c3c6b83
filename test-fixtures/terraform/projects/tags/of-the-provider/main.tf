provider "aws" {
  region = "ap-northeast-2"

  default_tags {
    tags = local.tags
  }
}

provider "google" {
  project = "shop"
  region  = "asia-northeast3"

  default_labels = {
    domestic-operator = "aws"
  }
}

locals {
  tags = {
    domestic-operator = "naver-cloud"
  }
}

resource "aws_dynamodb_table" "inherits" {
  name     = "inherits"
  hash_key = "id"
}

resource "aws_dynamodb_table" "own" {
  name     = "own"
  hash_key = "id"

  tags = {
    domestic-operator = "acme"
  }
}

resource "google_compute_disk" "labelled" {
  name = "labelled"
  zone = "asia-northeast3-a"
}

resource "aws_autoscaling_group" "web" {
  min_size = 1
  max_size = 2
}

resource "aws_autoscaling_group" "tagged" {
  min_size = 1
  max_size = 2

  tag {
    key                 = "domestic-operator"
    value               = "kt-cloud"
    propagate_at_launch = true
  }
}
