resource "aws_ecr_repository" "settlement_worker" {
  name                 = "settlement-worker"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.ledger.arn
  }
}

resource "aws_ecs_task_definition" "settlement_worker" {
  family                   = "settlement-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048

  container_definitions = jsonencode([
    {
      name      = "worker"
      image     = "481623950174.dkr.ecr.ap-northeast-2.amazonaws.com/settlement-worker:${var.image_tag}"
      essential = true
    },
    {
      name  = "datadog-agent"
      image = "public.ecr.aws/datadog/agent:7.60.0"
      environment = [
        { name = "DD_SITE", value = "datadoghq.com" },
        { name = "ECS_FARGATE", value = "true" },
      ]
    },
  ])
}

resource "aws_cloudwatch_log_group" "gateway" {
  name              = "/hanbit-pay/gateway"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:us-east-1:481623950174:key/6f1b8a52-3c1d-4a0e-9b57-2d9f0f3f7c11"
}

# 중복 결제 방지 키
resource "aws_dynamodb_table" "idempotency" {
  name             = "idempotency"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "request_id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "request_id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.ledger.arn
  }

  replica {
    region_name = local.session_copy_region
  }
}

# 카드 브랜드의 분쟁 통지
resource "aws_sqs_queue" "scheme_disputes" {
  region            = "us-west-2"
  name              = "scheme-disputes"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_acm_certificate" "checkout" {
  provider = aws.edge

  domain_name       = "checkout.hanbitpay.example"
  validation_method = "DNS"
}
