terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.replica]
    }
  }
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_db_instance" "primary" {
  identifier             = var.name
  engine                 = "postgres"
  engine_version         = "16.4"
  instance_class         = var.instance_class
  allocated_storage      = 500
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = var.security_group_ids
  multi_az               = true
  storage_encrypted      = true
  kms_key_id             = var.kms_key_arn
  username               = "ledger"

  manage_master_user_password = true
  backup_retention_period     = 35
  deletion_protection         = true
}

# 조회 부하 분산용 읽기 복제본
resource "aws_db_instance" "replica" {
  count    = var.replica ? 1 : 0
  provider = aws.replica

  identifier          = "${var.name}-replica"
  replicate_source_db = aws_db_instance.primary.arn
  instance_class      = var.instance_class
  storage_encrypted   = true
  kms_key_id          = var.replica_kms_key_arn

  tags = { role = "read-replica" }
}
