provider "google" {
  project = "shop"
  region  = "asia-northeast3"
}

resource "google_storage_bucket" "multi" {
  name     = "shop-multi"
  location = "ASIA"
}

resource "google_storage_bucket" "europe" {
  name     = "shop-europe"
  location = "EU"
}

resource "google_storage_bucket" "home" {
  name     = "shop-home"
  location = "asia-northeast3"
}

resource "google_bigquery_dataset" "left_out" {
  dataset_id = "left_out"
}

resource "google_kms_key_ring" "global" {
  name     = "global"
  location = "global"
}
