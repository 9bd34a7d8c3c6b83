module "network" {
  source = "../modules/network"

  name  = local.name
  cidr  = "10.20.0.0/16"
  zones = ["ap-northeast-2a", "ap-northeast-2c"]
}

resource "aws_kms_key" "ledger" {
  description             = "원장과 영수증 암호화"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_kms_key" "tokyo" {
  provider = aws.tokyo

  description             = "도쿄 복제본 암호화"
  deletion_window_in_days = 30
}

module "ledger" {
  source = "../modules/database"

  providers = {
    aws         = aws
    aws.replica = aws.tokyo
  }

  name                = "ledger"
  subnet_ids          = module.network.private_subnet_ids
  security_group_ids  = [module.network.database_security_group_id]
  instance_class      = "db.r6g.2xlarge"
  kms_key_arn         = aws_kms_key.ledger.arn
  replica             = true
  replica_kms_key_arn = aws_kms_key.tokyo.arn
}

module "storage" {
  source = "../modules/storage"

  providers = {
    aws      = aws
    aws.copy = aws.tokyo
  }

  prefix               = local.name
  kms_key_arn          = aws_kms_key.ledger.arn
  replication_role_arn = var.replication_role_arn
  log_region           = "us-east-1"
}

# 경영 리포트용. 암호키는 나중에 바꾸기로 함
resource "aws_db_instance" "reporting" {
  identifier                  = "reporting"
  engine                      = "mysql"
  instance_class              = "db.t4g.large"
  allocated_storage           = 100
  storage_encrypted           = true
  username                    = "reporting"
  manage_master_user_password = true

  tags = {
    team              = "finance"
    domestic-operator = "aws"
  }
}
