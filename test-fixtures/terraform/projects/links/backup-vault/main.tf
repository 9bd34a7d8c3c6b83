provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "dr"
  region = "ap-northeast-1"
}

resource "aws_backup_vault" "far" {
  provider = aws.dr
  name     = "far"
}

locals {
  vaults = { near = "arn:aws:backup:ap-northeast-2:111122223333:backup-vault:near", far = aws_backup_vault.far.arn }
}

resource "aws_backup_plan" "daily" {
  name = "daily"

  rule {
    rule_name         = "daily"
    target_vault_name = "near"

    copy_action {
      destination_vault_arn = local.vaults.far
    }

    copy_action {
      destination_vault_arn = local.vaults["near"]
    }
  }
}
