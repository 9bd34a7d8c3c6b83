resource "aws_subnet" "a" {
  availability_zone = "us-west-2a"
}
