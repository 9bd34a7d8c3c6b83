terraform {
  required_providers {
    acme = { source = "acme/acme" }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "acme" {
  region = "us-east-1"
}

resource "aws_something_new" "own" {
  region       = "eu-west-1"
  other_region = "us-west-2"
}

resource "aws_something_new" "inherits" {
  peer_region = "us-west-2"
}

resource "acme_thing" "unknown" {
  region = "us-east-1"
}

resource "random_pet" "name" {
  prefix = "us-east-1"
}
