variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

# 호출하는 쪽에서 항상 지정합니다.
variable "zones" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b"]
}
