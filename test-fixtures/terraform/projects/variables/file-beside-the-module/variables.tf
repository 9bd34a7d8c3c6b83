variable "region" {
  type    = string
  default = "ap-northeast-2"
}

variable "cidr" {
  type = string
}
