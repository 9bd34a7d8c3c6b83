import data from 'sovlint:rules';
import { memoryHost } from '../../core/host.memory';
import { type Location, lineStarts, positionAt } from '../../core/source';
import { hops } from '../../core/value';
import { loadCatalog } from '../catalog';
import { facetContext } from '../context';
import { loadFacts } from '../facts';
import { openSources } from '../sources';
import { type Facet, type FacetKind, type Policy, UNKNOWN } from '../types';
import { unitsOf } from '../units';
import { facetsOf } from '.';

const facts = loadFacts(data);
const catalog = loadCatalog(data);
const platforms = (data['facts/terraform-providers.yaml'] as { platforms: Record<string, string> }).platforms;

export const policy: Policy = {
  home: 'KR',
  homeChosen: true,
  profile: 'kr',
  countries: ['KR'],
  allow: { operators: [], hosts: [], accounts: [], regions: [], findings: [] },
  operatorTag: { key: 'domestic-operator', aliases: [] },
  mirrors: {},
  rules: {},
  references: {},
  ignore: [],
  overrides: [],
  only: [],
  today: '2026-11-23',
};

/** The facets of a little project, as text: one line a facet. */
export interface Scene {
  /** Facets of one kind of the resource at an address. */
  facets(address: string, kind: FacetKind): readonly Facet[];
  /** Like `us-east-1 [US] own @main.tf:2:13 < provider.aws`, given the properties to name. */
  lines(address: string, kind: FacetKind, ...properties: string[]): string[];
  at(location: Location | undefined): string;
}

export function scene(files: Readonly<Record<string, string>>, changes: Partial<Policy> = {}): Scene {
  const host = memoryHost(files);
  const sources = openSources(host);
  const units = unitsOf({
    host,
    files: Object.keys(files),
    sources,
    platforms,
    configurations: catalog.of('configuration'),
  });
  const resources = units.flatMap((unit) => [...unit.evaluate().resources]);
  const byId = new Map(resources.map((one) => [one.id, one]));
  const context = facetContext(
    { facts, catalog },
    { ...policy, ...changes },
    () => resources,
    (id) => byId.get(id),
  );
  const at = (location: Location | undefined) => {
    if (!location) return '';
    const { line, character } = positionAt(lineStarts(files[location.path] ?? ''), location.range.start);
    return `@${location.path}:${line + 1}:${character + 1}`;
  };
  const facets = (address: string, kind: FacetKind) => {
    const found = resources.filter((one) => one.address === address);
    if (found.length === 0)
      throw new Error(`no ${address} in ${resources.map((one) => one.address).join(', ')}`);
    return found.flatMap((one) => facetsOf(one, context)).filter((facet) => facet.kind === kind);
  };
  return {
    facets,
    at,
    lines: (address, kind, ...properties) =>
      facets(address, kind).map((facet) => {
        const named = properties
          .map((name) => {
            const property = facet.properties[name];
            return property === UNKNOWN
              ? '?'
              : Array.isArray(property)
                ? `[${property.join()}]`
                : String(property ?? '-');
          })
          .join(' ');
        const way = hops(facet.value?.trace)
          .map((hop) => ` < ${hop.name}`)
          .join('');
        return `${named} ${at(facet.anchors.deciding)}${facet.certain ? '' : ' maybe'}${way}`;
      }),
  };
}
