resource "aws_s3_bucket" "a" {
  bucket =
  region = "eu-central-1"
}
