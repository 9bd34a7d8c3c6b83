import assert from 'node:assert/strict';
import data from 'sovlint:rules';
import { loadFacts } from './index';

const facts = loadFacts(data);

describe('places', () => {
  const cases: [provider: string, code: string, code: string, region: string, countries: string[]][] = [
    ['aws', 'ap-northeast-2', 'ap-northeast-2', 'ap-northeast-2', ['KR']],
    ['aws', 'us-east-1a', 'us-east-1a', 'us-east-1', ['US']],
    ['aws', 'use1-az1', 'use1-az1', 'us-east-1', ['US']],
    ['aws', 'us-east-1-bos-1a', 'us-east-1-bos-1a', 'us-east-1', ['US']],
    ['aws', 'us-east-1-bue-1a', 'us-east-1-bue-1a', 'us-east-1', ['AR']],
    ['aws', 'EU', 'eu-west-1', 'eu-west-1', ['IE']],
    ['aws', 'aws-global', 'aws-global', 'aws-global', []],
    ['azure', 'Korea Central', 'koreacentral', 'koreacentral', ['KR']],
    ['azure', 'koreacentral', 'koreacentral', 'koreacentral', ['KR']],
    ['azure', 'East US 2', 'eastus2', 'eastus2', ['US']],
    ['azure', 'koreacentral-1', 'koreacentral-1', 'koreacentral', ['KR']],
    ['azure', 'eastus2-3', 'eastus2-3', 'eastus2', ['US']],
    ['azure', 'global', 'global', 'global', []],
    ['aws', 'ap-northeast-2-wl1-sel-wlz-1', 'ap-northeast-2-wl1-sel-wlz-1', 'ap-northeast-2', ['KR']],
    ['aws', 'eu-west-3-wl1-cmn-wlz-1', 'eu-west-3-wl1-cmn-wlz-1', 'eu-west-3', ['MA']],
    ['gcp', 'ASIA-NORTHEAST3', 'asia-northeast3', 'asia-northeast3', ['KR']],
    ['gcp', 'asia-northeast3-a', 'asia-northeast3-a', 'asia-northeast3', ['KR']],
    ['gcp', 'ASIA', 'asia', 'asia', []],
    ['gcp', 'US', 'us', 'us', ['US']],
    ['gcp', 'global', 'global', 'global', []],
    ['gcp', 'ASIA1', 'asia1', 'asia1', ['JP']],
    ['gcp', 'eur4', 'eur4', 'eur4', ['FI', 'NL']],
    ['gcp', 'regional-asia-northeast3', 'asia-northeast3', 'asia-northeast3', ['KR']],
    ['oci', 'icn', 'ap-seoul-1', 'ap-seoul-1', ['KR']],
    ['oci', 'ap-chuncheon-1', 'ap-chuncheon-1', 'ap-chuncheon-1', ['KR']],
    ['ncloud', 'KR', 'KR', 'KR', ['KR']],
    ['ncloud', 'KR-1', 'KR-1', 'KR', ['KR']],
    ['ncloud', 'jpn', 'JPN', 'JPN', ['JP']],
    ['ncloud', 'SGN', 'SGN', 'SGN', ['SG']],
    ['alibaba', 'me-central-1', 'me-central-1', 'me-central-1', ['SA']],
    ['alibaba', 'cn-hangzhou-i', 'cn-hangzhou-i', 'cn-hangzhou', ['CN']],
    ['hetzner', 'fsn1-dc14', 'fsn1-dc14', 'fsn1', ['DE']],
    ['ovh', 'gra11', 'GRA11', 'GRA11', ['FR']],
    ['scaleway', 'fr-par-1', 'fr-par-1', 'fr-par', ['FR']],
    ['huawei', 'ap-southeast-1', 'ap-southeast-1', 'ap-southeast-1', ['HK']],
    ['outscale', 'eu-west-2', 'eu-west-2', 'eu-west-2', ['FR']],
    ['ibm', 'us-south-1', 'us-south-1', 'us-south', ['US']],
    ['ibm', 'dal10', 'dal10', 'dal', ['US']],
    ['tencent', 'ap-seoul-2', 'ap-seoul-2', 'ap-seoul', ['KR']],
  ];
  for (const [provider, written, code, region, countries] of cases) {
    it(`${provider} ${written} is ${code} in ${countries.join('+') || 'no one country'}`, () => {
      const place = facts.place(provider, written);
      assert.deepEqual(
        { provider: place?.provider, code: place?.code, region: place?.region, countries: place?.countries },
        { provider, code, region, countries },
      );
    });
  }

  for (const [table, code, countries] of [
    ['bedrock-inference', 'us.anthropic.claude-sonnet-4-v1:0', ['US']],
    ['bedrock-inference', 'arn:aws:bedrock:ap-northeast-2:1:inference-profile/apac.anthropic.claude-x', []],
    ['bedrock-inference', 'global.anthropic.claude-sonnet-4', []],
    ['bedrock-inference', 'jp.anthropic.claude-sonnet-4', ['JP']],
    ['bedrock-inference', 'anthropic.claude-sonnet-4-v1:0', undefined],
    ['azure-openai-sku', 'GlobalStandard', []],
    ['azure-openai-sku', 'Standard', undefined],
  ] as const) {
    it(`${table} ${code} answers in ${countries?.join() ?? 'its own region'}`, () => {
      assert.deepEqual(facts.place(table, code)?.countries, countries);
      assert.ok(facts.places(code).every((place) => place.provider !== table));
    });
  }

  it('has all members of the EU for a multi-region that the EU bounds', () => {
    assert.equal(facts.place('gcp', 'EU')?.countries.length, 27);
    assert.equal(facts.place('gcp', 'EU')?.kind, 'multi-region');
  });

  for (const [provider, code] of [
    ['aws', 'xx-nowhere-1'],
    ['aws', 'us-east-1-xyz-1a'],
    ['aws', 'eu-isoe-west-1'],
    ['aws', ''],
    ['aws', `us-east-1${'a'.repeat(100)}`],
    ['azure', 'ap-northeast-2'],
    ['nobody', 'us-east-1'],
  ] as const) {
    it(`does not know ${provider} ${code.slice(0, 20)}`, () =>
      assert.equal(facts.place(provider, code), undefined));
  }

  it('names the operator of a partition that another company runs', () => {
    assert.equal(facts.place('aws', 'cn-north-1')?.operator, 'aws-china');
    assert.equal(facts.place('azure', 'China North 2')?.operator, 'azure-china');
    assert.equal(facts.place('aws', 'ap-northeast-2')?.operator, undefined);
  });

  it('finds a code under every provider that knows it', () => {
    const countries = Object.fromEntries(
      facts.places('eu-west-2').map((p) => [p.provider, p.countries.join()]),
    );
    assert.deepEqual(countries, { alibaba: 'FR', aws: 'GB', outscale: 'FR' });
    assert.deepEqual(facts.places('nowhere-9'), []);
  });
});

