aws_region           = "ap-northeast-2"
environment          = "prod"
replication_role_arn = "arn:aws:iam::481623950174:role/hanbit-pay-s3-replication"
