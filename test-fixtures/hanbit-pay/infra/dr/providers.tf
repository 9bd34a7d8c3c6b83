terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    ncloud = {
      source  = "NaverCloudPlatform/ncloud"
      version = "~> 3.3"
    }
  }

  # 상태 파일은 NCP 오브젝트 스토리지에 둡니다. region은 형식상 필요한 값입니다.
  backend "s3" {
    bucket                      = "hanbit-pay-tfstate-dr"
    key                         = "dr/terraform.tfstate"
    region                      = "us-east-1"
    endpoints                   = { s3 = "https://kr.object.ncloudstorage.com" }
    skip_credentials_validation = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
    use_path_style              = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      service     = "hanbit-pay"
      environment = "dr"
    }
  }
}

provider "ncloud" {
  region      = var.ncp_region
  support_vpc = true
}
