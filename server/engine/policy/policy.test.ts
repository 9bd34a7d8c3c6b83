import assert from 'node:assert/strict';
import data from 'sovlint:rules';
import { type PolicyInput, readConfiguration, resolvePolicy } from './index';
import { loadProfiles } from './profiles';

const today = '2026-11-23';

function resolve(text: string | undefined, flags?: PolicyInput['flags'], more: Partial<PolicyInput> = {}) {
  const read = text === undefined ? undefined : readConfiguration(text, '.sovlint.yaml', data);
  assert.deepEqual(read?.problems ?? [], []);
  const { configuration } = read ?? {};
  return resolvePolicy({
    data,
    today,
    ...(configuration && { configuration }),
    ...(flags && { flags }),
    ...more,
  });
}

describe('the policy', () => {
  const choices: [
    text: string | undefined,
    flags: PolicyInput['flags'],
    home: string,
    profile: string,
    chosen: boolean,
  ][] = [
    [undefined, {}, 'KR', 'kr', false],
    ['ignore: [a]', {}, 'KR', 'kr', false],
    ['home: EU', {}, 'EU', 'eu', true],
    ['home: KR', {}, 'KR', 'kr', true],
    ['extends: [kr-finance]', {}, 'KR', 'kr-finance', true],
    ['extends: [kr]\nhome: FR', {}, 'FR', 'kr', true],
    ['home: BR', {}, 'BR', 'kr', true],
    [undefined, { home: 'EU' }, 'EU', 'eu', true],
    [undefined, { home: 'eu' }, 'EU', 'eu', true],
    [undefined, { home: 'BR' }, 'BR', 'kr', true],
    ['home: KR\nextends: [kr]', { home: 'EU' }, 'EU', 'eu', true],
    ['extends: [kr-public]', { home: 'BR' }, 'BR', 'kr-public', true],
    [undefined, { profile: 'eu-sovereign' }, 'EU', 'eu-sovereign', true],
    ['home: KR', { profile: 'eu' }, 'EU', 'eu', true],
    ['home: KR', { profile: 'eu', home: 'FR' }, 'FR', 'eu', true],
  ];
  for (const [text, flags, home, profile, chosen] of choices) {
    it(`${JSON.stringify(text ?? '')} with ${JSON.stringify(flags)} is ${profile} with home ${home}`, () => {
      const { policy, problems } = resolve(text, flags);
      assert.deepEqual(problems, []);
      assert.deepEqual([policy.home, policy.profile, policy.homeChosen], [home, profile, chosen]);
    });
  }

  it("allows the home's countries and those the configuration adds", () => {
    assert.deepEqual(resolve(undefined).policy.countries, ['KR']);
    assert.deepEqual(resolve('allow: { countries: [JP, KR] }').policy.countries, ['KR', 'JP']);
    assert.equal(resolve('home: EU').policy.countries.length, 27);
    assert.equal(resolve('allow: { countries: [EU] }').policy.countries.length, 28);
  });

  it('takes severities of the profile, then those of what extends it, then those of the configuration', () => {
    const profiles = {
      base: { title, home: 'KR', rules: { 'a/x': 'error', 'a/y': 'info', 'a/z': 'info' } },
      strict: { title, extends: ['base'], rules: { 'a/y': 'error', 'a/z': 'error' } },
    } as const;
    const text = 'extends: [strict, ./pack]\nrules: { a/z: off }';
    const { policy, problems } = resolve(text, {}, { profiles, packs: ['./pack'] });
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.rules, { 'a/x': 'error', 'a/y': 'error', 'a/z': 'off' });
    assert.equal(policy.home, 'KR');
  });

  it('prints references that were read, and only where their jurisdiction is home', () => {
    const frameworks = (flags: PolicyInput['flags'], rule: string) =>
      resolve(undefined, flags).policy.references[rule]?.map(({ framework }) => framework) ?? [];
    assert.ok(frameworks({}, 'where/offshore-region').includes('CSAP'));
    assert.ok(!frameworks({ home: 'BR' }, 'where/offshore-region').includes('CSAP'));
    assert.ok(frameworks({ profile: 'kr-finance' }, 'where/offshore-copy').includes('EFSR'));
    assert.ok(frameworks({ profile: 'kr-finance' }, 'where/offshore-copy').includes('CSAP'));
    assert.ok(frameworks({ home: 'DE' }, 'where/offshore-region').includes('EU Cloud Sovereignty Framework'));
    assert.ok(!frameworks({ home: 'EU' }, 'where/offshore-region').includes('GDPR'));
    assert.deepEqual(frameworks({ home: 'JP' }, 'where/offshore-region'), []);
  });

  it('hands on the rest of the configuration', () => {
    const text = `
allow: { operators: [aws], hosts: [a.example], accounts: ["1"], regions: [{ region: us-east-1, reason: r }] }
tags: { operator: { key: op, aliases: [o], value: kt-cloud } }
mirrors: { docker.io: m }
ignore: ["x/**"]
overrides: [{ files: ["y/**"], rules: { where/unpinned-region: off } }]`;
    const { policy } = resolve(text, { rules: ['where/*'] });
    assert.deepEqual(policy.allow, {
      operators: ['aws'],
      hosts: ['a.example'],
      accounts: ['1'],
      regions: [{ region: 'us-east-1', reason: 'r' }],
      findings: [],
    });
    assert.deepEqual(policy.operatorTag, { key: 'op', aliases: ['o'], value: 'kt-cloud' });
    assert.deepEqual(policy.mirrors, { 'docker.io': 'm' });
    assert.deepEqual(policy.ignore, ['x/**']);
    assert.deepEqual(policy.overrides, [{ files: ['y/**'], rules: { 'where/unpinned-region': 'off' } }]);
    assert.deepEqual(policy.only, ['where/*']);
    assert.equal(policy.today, today);
    assert.deepEqual(resolve(undefined).policy.operatorTag, { key: 'domestic-operator', aliases: [] });
  });

  const wrong: [text: string | undefined, flags: PolicyInput['flags'], path: string, key: string][] = [
    [undefined, { home: 'XX' }, '--home', 'policy.bad-jurisdiction'],
    [undefined, { profile: 'kr-financ' }, '--profile', 'policy.unknown-profile-meant'],
    [undefined, { profile: 'toString' }, '--profile', 'policy.unknown-profile'],
    [undefined, { rules: ['where/nothing*'] }, '--rule', 'policy.no-such-rule'],
    ['extends: [./house]', {}, '.sovlint.yaml', 'policy.unknown-profile'],
  ];
  for (const [text, flags, path, key] of wrong) {
    it(`refuses ${JSON.stringify(flags)} ${text ?? ''}`, () => {
      const { problems } = resolve(text, flags);
      assert.deepEqual(
        problems.map((problem) => [problem.path, problem.message.key]),
        [[path, key]],
      );
    });
  }

  it('names the place of a profile that is not there', () => {
    const text = 'extends: [kr, nothere]';
    const { problems } = resolve(text);
    assert.equal(text.slice(problems[0]!.range!.start, problems[0]!.range!.end), 'nothere');
  });

  it('ends at profiles that extend each other', () => {
    const profiles = { a: { title, extends: ['b'] }, b: { title, extends: ['a'] } };
    const { problems } = resolve(undefined, { profile: 'a' }, { profiles });
    assert.deepEqual(
      problems.map(({ message }) => message.key),
      ['policy.circular-profile'],
    );
  });
});

