variable "region" {
  default = "us-east-1"
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "kms_key_id" {
  type    = string
  default = null
}

resource "aws_vpc" "main" {
  region     = var.region
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "fixed" {
  region     = "eu-west-1"
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "jobs" {
  name              = "jobs"
  kms_master_key_id = var.kms_key_id
  tags              = var.tags
}
