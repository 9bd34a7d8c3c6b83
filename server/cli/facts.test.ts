import assert from 'node:assert/strict';
import { folderWith, remove, sovlint } from './sovlint.testing';

// words after `facts` | what is printed, line by line, in any order among others
const known: readonly [string, readonly RegExp[]][] = [
  [
    'region aws ap-northeast-2',
    [/^ap-northeast-2 \(Amazon/, /countries: South Korea \(KR\)$/, /allowed countries: yes$/, /read on: 20/],
  ],
  ['region aws ap-northeast-2 --lang ko', [/도시: 서울$/, /국가: 대한민국 \(KR\)$/]],
  ['region aws ap-northeast-2 --home JP', [/allowed countries: no$/]],
  ['region aws ap-northeast-1-tpe-1a', [/countries: Taiwan \(TW\)$/]],
  ['region ap-northeast-2', [/^ap-northeast-2 \(Alibaba Cloud\)$/, /^ap-northeast-2 \(Amazon/]],
  ['region azurerm KoreaCentral', [/^koreacentral /, /geo-redundant pair: koreasouth$/]],
  ['region google asia', [/allowed countries: cannot be told$/, /not confined to countries/]],
  ['region aws cn-north-1', [/operator: aws-china, /, /controlled from: China \(CN\)$/]],
  ['region ncloud', [/^KR \(NAVER/, /^JPN? \(NAVER/]],
  ['operator ncloud', [/^naver-cloud: /, /domestic: yes$/, /also called: .*ncloud/]],
  [
    'operator aws-eusc',
    [/controlled from: United States \(US\)$/, /technology from: United/, /code as: .*eusc-de/],
  ],
  ['operator Azure --lang ko', [/^azure: /, /지배 국가: 미국 \(US\)$/, /국내 사업자: 아니요$/, /확인일: 20/]],
  ['host https://user@API.OpenAI.com:443/v1', [/^api\.openai\.com /, /kind: model-api$/, /domestic: no$/]],
  ['host 1.dkr.ecr.us-east-1.amazonaws.com', [/place: aws\/us-east-1$/, /countries: United States \(US\)$/]],
];

const refused: readonly [string, number, RegExp][] = [
  ['', 2, /facts takes region \[PROVIDER\] CODE, operator ID or host NAME/],
  ['city Seoul', 2, /facts takes region/],
  ['host a b', 2, /facts takes region/],
  ['region a b c', 2, /facts takes region/],
  ['toString x', 2, /facts takes region/],
  ['host a.example --format sarif', 2, /text or json/],
  ['host a.example --format json=a', 2, /text or json/],
  ['host a.example', 1, /no fact knows the host a\.example: it is unknown/],
  ['region aws nowhere-1', 1, /no fact knows the region aws nowhere-1/],
  ['region nobody us-east-1', 1, /no fact knows/],
  ['operator nobody --lang ko', 1, /운영 주체 nobody/],
];

describe('facts', () => {
  let folder: string;
  before(() => {
    folder = folderWith({});
  });
  after(() => remove(folder));

  for (const [words, wanted] of known) {
    it(`answers ${words}`, async () => {
      const { status, out } = await sovlint(folder, `facts ${words}`);
      const lines = out.split('\n');
      assert.equal(status, 0);
      for (const line of wanted)
        assert.ok(
          lines.some((one) => line.test(one)),
          `${line} in ${out}`,
        );
      assert.ok(!/undefined|cli\./.test(out), out);
    });
  }

  for (const [words, status, error] of refused) {
    it(`refuses ${words || 'nothing'}`, async () => {
      const outcome = await sovlint(folder, `facts ${words}`);
      assert.deepEqual([outcome.status, outcome.out], [status, '']);
      assert.match(outcome.error, error);
    });
  }

  it('gives each fact as JSON, with source, date and confidence', async () => {
    const { out } = await sovlint(folder, 'facts region azure koreacentral --format json');
    const { version, home, kind, facts } = JSON.parse(out);
    assert.deepEqual([version, home, kind, facts.length], [1, 'KR', 'region', 1]);
    const [{ code, countries, pair, allowed, operator, control, source, checked, confidence }] = facts;
    assert.deepEqual(
      [code, countries, pair, allowed, operator, control, confidence],
      ['koreacentral', ['KR'], 'koreasouth', true, 'azure', ['US'], 'high'],
    );
    assert.ok(source && /^20\d\d-\d\d-\d\d$/.test(checked));
  });
});
