import assert from 'node:assert/strict';
import data from 'sovlint:rules';
import Ajv from 'ajv';
import { loadFacts } from './index';
import type { RegionFile } from './rows';

type Rows = Record<string, Record<string, unknown>>;

const facts = loadFacts(data);
const countries = (data['facts/countries.yaml'] as { countries: Rows }).countries;
const confidences = ['high', 'medium', 'general-knowledge', 'unconfirmed'];
const files = Object.keys(data).filter((name) => name.startsWith('facts/'));

describe('facts as data', () => {
  it('is all there', () => {
    assert.ok(files.length > 40);
    assert.ok(facts.tables.places.length > 550 && facts.tables.hosts.length > 180);
  });

  for (const name of files) {
    it(`${name}: every row has a source, the date it was read on and a confidence`, () => {
      const { source, checked, confidence, ...rest } = data[name] as Record<string, unknown>;
      for (const row of [{ source, checked, confidence }, ...rowsOf(rest)]) {
        const { source: from = source, checked: on = checked, confidence: how = confidence } = row;
        const said = JSON.stringify(row).slice(0, 80);
        assert.ok((typeof from === 'string' || Array.isArray(from)) && from.length > 0, said);
        assert.match(String(on), /^20\d\d-[01]\d-[0-3]\d$/, said);
        assert.ok(confidences.includes(String(how)), said);
      }
    });
  }

  const validate = new Ajv({ strictTypes: false }).addSchema(
    data['schema/facts.schema.json'] as object,
    'facts',
  );
  for (const name of files) {
    it(`${name} keeps to the schema`, () => {
      const [, part = ''] = /^facts\/([^/.]+)/.exec(name) ?? [];
      const fits = validate.getSchema(`facts#/definitions/${part}`)!;
      assert.ok(fits(data[name]), JSON.stringify(fits.errors));
    });
  }

  for (const [name, content] of regionFiles()) {
    it(`${name}: no two rows answer to one code`, () => {
      const { places, aliases = {}, normalise } = content;
      const seen = new Map<string, string>();
      const claim = (written: string, row: string) => {
        const spaced = normalise === 'lower-unspaced' ? written.replaceAll(' ', '') : written;
        const key = spaced.toLowerCase();
        assert.ok([undefined, row].includes(seen.get(key)), `${written}: ${seen.get(key)} and ${row}`);
        seen.set(key, row);
      };
      for (const code of Object.keys(places)) claim(code, code);
      for (const [code, { key }] of Object.entries(places)) if (key) claim(key, code);
      for (const [code, { name: shown }] of Object.entries(places)) if (shown) claim(shown, code);
      for (const [alias, code] of Object.entries(aliases)) claim(alias, code);
    });

    it(`${name}: what a row refers to is a row`, () => {
      const named = [
        ...Object.values(content.aliases ?? {}),
        ...Object.values(content.customary ?? {}),
        ...Object.values(content['zone-prefixes'] ?? {}),
        ...Object.entries(content.pairs ?? {}).flat(),
        ...Object.values(content.places).flatMap((row) => [...(row.members ?? []), row.region ?? []].flat()),
      ];
      for (const code of named) assert.ok(content.places[code], code);
      for (const { partition } of Object.values(content.places))
        if (partition) assert.ok(content.partitions?.[partition], partition);
      for (const { operator } of Object.values(content.partitions ?? {}))
        if (operator) assert.ok(facts.operator(operator), operator);
    });

    it(`${name}: says of each row where it is, in one way`, () => {
      for (const [code, { countries: own, bloc, members }] of Object.entries(content.places))
        assert.equal([own, bloc, members].filter((way) => way !== undefined).length, 1, code);
    });
  }

  it('names every country that occurs, in both languages', () => {
    const codes = [
      ...facts.tables.places.flatMap((place) => place.countries),
      ...facts.tables.operators.flatMap((operator) => operator.control),
      ...facts.tables.hosts.flatMap((host) => [...host.control, ...(host.countries ?? [])]),
      ...Object.keys((data['facts/blocs.yaml'] as { blocs: Rows }).blocs),
      ...facts.members('EU'),
      ...facts.members('EEA'),
    ];
    for (const code of codes) assert.ok(countries[code], code);
    for (const [code, names] of Object.entries(countries)) {
      assert.match(code, /^[A-Z]{2,3}$/);
      assert.ok(typeof names.en === 'string' && names.en !== '', code);
      assert.match(String(names.ko), /[가-힣]/, code);
    }
  });

  it('names every city in Korean', () => {
    const untold = facts.tables.places.flatMap(({ city }) =>
      city && !/[가-힣]/.test(city.ko) ? [city.en] : [],
    );
    assert.deepEqual([...new Set(untold)], []);
  });

  it('knows the operator of every host, provider and key manager', () => {
    for (const { operator, pattern } of facts.tables.hosts) assert.ok(facts.operator(operator), pattern);
    for (const { operator, id } of facts.providers) assert.ok(facts.operator(operator), id);
    const managers = (data['facts/key-managers.yaml'] as { 'key-managers': Rows })['key-managers'];
    for (const [id, { operator }] of Object.entries(managers))
      if (operator) assert.ok(facts.operator(String(operator)), id);
  });

  it('gives no operator two meanings', () => {
    const names = facts.tables.operators.flatMap(({ id, aliases }) => [id, ...aliases]);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has a table of places for every provider, and a provider for every table of platform places', () => {
    const tables = regionFiles().map(([name]) => name);
    for (const { id } of facts.providers) assert.ok(tables.includes(id), id);
    for (const [name, { lookup }] of regionFiles())
      if (lookup !== 'named') assert.ok(facts.provider(name), name);
  });

  it('has each host once', () => {
    const patterns = facts.tables.hosts.map((host) => host.pattern);
    assert.deepEqual(
      patterns.filter((pattern, at) => patterns.indexOf(pattern) !== at),
      [],
    );
  });

  it('finds the place that a host states', () => {
    for (const name of files.filter((file) => file.startsWith('facts/hosts/')))
      for (const [pattern, row] of Object.entries((data[name] as { hosts: Rows }).hosts)) {
        const [provider, code] = String(row.place ?? '').split('/');
        if (code) assert.ok(facts.place(provider!, code), pattern);
        if (row.places) assert.ok(facts.provider(String(row.places)), pattern);
      }
  });
});

function regionFiles(): [string, RegionFile][] {
  return files
    .filter((name) => name.startsWith('facts/regions/'))
    .map((name) => [name.slice('facts/regions/'.length, -'.yaml'.length), data[name] as RegionFile]);
}

/** Rows two levels down, under whatever the file calls its tables. */
function rowsOf(content: Record<string, unknown>): Record<string, unknown>[] {
  return Object.values(content)
    .filter((table) => typeof table === 'object' && table !== null && !Array.isArray(table))
    .flatMap((table) => Object.values(table as object))
    .filter((row) => typeof row === 'object' && row !== null && !Array.isArray(row)) as Record<
    string,
    unknown
  >[];
}
