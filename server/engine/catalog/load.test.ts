import assert from 'node:assert/strict';
import data from 'sovlint:rules';
import Ajv from 'ajv';
import { loadFacts } from '../facts';
import type { CatalogRow } from '../types';
import { loadCatalog } from '.';
import { armRows } from './arm';
import type { WrittenFile } from './written';

const catalog = loadCatalog(data);
const files = Object.entries(data).filter(([path]) => path.startsWith('catalog/')) as [string, WrittenFile][];

describe('the catalog', () => {
  it('has a row for each type once', () => {
    const names = files.flatMap(([, { dialect, types }]) =>
      Object.entries(types).flatMap(([type, { aka = [] }]) =>
        [type, ...aka].map((name) => `${dialect} ${name}`),
      ),
    );
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    data['schema/catalog.schema.json'] as object,
  );
  for (const [path, file] of files) {
    it(`${path} keeps to its schema`, () => {
      assert.ok(validate(file), JSON.stringify(validate.errors?.slice(0, 3), null, 1));
    });
  }

  it('names places and providers that the facts know', () => {
    const facts = loadFacts(data);
    const codes = catalog.rows.flatMap((row) =>
      row.place.flatMap((spec) => {
        const provider = spec.provider ?? row.provider;
        const own = row.type === 'provider.tencentcloud' ? 'tencent' : provider;
        return [...(spec.necessary?.codes ?? []), spec.absent, spec.means].map(
          (code) => [own, code] as const,
        );
      }),
    );
    const nearest = catalog.rows.flatMap((row) =>
      row.copies.flatMap((copy) =>
        Object.values(copy.nearest ?? {}).map((code) => [row.provider, code] as const),
      ),
    );
    const unknown = [...codes, ...nearest].filter(
      ([provider, code]) => code !== undefined && !(provider && facts.place(provider, code)),
    );
    assert.deepEqual(unknown, []);
    for (const [path, { provider }] of files) assert.ok(!provider || facts.provider(provider), path);
  });

  it('names operators, and hosts behind words, that the facts know', () => {
    const facts = loadFacts(data);
    const { services } = data['facts/services.yaml'] as { services: Record<string, { words?: Words }> };
    type Words = Readonly<Record<string, string>>;
    const words: (Words | undefined)[] = [
      ...catalog.rows.flatMap((row) => [...row.services, ...row.packages].map((spec) => spec.words)),
      ...Object.values(services).map((service) => service.words),
    ];
    const hosts = words.flatMap((one) => Object.values(one ?? {}));
    assert.deepEqual(
      hosts.filter((host) => !facts.host(host)),
      [],
    );
    const operators = catalog.rows.flatMap((row) => row.services.flatMap(({ by }) => by ?? []));
    assert.deepEqual(
      operators.filter((id) => id !== 'platform' && !facts.operator(id)),
      [],
    );
  });

  it('knows the keys of what links to what', () => {
    const missing = catalog.rows
      .flatMap((row) => row.key?.linked ?? [])
      .filter((link) => link.at.length === 0)
      .map((link) => link.type);
    assert.deepEqual(missing, []);
  });

  it('has a row for each type, whichever way it is named', () => {
    const place = (dialect: 'terraform' | 'cloudformation' | 'kubernetes', type: string) =>
      catalog.row(dialect, type)?.place.map((spec) => spec.at);
    assert.deepEqual(place('terraform', 'aws_subnet'), [
      'availability_zone',
      'availability_zone_id',
      'region',
      'provider.region',
    ]);
    assert.deepEqual(place('cloudformation', 'AWS::EC2::Subnet'), ['AvailabilityZone', 'AvailabilityZoneId']);
    assert.deepEqual(place('terraform', 'awscc_ec2_subnet'), [
      'availability_zone',
      'availability_zone_id',
      'provider.region',
    ]);
    assert.equal(catalog.row('terraform', 'aws_iam_role_policy_attachment')?.type, 'aws_iam_*');
    assert.equal(catalog.row('terraform', 'aws_fsx_windows_file_system')?.thing.en, 'FSx file system');
    assert.equal(catalog.row('kubernetes', 'apps/v1/Deployment')?.thing.en, 'deployment');
    assert.equal(catalog.row('kubernetes', 'v1/Pod')?.thing.en, 'pod');
    assert.equal(catalog.row('kubernetes', 'serving.knative.dev/v1/Service')?.thing.en, 'Knative service');
    assert.equal(catalog.row('kubernetes', 'v1/Service'), undefined);
    assert.equal(catalog.row('terraform', 'random_id'), undefined);
  });

  it('knows types without a place, and lets a row of their own come first', () => {
    const thing = { en: 'thing', ko: '것' };
    const file = (rest: object) => ({
      dialect: 'terraform',
      provider: 'gcp',
      source: 's',
      checked: 'd',
      ...rest,
    });
    const small = loadCatalog({
      'catalog/a.yaml': file({ placeless: { thing, types: ['a_b', 'a_c_*'] }, types: {} }),
      'catalog/b.yaml': file({
        types: { a_b: { thing, place: ['zone'] }, a_c_d: { thing, place: ['zone'] } },
      }),
    });
    const places = ['a_b', 'a_c_d', 'a_c_e', 'a_d'].map((type) => small.row('terraform', type)?.place.length);
    assert.deepEqual(places, [1, 1, 0, undefined]);
    assert.ok(catalog.row('terraform', 'google_folder')?.is.includes('placeless'));
  });

  it('reads Crossplane’s types by the rows of those that they are made from', () => {
    const row = (type: string) => catalog.row('kubernetes', type);
    assert.deepEqual(
      ['rds.aws.upbound.io/v1beta2/Instance', 'rds.aws.m.upbound.io/v1beta1/Instance'].map((type) =>
        row(type)?.place.map(({ at }) => at),
      ),
      Array(2).fill(['spec.forProvider.availabilityZone', 'spec.forProvider.region']),
    );
    assert.deepEqual(row('kms.gcp.upbound.io/v1beta1/KeyRing')?.place[0]?.at, 'spec.forProvider.location');
    assert.equal(row('s3.aws.upbound.io/v1beta1/Bucket')?.key?.absent, 'unknown');
    const missing = files.flatMap(([, { crossplane = {} }]) =>
      Object.values(crossplane).filter((type) => !catalog.row('terraform', type)),
    );
    assert.deepEqual(missing, []);
  });

  it('writes CloudFormation’s paths as CloudFormation does, and Cloud Control’s in snake case', () => {
    const keys = (type: string, dialect: 'terraform' | 'cloudformation' = 'cloudformation') =>
      catalog.row(dialect, type)?.key?.at;
    assert.deepEqual(keys('AWS::RDS::DBInstance'), ['KmsKeyId']);
    assert.deepEqual(keys('AWS::SQS::Queue'), ['KmsMasterKeyId']);
    assert.deepEqual(catalog.row('cloudformation', 'AWS::EC2::Volume')?.key?.unless, ['SnapshotId']);
    assert.deepEqual(
      catalog.row('terraform', 'awscc_networkfirewall_logging_configuration')?.copies[0]?.target,
      'logging_configuration.log_destination_configs.log_destination.[bucketName]',
    );
    assert.equal(
      catalog.row('terraform', 'awscc_lex_bot_alias')?.copies[1]?.target,
      'conversation_log_settings.text_log_settings.destination.cloudwatch.cloudwatch_log_group_arn',
    );
    assert.deepEqual(catalog.row('terraform', 'awscc_ecs_task_definition')?.programs[0]?.arguments, [
      'entry_point',
      'command',
    ]);
    assert.deepEqual(keys('awscc_s3_bucket', 'terraform'), [
      'bucket_encryption.server_side_encryption_configuration.server_side_encryption_by_default.kms_master_key_id',
    ]);
    assert.deepEqual(catalog.row('cloudformation', 'AWS::SSM::Parameter')?.tags, {
      at: 'Tags',
      shape: 'map',
    });
    assert.deepEqual(catalog.row('terraform', 'awscc_rds_db_instance')?.tags, { at: 'tags', shape: 'list' });
  });

  it('writes each name as its language does', () => {
    const styles = { terraform: /^[a-z][a-z0-9_]*$/, cloudformation: /^[A-Z][A-Za-z0-9]*$/ } as const;
    const strange = catalog.rows.flatMap((row) => {
      const style = styles[row.dialect as keyof typeof styles];
      if (!style || row.module) return [];
      // What stands below these is written in another language.
      const names = pathsOf(row).flatMap((path) =>
        path.replace(/\.\$json.*$|(?<=^manifest)\..*/, '').split('.'),
      );
      return names.filter((name) => !/^[[*]/.test(name) && !style.test(name)).map((name) => [row.type, name]);
    });
    assert.deepEqual(strange, []);
  });

  it('says what a type is once', () => {
    const seen = new Map<string, number>();
    const count = (name: string) => seen.set(name.toLowerCase(), (seen.get(name.toLowerCase()) ?? 0) + 1);
    for (const [, { dialect, types }] of files)
      for (const [type, { aka = [] }] of Object.entries(types))
        for (const name of [type, ...aka]) count(`${dialect} ${name}`);
    for (const [, { types }] of files)
      for (const row of Object.values(types)) for (const [type] of armRows(row)) count(`arm ${type}`);
    assert.deepEqual(
      [...seen].filter(([, count]) => count > 1).map(([key]) => key),
      [],
    );
  });

  it('offers no redundancy that is itself one', () => {
    const settings = catalog.rows.flatMap((row) => row.copies.flatMap(({ redundancy }) => redundancy ?? []));
    assert.deepEqual(
      settings.filter(({ geo, fix }) => fix !== undefined && geo.includes(fix)),
      [],
    );
  });

  it('asks for no key of what stores nothing', () => {
    const asked = catalog.rows.filter(
      ({ key, is }) => key && key.absent !== 'unknown' && !is.includes('stores-data'),
    );
    assert.deepEqual(
      asked.map(({ type }) => type),
      [],
    );
  });

  it('knows Azure’s types in Resource Manager’s words, and as azapi writes them', () => {
    const row = (type: string) => catalog.row('arm', type);
    assert.deepEqual(row('microsoft.storage/STORAGEACCOUNTS')?.key?.at, [
      'properties.encryption.keyvaultproperties.keyvaulturi',
    ]);
    assert.equal(catalog.row('bicep', 'Microsoft.Sql/servers'), row('Microsoft.Sql/servers'));
    assert.deepEqual(row('Microsoft.Sql/servers')?.place, [{ at: 'location' }]);
    assert.deepEqual(row('Microsoft.Sql/servers')?.tags, { shape: 'map', ignoreCase: true, at: 'tags' });
    assert.equal(row('Microsoft.Sql/servers/databases/nothing'), undefined);
    const azapi = (type: string, update = '') => catalog.row('terraform', `azapi${update}:${type}`);
    const servers = azapi('microsoft.sql/servers');
    assert.deepEqual(
      servers?.key?.linked?.map(({ type, via }) => `${type} ${via}`),
      [
        'azapi:microsoft.sql/servers/encryptionprotector parent_id',
        'azapi-update:microsoft.sql/servers resource_id',
      ],
    );
    assert.deepEqual(
      servers?.place.map(({ at }) => at),
      ['location', 'body.$json.location'],
    );
    const cosmos = 'microsoft.documentdb/databaseaccounts';
    assert.deepEqual(azapi(cosmos)?.copies[1]?.redundancy?.when, {
      'body.$json.properties.backupPolicy.type': { is: 'Periodic', absent: 'Periodic' },
    });
    assert.equal(azapi(cosmos, '-update')?.copies[1]?.redundancy?.absent, undefined);
    const apps = azapi('microsoft.web/sites')?.programs[0];
    assert.deepEqual(apps?.environment, [
      { at: 'body.$json.properties.siteConfig.appSettings', shape: 'list', name: 'name', value: 'value' },
    ]);
  });

  it('knows the most used types of each platform', () => {
    const count = (provider: string, dialect: string) =>
      catalog.rows.filter((row) => row.provider === provider && row.dialect === dialect && row.thing.ko)
        .length;
    assert.ok(count('aws', 'terraform') > 100);
    assert.ok(count('aws', 'cloudformation') > 70);
    assert.ok(count('azure', 'terraform') > 80);
    assert.ok(count('azure', 'arm') > 140);
    assert.ok(count('gcp', 'terraform') > 80);
    assert.ok(count('ncloud', 'terraform') > 20);
  });
});

/** Every path of arguments that a row names. */
function pathsOf({ place, copies, key, holder, tags, images, services, models }: CatalogRow): string[] {
  return [
    ...place.filter(({ members }) => members === undefined).map(({ at }) => at),
    ...place.flatMap(({ primary, necessary }) => [
      primary,
      ...Object.keys(necessary?.when ?? {}),
      necessary?.with,
    ]),
    ...copies.flatMap((copy) => [
      copy.place,
      copy.target,
      copy.from,
      copy.primary,
      ...(copy.unless ?? []),
      ...Object.keys(copy.when ?? {}),
      copy.redundancy?.at,
      ...Object.keys(copy.redundancy?.when ?? {}),
    ]),
    ...(key ? [...key.at, key.encrypted, ...(key.unless ?? []), ...Object.keys(key.when ?? {})] : []),
    ...(holder?.levels ?? []).flatMap(({ at, endpoint, through }) => [at, endpoint, through]),
    tags?.at,
    ...images,
    ...services.map(({ at }) => at),
    ...models.map(({ at }) => at),
  ].flatMap((path) => path ?? []);
}
