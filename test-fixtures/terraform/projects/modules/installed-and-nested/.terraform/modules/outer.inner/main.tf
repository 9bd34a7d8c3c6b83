variable "zone" {}

output "zone" {
  value = var.zone
}
