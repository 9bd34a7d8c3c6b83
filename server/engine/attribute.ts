import type { Resource } from '../core/resource';
import type { Value } from '../core/value';
import { expressionOf, select } from './facets/select';
import { isInput } from './facets/tags';
import { untold } from './facets/untold';
import { type Facet, type Property, UNKNOWN } from './types';

/**
 * A raw attribute for rules that no facet serves, a facet for each value that may stand at a path. Left out or null, it
 * has no value; blocks and mappings have `map` for a value.
 * @param path as catalog rows write it
 */
export function attributeFacets(resource: Resource, path: string): readonly Facet[] {
  const base = { kind: 'attribute' as const, resource, argument: path };
  const header = { header: resource.header };
  const found = select(resource.body, path);
  if (found.length === 0) return [{ ...base, certain: resource.certain, properties: {}, anchors: header }];
  return found.map((one): Facet => {
    const { value } = one;
    const certain = resource.certain && one.certain && !(resource.library && isInput(value));
    if (value.kind === 'scalar' && value.value === null) {
      return { ...base, certain, properties: {}, anchors: header };
    }
    return {
      ...base,
      certain,
      properties: { value: propertyOf(value) },
      anchors: { ...header, deciding: value.at, argument: expressionOf(one) },
      value,
      ...(value.kind === 'unknown' && { unknown: untold(value, resource, path) }),
    };
  });
}

function propertyOf(value: Value): Property {
  if (value.kind === 'scalar') return value.value ?? UNKNOWN;
  return value.kind === 'unknown' ? UNKNOWN : value.kind;
}
