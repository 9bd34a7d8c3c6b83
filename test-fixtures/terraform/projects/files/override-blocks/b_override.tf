resource "aws_secretsmanager_secret" "token" {
  replica {
    region = "ap-northeast-1"
  }
}
