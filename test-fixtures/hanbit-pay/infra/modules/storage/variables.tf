variable "prefix" {
  type = string
}

variable "kms_key_arn" {
  type = string
}

variable "replication_role_arn" {
  type = string
}

variable "log_region" {
  type    = string
  default = "ap-northeast-2"
}
