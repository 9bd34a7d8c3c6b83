import type { LocalizedText } from '../../core/message';
import type { Place } from '../types';
import { type PlaceRow, type RegionFile, sourced } from './rows';

/** The place codes of one provider. */
export interface PlaceTable {
  /** @param code in any of the provider's ways to write it: a code, zone, display name, key */
  find(code: string): Place | undefined;
  pair(region: string): Place | undefined;
  /** The region people usually mean in a country or bloc. */
  customary(jurisdiction: string): Place | undefined;
  readonly rows: readonly Place[];
}

/** No provider's code is longer; what is longer is not looked at. */
const LONGEST_CODE = 200;

/**
 * @param provider the facts provider's id
 * @param members the members of a bloc
 * @param city a city's name in the tables, in every language
 */
export function placeTable(
  provider: string,
  file: RegionFile,
  members: (bloc: string) => readonly string[],
  city: (name: string) => LocalizedText,
): PlaceTable {
  const normalise = NORMALISERS[file.normalise];
  const rows = Object.entries(file.places).map(([code, row]) =>
    placeOf(provider, code, row, file, members, city),
  );
  const byKey = new Map<string, Place>();
  for (const place of rows) byKey.set(normalise(place.code), place);
  for (const place of rows) {
    const { key, name } = file.places[place.code]!;
    for (const other of [key, name]) {
      const written = other && normalise(other);
      if (written && !byKey.has(written)) byKey.set(written, place);
    }
  }
  for (const [alias, code] of Object.entries(file.aliases ?? {})) {
    const place = byKey.get(normalise(code));
    if (place) byKey.set(normalise(alias), place);
  }
  const patterns = (file.patterns ?? []).map(({ kind, match }) => ({ kind, regex: new RegExp(match) }));
  const prefixes = file['zone-prefixes'] ?? {};

  function find(code: string): Place | undefined {
    if (code === '' || code.length > LONGEST_CODE) return undefined;
    const key = normalise(code);
    return byKey.get(key) ?? byPattern(key);
  }

  function byPattern(key: string): Place | undefined {
    for (const { kind, regex } of patterns) {
      const groups = regex.exec(key)?.groups;
      if (!groups) continue;
      const region = groups.region ?? prefixes[groups.prefix ?? ''];
      const place = region === undefined ? undefined : byKey.get(normalise(region));
      if (place) return kind === 'zone' ? { ...place, code: key, kind: 'zone' } : place;
    }
    return undefined;
  }

  return {
    find,
    rows,
    pair(region) {
      const place = find(region);
      const pair = place && file.pairs?.[place.region];
      return pair === undefined ? undefined : byKey.get(normalise(pair));
    },
    customary(jurisdiction) {
      const code = file.customary?.[jurisdiction];
      return code === undefined ? undefined : byKey.get(normalise(code));
    },
  };
}

const NORMALISERS: Readonly<Record<RegionFile['normalise'], (code: string) => string>> = {
  lower: (code) => code.toLowerCase(),
  upper: (code) => code.toUpperCase(),
  // As hashicorp/go-azure-helpers does.
  'lower-unspaced': (code) => code.toLowerCase().replace(/\s/g, ''),
};

function placeOf(
  provider: string,
  code: string,
  row: PlaceRow,
  file: RegionFile,
  members: (bloc: string) => readonly string[],
  city: (name: string) => LocalizedText,
): Place {
  const operator = row.partition === undefined ? undefined : file.partitions?.[row.partition]?.operator;
  return {
    provider,
    code,
    region: row.region ?? code,
    kind: row.kind ?? 'region',
    countries: countriesOf(row, file, members),
    ...(row.city !== undefined && { city: city(row.city) }),
    ...(row.partition !== undefined && { partition: row.partition }),
    ...(operator !== undefined && { operator }),
    ...sourced(row, file),
  };
}

function countriesOf(
  row: PlaceRow,
  file: RegionFile,
  members: (bloc: string) => readonly string[],
): readonly string[] {
  if (row.bloc !== undefined) return members(row.bloc);
  const parts = row.members?.flatMap((code) => file.places[code]?.countries ?? []);
  return parts ? [...new Set(parts)] : (row.countries ?? []);
}
