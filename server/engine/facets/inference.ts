import type { Resource } from '../../core/resource';
import { candidates, type Option, type Value } from '../../core/value';
import type { CatalogRow, Facet, FacetContext, Place, Property } from '../types';
import { UNKNOWN } from '../types';
import { documentsIn } from './documents';
import { fallbackFacets } from './fallbacks';
import { hostIn, isSettled } from './operated';
import { anchorsOf } from './place';
import { originsOf } from './placing';
import { programsIn } from './programs';
import { isEndpointName } from './purposes';
import { expressionOf, type Found, fits, written } from './select';

/** Where the models that a thing asks may answer, as far as model ids, deployment kinds and locations tell. */
export function inferenceFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row) return [];
  const documents = documentsIn(resource, row, context);
  const stated = documents.flatMap(({ body, row: { models }, certain }) =>
    models
      .filter(({ when }) => fits(body, when) === true)
      .flatMap(({ at, table }) =>
        written(body, at).flatMap((found) =>
          facetOf(resource, row, at, table, { ...found, certain: certain && found.certain }, context),
        ),
      ),
  );
  const fallbacks = documents.flatMap((document) => fallbackFacets(resource, row, document, context));
  const variables = programsIn(resource, row, context).flatMap((program) =>
    program.variables.flatMap(({ name, value, certain }) => {
      const table = value && (context.facts.modelTable(name) ?? (isEndpointName(name) ? 'host' : undefined));
      if (!table) return [];
      return candidates(value).flatMap((one) =>
        facetOf(resource, row, name, table, { ...one, certain: certain && one.certain }, context),
      );
    }),
  );
  return [...stated, ...variables, ...fallbacks];
}

function facetOf(
  resource: Resource,
  row: CatalogRow,
  argument: string,
  table: string,
  found: Found,
  context: FacetContext,
): Facet[] {
  const { value, certain } = found;
  const text = textOf(value, table);
  const place = table === 'host' ? placeOfHost(value, context) : text && context.facts.place(table, text);
  if (!place) return [];
  const countries = countriesOf(place, table, resource, context);
  return [
    {
      kind: 'inference',
      resource,
      row,
      certain: resource.certain && isSettled(resource, value) && certain,
      properties: {
        value: value.kind === 'scalar' ? String(value.value) : text,
        place: place.code,
        countries,
        unbounded: Array.isArray(countries) ? countries.length === 0 : UNKNOWN,
        confidence: place.confidence,
      },
      anchors: anchorsOf(resource, value.at, found.entry && expressionOf(found)),
      value: value as Value,
      argument,
    },
  ];
}

/** Where an endpoint of models may answer from that no one region bounds. */
function placeOfHost(value: Found['value'], { facts }: FacetContext): Place | undefined {
  const host = hostIn(value);
  const fact = host === undefined ? undefined : facts.host(host);
  const { place } = fact ?? {};
  return fact?.kind === 'model-api' && (place?.kind === 'global' || place?.kind === 'multi-region')
    ? place
    : undefined;
}

/** The part of a model's name that may name a profile; of a name known in part, what is known of it. */
function textOf(value: Option['value'], table: string): string | undefined {
  if (value.kind === 'scalar') {
    const text = typeof value.value === 'string' ? value.value.trim() : undefined;
    return table === 'bedrock-inference' ? text && profileIn(text) : text;
  }
  if (value.kind !== 'unknown' || table !== 'bedrock-inference') return undefined;
  const { prefix = '', suffix = '' } = value;
  return suffix.includes('inference-profile/') ? profileIn(suffix) : profileIn(prefix);
}

/** `bedrock/converse/us.anthropic.x` and the ARN of a profile name a profile as `us.anthropic.x` does. */
function profileIn(text: string): string {
  return text.replace(/^.*inference-profile\//, '').replace(/^bedrock\/(converse\/)?/, '');
}

/** A data zone is that of the resource: the European Union, or the United States. */
function countriesOf(
  { code, countries }: Place,
  table: string,
  resource: Resource,
  context: FacetContext,
): Property {
  if (table !== 'azure-openai-sku' || !code.startsWith('DataZone')) return countries;
  const zones = [context.facts.members('EU'), ['US']];
  const own = originsOf(resource, context).flatMap((placing) => placing.countries ?? []);
  const zone = zones.find((members) => own.length > 0 && own.every((one) => members.includes(one)));
  if (zone) return zone;
  const either = zones.flat();
  return either.some((one) => context.policy.countries.includes(one)) ? UNKNOWN : either;
}
