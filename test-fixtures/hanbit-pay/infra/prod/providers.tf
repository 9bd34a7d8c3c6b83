terraform {
  required_version = ">= 1.10"

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

  backend "s3" {
    bucket       = "hanbit-pay-tfstate"
    key          = "prod/terraform.tfstate"
    region       = "ap-northeast-2"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = local.common_tags
  }
}

# CloudFront 인증서는 us-east-1에만 둘 수 있습니다.
provider "aws" {
  alias  = "edge"
  region = "us-east-1"

  default_tags {
    tags = local.common_tags
  }
}

provider "aws" {
  alias  = "tokyo"
  region = local.replica_region
}

provider "ncloud" {
  region      = "KR"
  site        = "public"
  support_vpc = true
}
