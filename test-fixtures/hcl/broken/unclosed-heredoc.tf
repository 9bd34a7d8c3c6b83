resource "aws_instance" "a" {
  user_data = <<EOT
    echo
  ami = "x"
}
resource "aws_instance" "b" {
  ami = "y"
}
