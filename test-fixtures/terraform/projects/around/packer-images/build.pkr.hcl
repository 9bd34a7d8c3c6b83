build {
  sources = ["source.amazon-ebs.base", "source.docker.base"]

  source "azure-arm.base" {
    os_type = "Linux"
  }
}
