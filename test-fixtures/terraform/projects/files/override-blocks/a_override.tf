resource "aws_secretsmanager_secret" "token" {
  replica {
    region = "eu-west-1"
  }

  tags = {
    domestic-operator = "naver-cloud"
  }
}
