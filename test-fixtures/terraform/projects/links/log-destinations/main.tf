provider "aws" {
  region = "ap-northeast-2"
}

provider "google" {
  project = "shop"
  region  = "asia-northeast3"
}

resource "aws_cloudwatch_log_subscription_filter" "abroad" {
  name            = "abroad"
  log_group_name  = "/app"
  filter_pattern  = ""
  destination_arn = "arn:aws:kinesis:us-east-1:111122223333:stream/logs"
}

resource "aws_cloudwatch_log_subscription_filter" "home" {
  name            = "home"
  log_group_name  = "/app"
  filter_pattern  = ""
  destination_arn = "arn:aws:kinesis:ap-northeast-2:111122223333:stream/logs"
}

resource "google_logging_project_sink" "abroad" {
  name        = "abroad"
  project     = "shop"
  destination = "storage.googleapis.com/${google_storage_bucket.logs.name}"
}

resource "google_storage_bucket" "logs" {
  name     = "shop-logs"
  location = "us-central1"
}
