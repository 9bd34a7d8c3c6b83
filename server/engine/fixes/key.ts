import type { Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Verdict } from '../judge';
import type { CatalogRow } from '../types';
import type { FixContext } from './index';
import { type Inserted, insertEntry } from './insertion';

/** What a key resource is named by, where another asks for it. */
const references: Readonly<Record<string, (address: string) => string>> = {
  aws_kms_key: (address) => `${address}.arn`,
  google_kms_crypto_key: (address) => `${address}.id`,
  azurerm_key_vault_key: (address) => `${address}.id`,
  'AWS::KMS::Key': (address) => `!GetAtt ${address}.Arn`,
};

/** Names the customer-managed key that the module has. */
export function moduleKey(verdicts: readonly Verdict[], context: FixContext): Fix | undefined {
  if (verdicts.length !== 1) return undefined;
  const { facet } = verdicts[0]!;
  const { resource, row, properties } = facet;
  const text = context.text(resource.extent.path);
  const [argument] = row?.key?.at ?? [];
  // An argument that states the provider's own key is not ours to guess a replacement for, and JSON takes no short tags.
  if (!row || !argument || text === undefined || properties.written === true) return undefined;
  if (resource.extent.path.endsWith('.json')) return undefined;
  const key = keyIn(resource, row, context);
  if (!key) return undefined;
  const name = references[key.type]!(localName(key));
  const [head, ...rest] = argument.split('.');
  if (resource.body.entries.has(head!)) return undefined;
  const value = [...rest].reverse().reduce<Inserted>((inner, part) => ({ [part]: inner }), name);
  const edit = insertEntry(resource.body, head!, value, resource.dialect, text);
  return edit && { title: { key: 'fix.module-key', args: { with: name } }, safety: 'unsafe', edits: [edit] };
}

/** The one key of the same platform in the resource's module or template. */
function keyIn(resource: Resource, row: CatalogRow, context: FixContext): Resource | undefined {
  const keys = Object.keys(references)
    .flatMap((type) => context.ofType(resource.scope, type))
    .filter(
      (key) => key.provider === (row.provider ?? resource.provider) && key.governor === resource.governor,
    );
  const addresses = new Set(keys.map((key) => key.address));
  return addresses.size === 1 ? keys[0] : undefined;
}

/** The address inside its own module. */
function localName({ address, type }: Resource): string {
  const at = address.lastIndexOf(type);
  return at > 0 ? address.slice(at) : address;
}
