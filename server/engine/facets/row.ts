import type { Resource } from '../../core/resource';
import type { Catalog, CatalogRow } from '../types';

/** What the catalog says of a resource: providers, backends and module calls have rows of their own. */
export function rowOf(resource: Resource, catalog: Catalog): CatalogRow | undefined {
  const { dialect, kind, type } = resource;
  switch (kind) {
    case 'provider':
    case 'backend':
      return catalog.row(dialect, `${kind}.${type}`);
    default:
      return catalog.row(dialect, type);
  }
}
