variable "region" {
  type        = string
  default     = "ap-northeast-2"
  description = "us-east-1 is not allowed"

  validation {
    condition     = !contains(["us-east-1", "eu-west-1"], var.region)
    error_message = "Not us-east-1."
  }
}

provider "aws" {
  region = var.region
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = var.region != "us-west-2"
      error_message = "Not us-west-2."
    }
  }
}
