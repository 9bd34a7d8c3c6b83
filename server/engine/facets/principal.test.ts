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
});
