provider "aws" {
  region = "ap-northeast-2"
}

variable "account" {
  default = "*"
}

resource "aws_kms_key" "encoded" {
  tags = { domestic-operator = "kt-cloud" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:*"
      Resource  = "*"
      Principal = { AWS = var.account }
    }]
  })
}

resource "aws_kms_key" "heredoc" {
  tags = { domestic-operator = "kt-cloud" }

  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": "kms:*",
        "Resource": "*",
        "Principal": { "AWS": "*" }
      }]
    }
  EOT
}

data "aws_iam_policy_document" "document" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_kms_key" "document" {
  tags   = { domestic-operator = "kt-cloud" }
  policy = data.aws_iam_policy_document.document.json
}
