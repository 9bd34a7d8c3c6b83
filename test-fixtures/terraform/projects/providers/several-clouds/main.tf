terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    awscc  = { source = "hashicorp/awscc" }
    google = { source = "hashicorp/google" }
    google-beta = {
      source = "hashicorp/google-beta"
    }
    ncloud = { source = "navercloudplatform/ncloud" }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

provider "awscc" {
  region = "us-east-1"
}

provider "google" {
  project = "shop"
  region  = "asia-northeast3"
}

provider "google-beta" {
  project = "shop"
  region  = "us-central1"
}

provider "ncloud" {
  region = "USWN"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "awscc_ec2_vpc" "main" {
  cidr_block = "10.1.0.0/16"
}

resource "google_compute_address" "a" {
  name = "a"
}

resource "google_compute_address" "b" {
  provider = google-beta
  name     = "b"
}

resource "ncloud_vpc" "main" {
  ipv4_cidr_block = "10.2.0.0/16"
}
