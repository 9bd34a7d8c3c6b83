import { globMatcher } from '../policy/glob';
import type { Facts, HostFact, Operator, Place, ProviderFact } from '../types';
import { type BaseImageFile, baseImages } from './base-images';
import { type ClaimFile, claimTable } from './claims';
import { type HostFile, hostTable } from './hosts';
import { placeInIdentifier } from './identifiers';
import { type PlaceTable, placeTable } from './places';
import {
  type FileDefaults,
  lazy,
  type OperatorRow,
  type ProviderRow,
  type RegionFile,
  sourced,
} from './rows';
import { type ServiceFile, serviceTable } from './services';

/**
 * Facts about the world, ready for look-up. Tables are built when they are first asked.
 *
 * @param data the bundled rule data: the default export of `sovlint:rules`
 */
export function loadFacts(data: Readonly<Record<string, unknown>>): Facts {
  const blocs = (data['facts/blocs.yaml'] as BlocFile | undefined)?.blocs ?? {};
  const members = (jurisdiction: string) => blocs[jurisdiction]?.members ?? [jurisdiction];

  const cities = (data['facts/cities.yaml'] as CityFile | undefined)?.cities ?? {};
  const city = (name: string) => ({ en: name, ko: cities[name]?.ko ?? name });

  const tables = new Map<string, () => PlaceTable>();
  const unnamed: (() => PlaceTable)[] = [];
  for (const [name, content] of filesUnder(data, 'facts/regions/')) {
    const file = content as RegionFile;
    const table = lazy(() => placeTable(name, file, members, city));
    tables.set(name, table);
    if (file.lookup !== 'named') unnamed.push(table);
  }
  const place = (provider: string, code: string) => tables.get(provider)?.().find(code);

  const operators = lazy(() => operatorList(data['facts/operators.yaml'] as OperatorFile | undefined));
  const operatorsById = lazy(() => {
    const byId = new Map<string, Operator>();
    for (const operator of operators()) for (const alias of operator.aliases) byId.set(alias, operator);
    for (const operator of operators()) byId.set(operator.id, operator);
    return byId;
  });
  const operator = (id: string) => operatorsById().get(id);

  const hosts = lazy(() => {
    const files = new Map(filesUnder(data, 'facts/hosts/') as [string, HostFile][]);
    return hostTable(files, operator, place);
  });

  const isPublicBase = lazy(() => baseImages(data['facts/base-images.yaml'] as BaseImageFile | undefined));

  const services = lazy(() => serviceTable(data['facts/services.yaml'] as ServiceFile | undefined));

  const claims = lazy(() => {
    const { countries = {} } = (data['facts/countries.yaml'] as CountryFile | undefined) ?? {};
    return claimTable(data['facts/residency-tags.yaml'] as ClaimFile | undefined, countries, members);
  });

  const models = lazy(() =>
    Object.entries((data['facts/models.yaml'] as ModelFile | undefined)?.variables ?? {}).map(
      ([glob, table]) => ({ fits: globMatcher(glob), table }),
    ),
  );

  const providers = lazy(() => providerList(data['facts/providers.yaml'] as ProviderFile | undefined));
  const providersById = lazy(() => new Map(providers().map((provider) => [provider.id, provider])));
  const places = lazy(() => [...tables.values()].flatMap((table) => table().rows));

  return {
    place,
    places: (code) =>
      unnamed.flatMap((table) => {
        const found = table().find(code);
        return found ? [found] : [];
      }),
    pair: (provider, region) => tables.get(provider)?.().pair(region),
    isPublicBase: (host, repository) => isPublicBase()(host, repository),
    host: (name) => hosts().find(name),
    get services() {
      return services();
    },
    get claims() {
      return claims();
    },
    modelTable: (variable) => models().find(({ fits }) => fits(variable))?.table,
    operator,
    provider: (id) => providersById().get(id),
    get providers() {
      return providers();
    },
    members,
    regionsIn(provider, countries) {
      const table = tables.get(provider)?.();
      return table ? regionsIn(table, countries, blocs) : [];
    },
    placeInIdentifier: (text) => placeInIdentifier(text, place),
    tables: {
      get places(): readonly Place[] {
        return places();
      },
      get operators(): readonly Operator[] {
        return operators();
      },
      get hosts(): readonly HostFact[] {
        return hosts().rows;
      },
    },
  };
}

type Blocs = Readonly<Record<string, { readonly members: readonly string[] }>>;
interface BlocFile {
  readonly blocs: Blocs;
}
interface CityFile {
  readonly cities: Readonly<Record<string, { readonly ko: string }>>;
}
interface CountryFile {
  readonly countries: Readonly<Record<string, { readonly en: string; readonly ko: string }>>;
}
interface OperatorFile extends FileDefaults {
  readonly operators: Readonly<Record<string, OperatorRow>>;
}
interface ModelFile {
  readonly variables: Readonly<Record<string, string>>;
}
interface ProviderFile extends FileDefaults {
  readonly providers: Readonly<Record<string, ProviderRow>>;
}

/** The files of a folder of rules/, by name without folder and extension. */
function filesUnder(data: Readonly<Record<string, unknown>>, folder: string): [string, unknown][] {
  return Object.entries(data)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, content]) => [path.slice(folder.length).replace(/\.ya?ml$/, ''), content]);
}

function operatorList(file: OperatorFile | undefined): Operator[] {
  return Object.entries(file?.operators ?? {}).map(([id, row]) => ({
    id,
    aliases: row.aliases ?? [],
    name: row.name,
    control: row.control,
    kind: row.kind,
    ...(row.kind === 'sovereign-arrangement' && { arrangement: arrangementOf(row) }),
    ...sourced(row, file!),
  }));
}

function arrangementOf(row: OperatorRow): Operator['arrangement'] {
  const { technology, 'run-by': runBy, where, signals } = row;
  return {
    ...(technology !== undefined && { technology: [technology] }),
    ...(runBy !== undefined && { runBy }),
    ...(where && { where }),
    ...(signals && { signals }),
  };
}

function providerList(file: ProviderFile | undefined): ProviderFact[] {
  return Object.entries(file?.providers ?? {}).map(([id, { name, operator, terraform }]) => ({
    id,
    name,
    operator,
    ...(terraform && { terraform }),
  }));
}

/** Customary regions first (a bloc's before its members'), then the provider's own partition before others. */
function regionsIn(table: PlaceTable, countries: readonly string[], blocs: Blocs): Place[] {
  const inside = (members: readonly string[]) =>
    members.length > 0 && members.every((c) => countries.includes(c));
  const wholeBlocs = Object.keys(blocs).filter((bloc) => inside(blocs[bloc]!.members));
  const customary = [...wholeBlocs, ...countries]
    .map((jurisdiction) => table.customary(jurisdiction))
    .filter((place) => place !== undefined);
  const others = table.rows
    .filter(({ kind, confidence }) => kind === 'region' && confidence !== 'unconfirmed')
    .toSorted((a, b) => Number(a.partition !== undefined) - Number(b.partition !== undefined));
  return [...new Set([...customary, ...others])].filter((place) => inside(place.countries));
}
