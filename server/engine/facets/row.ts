import type { Resource } from '../../core/resource';
import { typeKey } from '../catalog';
import type { Catalog, CatalogRow } from '../types';
import { written } from './select';

/** What the catalog says of a resource: providers, backends and module calls have rows of their own. */
export function rowOf(resource: Resource, catalog: Catalog): CatalogRow | undefined {
  const { dialect, kind, type } = resource;
  switch (kind) {
    case 'provider':
    case 'backend':
      return catalog.row(dialect, `${kind}.${type}`);
    default: {
      const row = catalog.row(dialect, type);
      const named = row && namedType(resource, row);
      return (named === undefined ? undefined : catalog.row(dialect, named)) ?? row;
    }
  }
}

/** A resource's type as catalog rows name it where they link types to each other. */
export function typeOf(resource: Resource, catalog: Catalog): string {
  const { dialect, kind, type } = resource;
  const row = kind === 'resource' ? catalog.row(dialect, type) : undefined;
  return (row && namedType(resource, row)) ?? typeKey(dialect, type);
}

/** The type of another language that a resource names: `azapi:microsoft.storage/storageaccounts`. */
function namedType({ body }: Resource, { names }: CatalogRow): string | undefined {
  const value = names && written(body, names.at)[0]?.value;
  if (value?.kind !== 'scalar') return undefined;
  return `${names!.as}${typeKey('arm', String(value.value).replace(/@.*$/, ''))}`;
}

/** What rules look at: a resource, or the call of a public module that the catalog knows as it knows a type. */
export function isThing({ kind }: Resource, row: CatalogRow | undefined): boolean {
  return kind === 'resource' || (kind === 'module' && row?.module === true);
}
