import type { Place } from '../types';

export interface IdentifiedPlace {
  readonly provider: string;
  readonly place?: Place;
  /** Account, project or subscription. */
  readonly account?: string;
  /** Where in the text the place's code stands; empty where the identifier names none. */
  readonly range: readonly [number, number];
}

type FindPlace = (provider: string, code: string) => Place | undefined;

interface Form {
  readonly provider: string;
  /** Groups: `place` and `account`, both optional. */
  readonly regex: RegExp;
}

/** Every part excludes its own separator, so that no text makes these backtrack. */
const FORMS: readonly Form[] = [
  // arn:partition:service:region:account:resource
  {
    provider: 'aws',
    regex: /(?:^|[^a-z0-9])arn:aws[a-z-]*:[^:\s]*:(?<place>[^:\s]*):(?<account>[^:\s]*):/d,
  },
  // ocid1.type.realm.[region].[future].id
  { provider: 'oci', regex: /(?:^|[^a-z0-9])ocid1\.[a-z0-9-]+\.oc\d+\.(?<place>[a-z0-9-]*)\./d },
  // crn:version:cname:ctype:service:location:a/account:…
  {
    provider: 'ibm',
    regex: /^crn:v1:[^:\s]*:[^:\s]*:[^:\s]*:(?<place>[^:\s]*):(?:a\/(?<account>[^:\s]*))?/d,
  },
  // acs:service:region:account:resource
  { provider: 'alibaba', regex: /^acs:[^:\s]*:(?<place>[^:\s]*):(?<account>[^:\s]*):/d },
  {
    provider: 'gcp',
    regex:
      /(?:^|\/)projects\/(?<account>[^/\s]+)\/(?:(?:locations|regions|zones)\/(?<place>[^/\s]+)|(?<global>global)(?=\/|$))/d,
  },
  { provider: 'gcp', regex: /(?:^|\/)projects\/(?<account>[^/\s]+)(?:\/|$)/d },
  { provider: 'azure', regex: /^\/subscriptions\/(?<account>[^/\s]+)(?:\/|$)/di },
];

/**
 * The place and account that an identifier names: ARNs, OCIDs, CRNs, Google resource paths (also inside URLs), Azure
 * and Alibaba identifiers. The code of a place that no fact knows is given by its range alone.
 */
export function placeInIdentifier(text: string, find: FindPlace): IdentifiedPlace | undefined {
  for (const { provider, regex } of FORMS) {
    const match = regex.exec(text);
    if (!match?.groups) continue;
    const group = match.groups.global === undefined ? 'place' : 'global';
    const code = match.groups[group] ?? '';
    const at = match.indices?.groups?.[group] ?? endOf(match);
    const place = code === '' || code === '*' ? undefined : find(provider, code);
    const account = match.groups.account;
    return { provider, range: [at[0], at[1]], ...(place && { place }), ...(account && { account }) };
  }
  return undefined;
}

function endOf(match: RegExpExecArray): [number, number] {
  const end = match.index + match[0].length;
  return [end, end];
}
