variable "region" {
  default = "us-east-1"
}

variable "backup" {
  default = "us-east-2"
}
