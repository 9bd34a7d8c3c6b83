variable "aws_region" {
  type    = string
  default = "us-east-1"
}

variable "environment" {
  type    = string
  default = "prod"
}

variable "image_tag" {
  description = "배포할 이미지 태그 (CI가 전달)"
  type        = string
}

variable "session_copy_abroad" {
  type = bool
}

variable "replication_role_arn" {
  type = string
}
