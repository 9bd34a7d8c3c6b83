variable "region" {
  type = string
}

variable "registry" {
  type = string
}

provider "google" {
  project = "shop"
  region  = "asia-northeast3"
}

resource "google_cloud_run_v2_service" "api" {
  name     = "api"
  location = "asia-northeast3"
  labels   = { domestic-operator = "kt-cloud" }

  template {
    containers {
      image = "${var.region}-docker.pkg.dev/shop/images/api:1.0"
    }

    containers {
      image = "${var.registry}/proxy:1.0"
    }

    containers {
      image = "us-docker.pkg.dev/${var.registry}/side:1.0"
    }
  }
}
