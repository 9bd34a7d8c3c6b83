import type { Affected } from '../core/finding';
import type { Verdict } from './judge';

/** Everything that the cause reaches; a provider block only where nothing takes its place from it. */
export function affectedBy(verdicts: readonly Verdict[]): readonly Affected[] {
  const all = new Map<string, Affected & { readonly kind: string }>();
  for (const { facet } of verdicts) {
    const { address, type, header, id, kind } = facet.resource;
    const key = `${address} ${header.path}:${header.range.start}`;
    if (!all.has(key)) all.set(key, { id, address, type, at: header, kind });
  }
  const things = [...all.values()].filter((one) => one.kind !== 'provider');
  return (things.length > 0 ? things : [...all.values()]).map(({ kind: _kind, ...affected }) => affected);
}
