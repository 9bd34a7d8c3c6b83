module "network" {
  source = "../modules/network"

  name  = "hanbit-pay-dr"
  cidr  = "10.30.0.0/16"
  zones = var.zones
}

resource "aws_kms_key" "dr" {
  description = "DR 원장 암호화"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowUse"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
      },
    ]
  })
}

module "ledger" {
  source = "../modules/database"

  providers = {
    aws         = aws
    aws.replica = aws
  }

  name               = "ledger-dr"
  subnet_ids         = module.network.private_subnet_ids
  security_group_ids = [module.network.database_security_group_id]
  kms_key_arn        = aws_kms_key.dr.arn
}

resource "ncloud_objectstorage_bucket" "runbooks" {
  bucket_name = "hanbit-dr-runbooks"
}
