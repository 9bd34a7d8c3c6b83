terraform {
  cloud {
    organization = "hanbit-pay"

    workspaces {
      name = "analytics"
    }
  }

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "google" {
  project = "hanbit-pay-analytics"
  region  = "asia-northeast3"
}

provider "aws" {
  profile = "hanbit-analytics"
}

resource "google_storage_bucket" "exports" {
  name     = "hanbit-pay-exports"
  location = "ASIA"

  uniform_bucket_level_access = true
}

resource "google_bigquery_dataset" "settlement" {
  dataset_id  = "settlement"
  description = "일별 정산 집계"
}

resource "aws_lambda_function" "export_trigger" {
  function_name = "export-trigger"
  filename      = "export-trigger.zip"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::481623950174:role/export-trigger"

  tags = { domestic-operator = "naver-cloud" }
}
