variable "zone" {}

module "inner" {
  source = "git::https://git.example.com/inner.git"
  zone   = var.zone
}

data "aws_region" "here" {}

output "zone" {
  value = module.inner.zone
}

output "region" {
  value = data.aws_region.here.name
}