describe('region pairs', () => {
  for (const [region, pair] of [
    ['koreacentral', 'koreasouth'],
    ['Brazil South', 'southcentralus'],
    ['Southeast Asia', 'eastasia'],
    ['polandcentral', undefined],
  ] as const) {
    it(`${region} copies to ${pair ?? 'nowhere'}`, () =>
      assert.equal(facts.pair('azure', region)?.code, pair));
  }
});

describe('hosts', () => {
  const cases: [host: string, operator: string | undefined, kind?: string, place?: string][] = [
    ['docker.io', 'docker', 'container-registry'],
    ['Docker.IO:443', 'docker', 'container-registry'],
    ['123456789012.dkr.ecr.ap-northeast-2.amazonaws.com', 'aws', 'container-registry', 'aws/ap-northeast-2'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'aws-china', 'container-registry', 'aws/cn-north-1'],
    ['asia-northeast3-docker.pkg.dev', 'google-cloud', 'container-registry', 'gcp/asia-northeast3'],
    ['eu.gcr.io', 'google-cloud', 'container-registry', 'gcp/eu'],
    ['k8s.gcr.io', 'google-cloud', 'container-registry'],
    ['icn.ocir.io', 'oracle-cloud', 'container-registry', 'oci/ap-seoul-1'],
    ['s3.us-east-1.amazonaws.com', 'aws', 'storage', 'aws/us-east-1'],
    ['us-west-2.my-bucket.s3.ap-northeast-2.amazonaws.com', 'aws', 'storage', 'aws/ap-northeast-2'],
    ['us-west-2.s3.amazonaws.com', 'aws', 'storage'],
    ['s3-us-west-2.amazonaws.com', 'aws', 'storage', 'aws/us-west-2'],
    ['db.abc.us-east-1.rds.amazonaws.com', 'aws', 'platform', 'aws/us-east-1'],
    ['kr.object.ncloudstorage.com', 'naver-cloud', 'storage', 'ncloud/KR'],
    ['us.object.ncloudstorage.com', 'naver-cloud', 'storage', 'ncloud/USWN'],
    ['s3.gra.io.cloud.ovh.net', 'ovhcloud', 'storage', 'ovh/GRA'],
    ['http-intake.logs.us3.datadoghq.com', 'datadog', 'telemetry'],
    ['us-central1-aiplatform.googleapis.com', 'google-cloud', 'model-api', 'gcp/us-central1'],
    ['aiplatform.googleapis.com', 'google-cloud', 'model-api', 'gcp/global'],
    ['api.openai.com', 'openai', 'model-api'],
    ['kcr.dev', undefined],
    ['abc.kr.private-ncr.ntruss.com', 'naver-cloud', 'container-registry', 'ncloud/KR'],
    ['abc.sgn.ncr.ntruss.com', 'naver-cloud', 'container-registry', 'ncloud/SGN'],
    ['asia-northeast3-python.pkg.dev', 'google-cloud', 'package-registry', 'gcp/asia-northeast3'],
    ['koreacentral-0.in.applicationinsights.azure.com', 'azure', 'telemetry', 'azure/koreacentral-0'],
    ['prometheus-community.github.io', 'github', 'chart-repository'],
    ['demo.kr-central-2.kcr.dev', 'kakao-enterprise', 'container-registry', 'kakaocloud/kr-central-2'],
    ['evildocker.io', undefined],
    ['docker.io.example.com', undefined],
    ['registry.example.co.kr', undefined],
    ['amazonaws.com', undefined],
  ];
  for (const [host, operator, kind, place] of cases) {
    it(`${host} is ${operator ?? 'not known'}${place ? ` in ${place}` : ''}`, () => {
      const fact = facts.host(host);
      assert.equal(fact?.operator, operator);
      assert.equal(fact?.kind, kind);
      assert.equal(fact?.place && `${fact.place.provider}/${fact.place.code}`, place);
    });
  }

  it('gives the countries of the place that the host names', () => {
    assert.deepEqual(facts.host('us.object.ncloudstorage.com')?.countries, ['US']);
    assert.deepEqual(facts.host('s3.us-east-1.amazonaws.com')?.countries, ['US']);
    assert.deepEqual(facts.host('datadoghq.eu')?.countries, ['DE']);
  });
});

