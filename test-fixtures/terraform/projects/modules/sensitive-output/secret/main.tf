output "region" {
  value     = "us-east-1"
  sensitive = true
}
