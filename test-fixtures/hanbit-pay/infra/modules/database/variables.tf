variable "name" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_ids" {
  type = list(string)
}

variable "kms_key_arn" {
  type = string
}

variable "instance_class" {
  type    = string
  default = "db.r6g.large"
}

variable "replica" {
  type    = bool
  default = false
}

variable "replica_kms_key_arn" {
  type    = string
  default = null
}
