import type { MapValue } from '../../core/value';
import type { Node } from './instance';
import { unknown } from './unknowns';

/** What each kind of backend cannot do without: where one of these is not written, the rest is given at `init`. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  s3: ['bucket', 'key'],
  gcs: ['bucket'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
  oss: ['bucket'],
  cos: ['bucket'],
  oci: ['bucket', 'namespace'],
  http: ['address'],
  consul: ['path'],
  pg: ['conn_str'],
  kubernetes: ['secret_suffix'],
  remote: ['organization'],
};

/** A backend's arguments: open where they are a part only (`terraform init -backend-config=…` brings the rest). */
export function backendBody(node: Node, type: string): MapValue {
  const body = node.body();
  const partial = (REQUIRED[type] ?? []).some((name) => !body.entries.has(name));
  return partial ? { ...body, open: unknown('partial-backend', node.header, { type }) } : body;
}
