provider "google" {
  project = "shop"
  region  = "asia-northeast3"
  zone    = "us-central1-a"
}

resource "google_compute_address" "regional" {
  name = "regional"
}

resource "google_compute_disk" "zonal" {
  name   = "zonal"
  labels = { domestic-operator = "kt-cloud" }
}

resource "google_compute_disk" "own" {
  name   = "own"
  zone   = "europe-west1-b"
  labels = { domestic-operator = "kt-cloud" }
}
