import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const block = (type: string, body: string) => ({
  'main.tf': `terraform {\n  ${type === 'cloud' ? 'cloud' : `backend "${type}"`} {\n${body}\n  }\n}`,
});

describe('the state facet', () => {
  // [type, body, `operator host platform-home`, or nothing]
  const cases: [string, string, string[]][] = [
    ['cloud', 'organization = "o"', ['hashicorp app.terraform.io false']],
    ['cloud', 'hostname = "tfe.hanbit.kr"', ['? tfe.hanbit.kr ?']],
    ['remote', 'organization = "o"', ['hashicorp app.terraform.io false']],
    ['remote', '', ['? - ?']],
    ['s3', 'bucket = "b"\nkey = "k"\nregion = "ap-northeast-2"', ['aws - true']],
    ['s3', 'bucket = "b"\nkey = "k"\nregion = "us-east-1"', ['aws - false']],
    ['s3', 'bucket = "b"\nkey = "k"\nregion = "cn-north-1"', ['aws-china - false']],
    ['s3', 'bucket = "b"\nkey = "k"', ['aws - false']],
    ['s3', '', ['aws - ?  maybe']],
    [
      's3',
      'bucket = "b"\nkey = "k"\nregion = "us-east-1"\nendpoints = { s3 = "https://kr.object.ncloudstorage.com" }',
      ['naver-cloud kr.object.ncloudstorage.com true'],
    ],
    ['s3', 'bucket = "b"\nkey = "k"\nendpoint = "http://minio:9000"', []],
    ['gcs', 'bucket = "b"', ['google-cloud - false']],
    ['gcs', 'bucket = "b"\nlocation = "asia-northeast3"', ['google-cloud - true']],
    ['azurerm', '', ['azure - false']],
    ['oss', 'bucket = "b"\nregion = "ap-northeast-2"', ['alibaba-cloud - true']],
    [
      'http',
      'address = "https://gitlab.com/api/v4/projects/1/terraform/state/prod"',
      ['gitlab gitlab.com false'],
    ],
    ['http', 'address = "https://state.hanbit.kr/prod"', ['? state.hanbit.kr ?']],
    ['pg', 'conn_str = "postgres://user:pass@db.internal/state"', []],
    ['local', 'path = "x"', []],
    ['kubernetes', 'secret_suffix = "x"', []],
  ];
  for (const [type, body, expected] of cases) {
    it(`${type} { ${body.replaceAll('\n', '; ')} }`, () => {
      const lines = scene(block(type, body)).lines(
        `backend.${type}`,
        'state',
        'operator',
        'host',
        'platform-home',
      );
      assert.deepEqual(
        lines.map((line) => line.trim()),
        expected,
      );
    });
  }

  it('leaves nothing to operate/foreign-operator where that rule is on', () => {
    const files = block('s3', 'bucket = "b"\nkey = "k"\nregion = "ap-northeast-2"');
    const home = (changes: object) => scene(files, changes).lines('backend.s3', 'state', 'platform-home');
    assert.deepEqual(home({ rules: { 'operate/foreign-operator': 'warning' } }), ['false ']);
    assert.deepEqual(home({ only: ['operate/foreign-operator'] }), ['false ']);
    assert.deepEqual(home({ rules: { 'operate/foreign-operator': 'off' } }), ['true ']);
  });
});
