// A made-up root module as large ones look: 200 files, three resources in most of them, with what they share (variables,
// locals, provider blocks) in files of its own, and calls of two local modules.

/** The module's files by path; the folder is `platform`. */
export function moduleFiles() {
  const files = {
    'platform/providers.tf': providers,
    'platform/variables.tf': variables,
    'platform/locals.tf': locals,
    'platform/terraform.tfvars': 'environment = "prod"\nteam = "ledger"\n',
    'modules/queue/main.tf': queueModule,
    'modules/store/main.tf': storeModule,
  };
  const makers = [bucketFile, databaseFile, functionFile, clusterFile, queueFile];
  for (let i = 0; Object.keys(files).length < 202; i++) {
    const name = `s${String(i).padStart(3, '0')}`;
    files[`platform/${name}.tf`] = i % 16 === 15 ? callFile(name, i) : makers[i % makers.length](name, i);
  }
  return files;
}

/** Where a person may type: a file of the module, the text before the caret, and what is typed there, key by key. */
export const keystrokes = [
  {
    what: 'a literal of a resource',
    path: 'platform/s001.tf',
    after: 'identifier = "${local.prefix}-s001',
    typed: '-database',
  },
  { what: 'a tag of a resource', path: 'platform/s000.tf', after: 'cost-center = "cc-0', typed: '1234567' },
  { what: 'a comment', path: 'platform/s100.tf', after: '# Owned by the ledger team', typed: ' and others.' },
  { what: 'a new block', path: 'platform/s050.tf', after: '\n\n', typed: 'resource "aws_s3_bucket"' },
  {
    what: 'a local that all tags use',
    path: 'platform/locals.tf',
    after: 'cost-unit = "unit-',
    typed: 'abcdefgh',
  },
  {
    what: 'the provider’s region',
    path: 'platform/variables.tf',
    after: 'default = "ap-northeast-2',
    typed: 'abcdefgh',
  },
  {
    what: 'a called module',
    path: 'modules/queue/main.tf',
    after: 'name = "${var.name}',
    typed: '-dead-letters',
  },
];

const providers = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
  backend "s3" {
    bucket = "hanbit-state"
    key    = "platform"
    region = "ap-northeast-2"
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = local.common
  }
}

provider "aws" {
  alias  = "dr"
  region = local.regions["dr"]
}
`;

const variables = `variable "region" {
  type    = string
  default = "ap-northeast-2"
}

variable "environment" {
  type = string
}

