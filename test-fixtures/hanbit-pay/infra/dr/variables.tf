variable "region" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "ncp_region" {
  type    = string
  default = "KR"
}
