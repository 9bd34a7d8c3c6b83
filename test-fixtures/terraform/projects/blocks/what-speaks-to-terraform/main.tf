provider "aws" {
  region = "ap-northeast-2"
}

resource "aws_instance" "web" {
  ami           = "ami-0a"
  instance_type = "t3.small"

  tags = {
    domestic-operator = "kt-cloud"
  }

  root_block_device {
    encrypted  = true
    kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
  }

  connection {
    type = "ssh"
    host = self.public_ip
  }

  provisioner "local-exec" {
    command = "aws --region us-east-1 ec2 describe-instances ${self.id}"

    environment = {
      AWS_REGION = "us-east-1"
      ZONE       = self.availability_zone
    }
  }

  lifecycle {
    ignore_changes = [ami]

    postcondition {
      condition     = self.availability_zone != "us-east-1a"
      error_message = "Not there."
    }
  }
}

ephemeral "aws_secretsmanager_secret_version" "token" {
  secret_id = "arn:aws:secretsmanager:us-east-1:111122223333:secret:token"
}