describe('the built-in profiles', () => {
  const title = (text: unknown) => typeof text === 'string' && text !== '';
  for (const [name, profile] of Object.entries(loadProfiles(data))) {
    it(`${name} is whole`, () => {
      assert.ok(title(profile.title.en) && /[가-힣A-Z]/.test(profile.title.ko));
      const { countries } = data['facts/countries.yaml'] as { countries: Record<string, unknown> };
      assert.ok(profile.home && countries[profile.home]);
      const { enum: rules } = (
        data['schema/configuration.schema.json'] as {
          definitions: { rules: { propertyNames: { anyOf: [{ enum: string[] }] } } };
        }
      ).definitions.rules.propertyNames.anyOf[0];
      for (const rule of [...Object.keys(profile.rules ?? {}), ...Object.keys(profile.references ?? {})])
        assert.ok(rules.includes(rule), rule);
      for (const severity of Object.values(profile.rules ?? {}))
        assert.match(severity, /^(?:error|warning|info|off)$/);
      for (const row of Object.values(profile.references ?? {}).flat()) {
        const { framework, clause, relation, confidence, source } = row as unknown as Record<string, unknown>;
        assert.ok([framework, clause, source].every(title), JSON.stringify(row));
        assert.match(String(relation), /^(?:evidences-part-of|guard-rail-for|input-to)$/);
        assert.match(String(confidence), /^(?:confirmed|secondary|unconfirmed)$/);
      }
      assert.deepEqual(resolve(undefined, { profile: name }).problems, []);
    });
  }
});

const title = { en: 'a', ko: '가' };
