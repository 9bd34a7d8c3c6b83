import assert from 'node:assert/strict';
import { policy, scene } from './scene.testing';

/** A key whose policy is one statement. */
function statement(json: string): Record<string, string> {
  return {
    'main.tf': `resource "aws_kms_key" "a" {\n  policy = jsonencode({ Statement = [${json}] })\n}\nvariable "o" {}`,
  };
}

function allow(rest: string): Record<string, string> {
  return statement(`{ Effect = "Allow", Action = "kms:*", Resource = "*", ${rest} }`);
}

describe('the principal facet', () => {
  const everybody = 'Principal = { AWS = "*" }';
  // [title, files, address, `value who limited outside`]
  const cases: [string, Record<string, string>, string[]][] = [
    ['everybody', allow(everybody), ['* anyone false false']],
    ['everybody, in short', allow('Principal = "*"'), ['* anyone false false']],
    ['a denial', statement(`{ Effect = "Deny", ${everybody} }`), []],
    ['no effect', statement(`{ ${everybody} }`), []],
    ['a service', allow('Principal = { Service = "logs.ap-northeast-2.amazonaws.com" }'), []],
    [
      'accounts',
      allow(
        'Principal = { AWS = ["111111111111", "arn:aws:iam::222222222222:root", "arn:aws:iam::$${x}:root"] }',
      ),
      ['111111111111 account false false', 'arn:aws:iam::222222222222:root account false true'],
    ],
    [
      'everybody of an organisation',
      allow(`${everybody}, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1" } }`),
      ['* anyone true false'],
    ],
    [
      'a part of an organisation',
      allow(
        `${everybody}, Condition = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = ["o-1/*/ou-1/*"] } }`,
      ),
      ['* anyone true false'],
    ],
    [
      'an organisation that is not told',
      allow(`${everybody}, Condition = { StringEquals = { "aws:PrincipalOrgID" = var.o } }`),
      ['* anyone ? false'],
    ],
    [
      'everybody but one account',
      allow(`${everybody}, Condition = { StringNotEquals = { "aws:PrincipalAccount" = "1" } }`),
      ['* anyone false false'],
    ],
    [
      'any account by way of a service',
      allow(`${everybody}, Condition = { StringEquals = { "kms:ViaService" = "s3.amazonaws.com" } }`),
      ['* anyone false false'],
    ],
    [
      'a condition that lets all through',
      allow(`${everybody}, Condition = { StringLike = { "aws:PrincipalArn" = "*" } }`),
      ['* anyone false false'],
    ],
    [
      'JSON in a heredoc',
      {
        'main.tf':
          'resource "aws_kms_key" "a" {\n  policy = <<EOT\n{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*"}}\nEOT\n}',
      },
      ['* anyone false false'],
    ],
    [
      'a document of its own',
      {
        'main.tf': `resource "aws_kms_key" "a" {\n  policy = data.aws_iam_policy_document.b.json\n}
data "aws_iam_policy_document" "a" {
  statement {
    principals {
      type = "*"
      identifiers = ["*"]
    }
  }
}
data "aws_iam_policy_document" "b" {
  source_policy_documents = [data.aws_iam_policy_document.a.json, data.aws_iam_policy_document.b.json]
  statement {
    effect = "Deny"
    principals {
      type = "AWS"
      identifiers = ["*"]
    }
  }
}`,
      },
      ['* anyone false false'],
    ],
  ];
  for (const [title, files, expected] of cases) {
    it(title, () => {
      const accounts = { allow: { ...policy.allow, accounts: ['111111111111'] } };
      const lines = scene(files, accounts)
        .lines('aws_kms_key.a', 'principal', 'value', 'who', 'limited', 'outside')
        .map((line) => line.replace(/ @.*/, ''));
      assert.deepEqual(lines, expected);
    });
  }

  it('reads the bindings of a policy that a data source makes', () => {
    const files = {
      'main.tf': `resource "google_kms_crypto_key_iam_policy" "a" {
  policy_data = data.google_iam_policy.a.policy_data
}
data "google_iam_policy" "a" {
  binding {
    role    = "roles/cloudkms.cryptoKeyDecrypter"
    members = ["allAuthenticatedUsers"]
  }
  binding {
    role    = "roles/cloudkms.viewer"
    members = ["group:a@hanbit.kr"]
    condition {
      expression = "false"
    }
  }
}`,
    };
    const lines = scene(files).lines('google_kms_crypto_key_iam_policy.a', 'principal', 'who', 'limited');
    assert.deepEqual(lines, ['anyone false @main.tf:7:17', 'domain ? @main.tf:11:17']);
  });

  it('compares accounts only with others of their kind', () => {
    const files = {
      'main.tf': `resource "google_kms_crypto_key_iam_binding" "a" {
  members = ["allUsers", "user:a@hanbit.kr", "user:a@example.com", "serviceAccount:x@other.iam.gserviceaccount.com",
    "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com"]
}`,
    };
    const lines = (accounts: string[]) =>
      scene(files, { allow: { ...policy.allow, accounts } })
        .lines('google_kms_crypto_key_iam_binding.a', 'principal', 'who', 'outside')
        .map((line) => line.replace(/ @.*/, ''));
    assert.deepEqual(lines(['111111111111']), [
      'anyone false',
      'domain false',
      'domain false',
      'project false',
    ]);
    assert.deepEqual(lines(['hanbit.kr', 'hanbit-prod']), [
      'anyone false',
      'domain false',
      'domain true',
      'project true',
    ]);
  });

  const ours = [
    '111111111111',
    'hanbit.kr',
    'hanbit-prod',
    '11111111-1111-1111-1111-111111111111',
    'ocid1.tenancy.oc1..ours',
  ];
  const sharing = (type: string, policy: string) =>
    `resource "${type}" "a" {\n  policy = jsonencode({ Statement = [${policy}] })\n}`;
  const role = (statement: string) =>
    `resource "aws_iam_role" "a" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", ${statement} }] })\n}`;
  const statements = (...texts: string[]) =>
    `resource "oci_identity_policy" "a" {\n  statements = ${JSON.stringify(texts)}\n}`;
  const define = 'Define tenancy Acme as ocid1.tenancy.oc1..theirs';

  // [title, text of main.tf, `to value who limited outside`]
  const others: [string, string, string[]][] = [
    [
      'a role that everybody may take on',
      role('Action = "sts:AssumeRole", Principal = "*"'),
      ['control * anyone false false'],
    ],
    [
      'a role that whoever knows a word may take on',
      role('Action = "sts:*", Principal = "*", Condition = { StringEquals = { "sts:ExternalId" = "x" } }'),
      ['control * anyone ? false'],
    ],
    [
      'a role for an account of somebody else',
      role('Action = ["sts:AssumeRole"], Principal = { AWS = "arn:aws:iam::222222222222:root" }'),
      ['control arn:aws:iam::222222222222:root account false true'],
    ],
    [
      'a role for a service',
      role('Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" }'),
      [],
    ],
    ['a role that an action does not open', role('Action = "sts:TagSession", Principal = "*"'), []],
    [
      'a queue that everybody may write to',
      sharing('aws_sqs_queue_policy', '{ Effect = "Allow", Action = ["sqs:Send*"], Principal = "*" }'),
      [],
    ],
    [
      'a queue that everybody may read',
      sharing('aws_sqs_queue_policy', '{ Effect = "Allow", NotAction = ["sqs:Delete*"], Principal = "*" }'),
      ['data * anyone false false'],
    ],
    [
      'a queue that everybody may write to, in other words',
      sharing('aws_sqs_queue_policy', '{ Effect = "Allow", NotAction = ["sqs:Rec*"], Principal = "*" }'),
      [],
    ],
    [
      'a queue, and an action that is not told',
      `variable "a" {}\n${sharing('aws_sqs_queue_policy', '{ Effect = "Allow", Action = var.a, Principal = "*" }')}`,
      [],
    ],
    [
      'a bucket: everybody is left unsaid, an account is not',
      sharing(
        'aws_s3_bucket_policy',
        '{ Effect = "Allow", Action = "s3:*", Principal = { AWS = ["*", "222222222222"] } }',
      ),
      ['data 222222222222 account false true'],
    ],
    [
      'a launch permission for all',
      'resource "aws_ami_launch_permission" "a" {\n  group = "all"\n}',
      ['data all anyone false false'],
    ],
    [
      'a role of a project',
      'resource "google_project_iam_member" "a" {\n  role = "roles/owner"\n  member = "user:a@other.com"\n}',
      ['control user:a@other.com domain false true'],
    ],
    [
      'a role that administers nothing',
      'resource "google_project_iam_member" "a" {\n  role = "roles/viewer"\n  member = "user:a@other.com"\n}',
      [],
    ],
    [
      'a role that is not told',
      'variable "r" {}\nresource "google_project_iam_member" "a" {\n  role = var.r\n  member = "user:a@other.com"\n}',
      [],
    ],
    [
      'readers of a dataset',
      'resource "google_bigquery_dataset" "a" {\n  access {\n    user_by_email = "x@other.iam.gserviceaccount.com"\n  }\n  access {\n    domain = "hanbit.kr"\n  }\n  access {\n    special_group = "allAuthenticatedUsers"\n  }\n}',
      [
        'data x@other.iam.gserviceaccount.com project false true',
        'data hanbit.kr domain false false',
        'data allAuthenticatedUsers anyone false false',
      ],
    ],
    [
      'a tenant that manages',
      'resource "azurerm_lighthouse_definition" "a" {\n  managing_tenant_id = "22222222-2222-2222-2222-222222222222"\n}',
      ['control 22222222-2222-2222-2222-222222222222 tenant false true'],
    ],
    [
      'a tenancy that is admitted to manage',
      statements(define, 'Admit group ops of tenancy Acme to manage all-resources in tenancy'),
      ['control Admit group ops of tenancy Acme to manage all-resources in tenancy tenancy false true'],
    ],
    [
      'a tenancy that is admitted to read',
      statements(
        'Define tenancy Us as ocid1.tenancy.oc1..ours',
        'ADMIT GROUP ops OF TENANCY us TO READ buckets IN TENANCY',
      ),
      ['data ADMIT GROUP ops OF TENANCY us TO READ buckets IN TENANCY tenancy false false'],
    ],
    [
      'a tenancy whose name nothing defines',
      statements('Admit group g of tenancy Acme to manage x in tenancy'),
      [],
    ],
    [
      'any tenancy',
      statements('Admit dynamic-group g of any-tenancy to use keys in tenancy'),
      ['control Admit dynamic-group g of any-tenancy to use keys in tenancy anyone false false'],
    ],
    ['what is allowed at home', statements(define, 'Allow group ops to manage all-resources in tenancy'), []],
  ];
  for (const [title, text, expected] of others) {
    it(title, () => {
      const address = /resource "(\w+)" "a"/.exec(text)![1];
      const lines = scene({ 'main.tf': text }, { allow: { ...policy.allow, accounts: ours } })
        .lines(`${address}.a`, 'principal', 'to', 'value', 'who', 'limited', 'outside')
        .map((line) => line.replace(/ @.*/, ''));
      assert.deepEqual(lines, expected);
    });
  }
});
