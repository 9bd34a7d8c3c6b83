locals {
  base = "overridden"
}

variable "overridden" {
  default = "overridden"
}