variable "team" {
  type    = string
  default = "platform"
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "retention" {
  type    = number
  default = 30
}

variable "subnets" {
  type    = map(object({ zone = string, cidr = string, public = optional(bool, false) }))
  default = {
    a = { zone = "ap-northeast-2a", cidr = "10.0.1.0/24" }
    b = { zone = "ap-northeast-2b", cidr = "10.0.2.0/24" }
    c = { zone = "ap-northeast-2c", cidr = "10.0.3.0/24", public = true }
  }
}
`;

const locals = `locals {
  prefix  = "\${var.team}-\${var.environment}"
  regions = { main = var.region, dr = "ap-northeast-1" }
  common = {
    team        = var.team
    environment = var.environment
    cost-unit = "unit-"
  }
  tags = merge(local.common, var.tags, { domestic-operator = "kt-cloud" })
}

resource "aws_kms_key" "main" {
  description = "\${local.prefix} data"
  tags        = local.tags
}

resource "aws_subnet" "main" {
  for_each          = var.subnets
  availability_zone = each.value.zone
  cidr_block        = each.value.cidr
  vpc_id            = "vpc-0a1b2c"
  tags              = merge(local.tags, { Name = "\${local.prefix}-\${each.key}" })
}
`;

function bucketFile(name, i) {
  return `# Owned by the ledger team

resource "aws_s3_bucket" "${name}" {
  bucket = "\${local.prefix}-${name}"
  tags = merge(local.tags, {
    service     = "${name}"
    cost-center = "cc-${String(i).padStart(4, '0')}"
  })
}

resource "aws_s3_bucket_server_side_encryption_configuration" "${name}" {
  bucket = aws_s3_bucket.${name}.id
  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.main.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "${name}" {
  bucket = aws_s3_bucket.${name}.id
  versioning_configuration {
    status = "Enabled"
  }
}
`;
}

function databaseFile(name, i) {
  return `# Owned by the ledger team

resource "aws_db_instance" "${name}" {
  identifier = "\${local.prefix}-${name}"
  engine                  = "postgres"
  instance_class          = "db.r6g.large"
  allocated_storage       = ${20 + i}
  storage_encrypted       = ${i % 3 !== 0}
  ${i % 3 === 1 ? 'kms_key_id              = aws_kms_key.main.arn' : 'multi_az                = true'}
  backup_retention_period = var.retention
  availability_zone       = var.subnets["a"].zone
  tags                    = merge(local.tags, { service = "${name}" })
}

resource "aws_db_parameter_group" "${name}" {
  name   = "\${local.prefix}-${name}"
  family = "postgres15"
  parameter {
    name  = "log_connections"
    value = "1"
  }
  tags = local.tags
}

resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/aws/rds/instance/\${aws_db_instance.${name}.identifier}"
  retention_in_days = var.retention
  tags              = local.tags
}
`;
}

function functionFile(name) {
  return `# Owned by the ledger team

resource "aws_lambda_function" "${name}" {
  function_name = "\${local.prefix}-${name}"
  role          = aws_iam_role.${name}.arn
  image_uri     = "123456789012.dkr.ecr.\${var.region}.amazonaws.com/${name}:1"
  package_type  = "Image"
  environment {
    variables = {
      STAGE   = var.environment
      DB_HOST = "db.\${local.prefix}.internal"
    }
  }
  tags = merge(local.tags, { service = "${name}" })
}

resource "aws_iam_role" "${name}" {
  name = "\${local.prefix}-${name}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/aws/lambda/\${aws_lambda_function.${name}.function_name}"
  retention_in_days = var.retention
  kms_key_id        = aws_kms_key.main.arn
  tags              = local.tags
}
`;
}

function clusterFile(name) {
  return `# Owned by the ledger team

resource "aws_elasticache_replication_group" "${name}" {
  replication_group_id       = "\${local.prefix}-${name}"
  description                = "sessions of ${name}"
  node_type                  = "cache.r6g.large"
  at_rest_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.${name}.name
  tags                       = merge(local.tags, { service = "${name}" })
}

resource "aws_elasticache_subnet_group" "${name}" {
  name       = "\${local.prefix}-${name}"
  subnet_ids = [for subnet in aws_subnet.main : subnet.id]
}

resource "aws_security_group" "${name}" {
  name   = "\${local.prefix}-${name}"
  vpc_id = "vpc-0a1b2c"
  dynamic "ingress" {
    for_each = var.subnets
    content {
      from_port   = 6379
      to_port     = 6379
      protocol    = "tcp"
      cidr_blocks = [ingress.value.cidr]
    }
  }
  tags = local.tags
}
`;
}

function queueFile(name) {
  return `# Owned by the ledger team

resource "aws_sqs_queue" "${name}" {
  name                    = "\${local.prefix}-${name}"
  sqs_managed_sse_enabled = true
  redrive_policy          = jsonencode({ deadLetterTargetArn = aws_sqs_queue.${name}_dead.arn, maxReceiveCount = 4 })
  tags                    = merge(local.tags, { service = "${name}" })
}

resource "aws_sqs_queue" "${name}_dead" {
  name              = "\${local.prefix}-${name}-dead"
  kms_master_key_id = aws_kms_key.main.id
  tags              = local.tags
}

resource "aws_dynamodb_table" "${name}" {
  name         = "\${local.prefix}-${name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.main.arn
  }
  tags = local.tags
}
`;
}

function callFile(name, i) {
  const module = i % 32 === 15 ? 'queue' : 'store';
  return `# Owned by the ledger team

module "${name}" {
  source = "../modules/${module}"
  name   = "\${local.prefix}-${name}"
  tags   = local.tags
}

resource "aws_ssm_parameter" "${name}" {
  name  = "/\${local.prefix}/${name}"
  type  = "String"
  value = module.${name}.name
  tags  = local.tags
}
`;
}

const queueModule = `variable "name" {
  type = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_sqs_queue" "this" {
  name = "\${var.name}"
  tags = var.tags
}

resource "aws_sns_topic" "this" {
  name = var.name
  tags = var.tags
}

output "name" {
  value = aws_sqs_queue.this.name
}
`;

const storeModule = `variable "name" {
  type = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = merge(var.tags, { Name = var.name })
}

resource "aws_kms_key" "this" {
  tags = var.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.this.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

output "name" {
  value = aws_s3_bucket.this.bucket
}
`;
