variable "parts" {
  type = list(string)
}

output "full" {
  value = join("-", var.parts)
}

output "path" {
  value = path.module
}
