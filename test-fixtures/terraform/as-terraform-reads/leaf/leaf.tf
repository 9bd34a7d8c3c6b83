variable "text" {
  type      = string
  sensitive = false
  validation {
    condition     = length(var.text) > 1
    error_message = "Too short."
  }
}

output "text" {
  value = local.text
}

locals {
  text = "<${var.text}>"
}
