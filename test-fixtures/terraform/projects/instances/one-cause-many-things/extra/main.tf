variable "vpc" {}

resource "aws_security_group" "extra" {
  name   = "extra"
  vpc_id = var.vpc
}
