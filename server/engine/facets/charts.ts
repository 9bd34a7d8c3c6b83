import type { Resource } from '../../core/resource';
import { candidates, type Value } from '../../core/value';
import type { CatalogRow, FacetContext, InstallSpec, ProgramSpec, ServiceFact } from '../types';
import { hostIn, operated, operatedHost, standsFor } from './operated';
import { type Found, select, written } from './select';
import type { Use } from './uses';

/** The services whose agents a chart installs: at the site that its values state, else at the chart. */
export function chartUses(resource: Resource, row: CatalogRow, context: FacetContext): Use[] {
  const installer = row.installs;
  if (!installer) return [];
  return written(resource.body, installer.chart).flatMap((chart) => {
    const name = chart.value.kind === 'scalar' ? String(chart.value.value).split('/').at(-1) : undefined;
    for (const service of context.facts.services.rows) {
      for (const one of service.charts) {
        if (one.name !== name || !pulledFrom(resource, installer, one.repositories)) continue;
        return uses(service, one.site, chart, resource, installer, context);
      }
    }
    return [];
  });
}

/** The environments in the values that a chart is installed with, wherever its own values would state them. */
export function chartPrograms({ installs }: CatalogRow, { catalog }: FacetContext): readonly ProgramSpec[] {
  const own = installs && catalog.row('helm', 'chart')?.programs;
  if (!own) return [];
  const given = (installs.values ?? []).flatMap((at) => own.map((spec) => ({ ...spec, at })));
  const set = installs.set?.map((at) => ({ at, shape: 'set' as const }));
  return set ? [...given, { environment: set, partial: true }] : given;
}

function pulledFrom(resource: Resource, { repository }: InstallSpec, hosts: readonly string[]): boolean {
  return (
    repository !== undefined &&
    written(resource.body, repository).some(({ value }) => hosts.includes(hostIn(value) ?? ''))
  );
}

function uses(
  { purpose, id, host, words }: ServiceFact,
  site: string | undefined,
  chart: Found,
  resource: Resource,
  installer: InstallSpec,
  context: FacetContext,
): Use[] {
  const base = { purpose, service: id };
  const sites = site === undefined ? [] : valuesAt(resource, installer, site);
  if (sites.length > 0) {
    return sites.flatMap((value) =>
      candidates(value).flatMap((one): Use[] => {
        const word = standsFor(one.value, words);
        const by = word === undefined ? operated(one.value, context) : operatedHost(word, one.value, context);
        return by
          ? [{ ...base, how: 'host', argument: site!, value: one.value, by, certain: one.certain }]
          : [];
      }),
    );
  }
  if (host === undefined) return [];
  const by = operatedHost(host, chart.value, context);
  return [
    { ...base, how: 'agent', argument: installer.chart, value: chart.value, by, certain: chart.certain },
  ];
}

function valuesAt({ body }: Resource, { values = [], set = [] }: InstallSpec, path: string): Value[] {
  const named = set
    .flatMap((at) => select(body, at))
    .flatMap(({ value }) => {
      const name = value.kind === 'map' ? value.entries.get('name')?.value : undefined;
      const own = value.kind === 'map' ? value.entries.get('value')?.value : undefined;
      return name?.kind === 'scalar' && name.value === path && own ? [own] : [];
    });
  const structured = values
    .flatMap((at) => select(body, at))
    .flatMap(({ value }) => (value.kind === 'map' ? written(value, path) : []))
    .map(({ value }) => value)
    .filter((value) => value.kind === 'scalar');
  return [...named, ...structured];
}