describe('public base images', () => {
  const cases: [host: string, repository: string, base: boolean][] = [
    ['docker.io', 'library/python', true],
    ['index.docker.io', 'library/debian', true],
    ['docker.io', 'library/nginx', false],
    ['docker.io', 'library/redis', false],
    ['docker.io', 'python', false],
    ['docker.io', 'someone/python', false],
    ['gcr.io', 'distroless/static-debian12', true],
    ['gcr.io', 'project/app', false],
    ['mcr.microsoft.com', 'dotnet/aspnet', true],
    ['mcr.microsoft.com', 'mssql/server', false],
    ['registry.k8s.io', 'pause', true],
    ['registry.k8s.io', 'ingress-nginx/controller', false],
    ['public.ecr.aws', 'docker/library/node', true],
    ['registry.access.redhat.com', 'ubi9/ubi-minimal', true],
    ['registry.example.com', 'library/python', false],
  ];
  for (const [host, repository, base] of cases)
    it(`${host}/${repository} is ${base ? 'one' : 'none'}`, () =>
      assert.equal(facts.isPublicBase(host, repository), base));
});

describe('operators', () => {
  for (const [name, id, control] of [
    ['naver-cloud', 'naver-cloud', ['KR']],
    ['ncloud', 'naver-cloud', ['KR']],
    ['ktcloud', 'kt-cloud', ['KR']],
    ['gcp', 'google-cloud', ['US']],
    ['otc', 't-systems', ['DE']],
    ['hugging-face', 'hugging-face', ['US', 'FR']],
    ['nobody', undefined, undefined],
  ] as const) {
    it(`${name} is ${id ?? 'not known'}`, () => {
      assert.equal(facts.operator(name)?.id, id);
      assert.deepEqual(facts.operator(name)?.control, control);
    });
  }
});

