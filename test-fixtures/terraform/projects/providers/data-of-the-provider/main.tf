provider "aws" {
  region = "us-east-1"
}

data "aws_region" "current" {}

data "aws_availability_zones" "here" {
  state = "available"
}

provider "google" {
  project = "shop"
  region  = "us-central1"
}

data "google_client_config" "current" {}

resource "aws_vpc" "named" {
  region     = data.aws_region.current.name
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "looked_up" {
  vpc_id            = aws_vpc.named.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "google_compute_address" "a" {
  name   = "a"
  region = data.google_client_config.current.region
}
