provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_secretsmanager_secret" "token" {
  name       = "token"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

  replica {
    region = "us-east-1"
  }

  replica {
    region = "us-east-2"
  }

  tags = {
    domestic-operator = "kt-cloud"
  }
}
