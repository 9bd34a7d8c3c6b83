resource "aws_security_group" "inner" {
  name = "inner"
}
