variable "region" {
  type = string
}

variable "override" {
  type    = string
  default = null
}

locals {
  home = "ap-northeast-2"
}

provider "google" {
  project = "shop"
  region  = coalesce(var.region, "us-central1")
}

provider "aws" {
  region = coalesce(local.home, "us-east-1")
}

resource "google_compute_address" "a" {
  name = "a"
}

resource "aws_vpc" "main" {
  region     = coalesce(var.override, "", "eu-west-1")
  cidr_block = "10.0.0.0/16"
}
