# 부하 시험 계정: 서울보다 한도가 넉넉한 곳
aws_region  = "us-east-1"
environment = "loadtest"
