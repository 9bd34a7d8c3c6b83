variable "zone" {
  type    = string
  default = "eu-west-1a"
}

resource "aws_ebs_volume" "this" {
  availability_zone = var.zone
  size              = 10
  encrypted         = true
  kms_key_id        = "arn:aws:kms:ap-northeast-2:111122223333:key/volumes"
  tags              = { domestic-operator = "kt-cloud" }
}
