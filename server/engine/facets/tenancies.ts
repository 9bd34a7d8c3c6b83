import type { Resource } from '../../core/resource';
import type { LetIn } from './principal';
import { type Found, written } from './select';

/**
 * The tenancy that a statement of an Oracle Cloud policy admits: `Admit group g of tenancy Acme to manage all-resources
 * in tenancy`, where a `Define tenancy Acme as ocid1.tenancy…` beside it tells whose name that is.
 * @param verbs those that count (`manage`); all where absent
 */
export function admitted(found: Found, { body }: Resource, verbs?: readonly string[]): LetIn[] {
  const { value } = found;
  const match = value.kind === 'scalar' ? ADMIT.exec(String(value.value)) : null;
  const { name, verb } = match?.groups ?? {};
  if (!verb || (verbs && !verbs.includes(verb.toLowerCase()))) return [];
  if (name === undefined) return [{ found, who: 'anyone', limited: false }];
  const account = tenancies(body).get(name.toLowerCase());
  return account === undefined ? [] : [{ found, who: 'tenancy', account, limited: false }];
}

const ADMIT = /^\s*admit\s[^\n]*?\sof\s+(?:any-tenancy|tenancy\s+(?<name>\S+))\s+to\s+(?<verb>[a-z]+)\s/i;
const DEFINE = /^\s*define\s+tenancy\s+(?<name>\S+)\s+as\s+(?<id>ocid1\.tenancy\.\S+)/i;

/** What the statements of a policy call tenancies, in lower case. */
function tenancies(body: Resource['body']): ReadonlyMap<string, string> {
  return new Map(
    written(body, 'statements').flatMap(({ value }): [string, string][] => {
      const { name, id } = (value.kind === 'scalar' ? DEFINE.exec(String(value.value)) : null)?.groups ?? {};
      return name && id ? [[name.toLowerCase(), id.toLowerCase()]] : [];
    }),
  );
}
