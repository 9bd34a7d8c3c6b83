locals {
  tags = { domestic-operator = var.operator }
}

source "amazon-ebs" "base" {
  region        = var.region
  instance_type = "t3.medium"
  ami_regions   = var.copies
  tags          = local.tags
}

source "azure-arm" "base" {
  location = var.azure_location
  azure_tag {
    name  = "domestic-operator"
    value = var.operator
  }
  shared_image_gallery_destination {
    gallery_name = "images"
    target_region {
      name = "koreasouth"
    }
    target_region {
      name = "eastus"
    }
  }
}

source "docker" "base" {
  image  = "quay.io/hanbit/base:1"
  commit = true
}

source "googlecompute" "unused" {
  zone = "us-central1-a"
}
