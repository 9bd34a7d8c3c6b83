location   = "us-east-1"
aws_region = "us-east-1"