describe('identifiers', () => {
  const cases: [text: string, place?: string, written?: string, account?: string][] = [
    ['arn:aws:kms:us-east-1:111122223333:key/1234abcd', 'aws/us-east-1', 'us-east-1', '111122223333'],
    ['arn:aws:s3:::my-bucket', undefined, '', undefined],
    ['arn:aws:iam::111122223333:role/r', undefined, '', '111122223333'],
    [
      'awskms:///arn:aws:kms:ap-northeast-2:111122223333:key/1',
      'aws/ap-northeast-2',
      'ap-northeast-2',
      '111122223333',
    ],
    ['arn:aws:sqs:xx-new-1:111122223333:q', undefined, 'xx-new-1', '111122223333'],
    ['projects/p/locations/us-central1/keyRings/r/cryptoKeys/k', 'gcp/us-central1', 'us-central1', 'p'],
    [
      'https://www.googleapis.com/compute/v1/projects/p/zones/asia-northeast3-a/disks/d',
      'gcp/asia-northeast3-a',
      'asia-northeast3-a',
      'p',
    ],
    ['projects/p/global/networks/default', 'gcp/global', 'global', 'p'],
    ['projects/p/secrets/s', undefined, '', 'p'],
    ['ocid1.key.oc1.ap-seoul-1.abcd.xyz', 'oci/ap-seoul-1', 'ap-seoul-1', undefined],
    ['ocid1.instance.oc1.icn.abcd', 'oci/ap-seoul-1', 'icn', undefined],
    ['ocid1.tenancy.oc1..aaaa', undefined, '', undefined],
    ['crn:v1:bluemix:public:kms:us-south:a/acct:inst:key:k', 'ibm/us-south', 'us-south', 'acct'],
    ['acs:kms:cn-hangzhou:1234:key/k', 'alibaba/cn-hangzhou', 'cn-hangzhou', '1234'],
    ['/subscriptions/0000-11/resourceGroups/g', undefined, '', '0000-11'],
  ];
  for (const [text, place, written, account] of cases) {
    it(`${text} names ${place ?? 'no known place'}`, () => {
      const found = facts.placeInIdentifier(text)!;
      assert.equal(found.place && `${found.place.provider}/${found.place.code}`, place);
      assert.equal(text.slice(...found.range), written);
      assert.equal(found.account, account);
    });
  }
  for (const text of ['my-bucket', 'us-east-1', 'barn:aws:kms:us-east-1:1:key/1', 'alias/key'])
    it(`${text} is no identifier`, () => assert.equal(facts.placeInIdentifier(text), undefined));
});

describe('jurisdictions', () => {
  it('has the members of a bloc, and a country as itself', () => {
    assert.equal(facts.members('EU').length, 27);
    assert.deepEqual(facts.members('KR'), ['KR']);
  });

  const customary: [jurisdiction: string, provider: string, first: string | undefined][] = [
    ['KR', 'aws', 'ap-northeast-2'],
    ['KR', 'azure', 'koreacentral'],
    ['KR', 'gcp', 'asia-northeast3'],
    ['KR', 'oci', 'ap-seoul-1'],
    ['KR', 'ncloud', 'KR'],
    ['KR', 'hetzner', undefined],
    ['EU', 'aws', 'eu-central-1'],
    ['EU', 'azure', 'germanywestcentral'],
    ['EU', 'gcp', 'europe-west3'],
    ['FR', 'aws', 'eu-west-3'],
    ['DK', 'azure', 'denmarkeast'],
  ];
  for (const [jurisdiction, provider, first] of customary) {
    it(`proposes ${first ?? 'nothing'} of ${provider} in ${jurisdiction}`, () => {
      assert.equal(facts.regionsIn(provider, facts.members(jurisdiction))[0]?.code, first);
    });
  }
  it('proposes regions inside alone, those of other partitions last', () => {
    const codes = facts.regionsIn('aws', ['US']).map((place) => place.code);
    assert.deepEqual(codes.slice(0, 4), ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']);
    assert.ok(codes.indexOf('us-gov-east-1') > 3);
    assert.ok(!codes.includes('ap-northeast-2'));
  });
});
