import type { Resource } from '../../core/resource';
import { matchGlob } from '../policy/glob';
import type { CatalogRow, Facet, FacetContext, Policy, PrincipalSpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { isSettled } from './operated';
import { anchorsOf } from './place';
import { referredTo } from './placing';
import { isThing } from './row';
import { type Found, written } from './select';
import { covers, effectOf, principalsOf, type Statement, statementsOf, testsOf } from './statements';
import { admitted } from './tenancies';

/** Whom a policy, grant, share or delegation lets in: one facet for each that can be told. */
export function principalFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row || !isThing(resource, row)) return [];
  return row.principals.flatMap((spec) =>
    written(resource.body, spec.at)
      .flatMap((found) => letIn(spec, found, resource, context))
      .filter(({ found, who }) => hasRole(spec, found) && (who !== 'anyone' || spec.anyone !== false))
      .map(({ found, who, account, limited }): Facet => {
        const { value, certain } = found;
        return {
          kind: 'principal',
          resource,
          row,
          certain: resource.certain && isSettled(resource, value) && certain,
          properties: {
            to: spec.to ?? 'key',
            value: value.kind === 'scalar' ? String(value.value) : UNKNOWN,
            who,
            limited,
            outside: account !== undefined && isOutside(account, who, context.policy),
          },
          anchors: anchorsOf(resource, value.at),
          value,
          argument: spec.at,
        };
      }),
  );
}

/** Whether the role that is granted is one that the row means; one that the code does not tell is none. */
function hasRole({ roles, role = 'role' }: PrincipalSpec, found: Found): boolean {
  if (!roles) return true;
  const granted = found.within?.entries.get(role)?.value;
  return (
    granted?.kind === 'scalar' &&
    roles.some((glob) => matchGlob(glob.toLowerCase(), String(granted.value).toLowerCase()))
  );
}

export interface LetIn {
  /** The text that names the principal. */
  readonly found: Found;
  readonly who: Who;
  readonly account?: string;
  /** Whether a condition keeps others out. */
  readonly limited: Property;
}

export type Who = 'anyone' | 'account' | 'tenant' | 'tenancy' | 'project' | 'domain';

function letIn(
  { shape, actions }: PrincipalSpec,
  found: Found,
  resource: Resource,
  context: FacetContext,
): LetIn[] {
  switch (shape) {
    case 'policy':
      return statementsOf(found, context)
        .filter((statement) => !actions || covers(statement, actions))
        .flatMap(inStatement);
    case 'arn':
      return named(found, awsPrincipal, false);
    case 'member':
      return named(found, googleMember, limitedByBlock(found));
    case 'bindings':
      return bindingsOf(found, context).flatMap((one) => named(one, googleMember, limitedByBlock(one)));
    case 'domain':
      return named(found, mailDomain, false);
    case 'tenant':
      return named(found, azureTenant, false);
    case 'statement':
      return admitted(found, resource, actions);
  }
}

type Named = Pick<LetIn, 'who' | 'account'>;

function named(found: Found, read: (text: string) => Named | undefined, limited: Property): LetIn[] {
  const { value } = found;
  const principal = value.kind === 'scalar' ? read(String(value.value)) : undefined;
  return principal ? [{ found, ...principal, limited }] : [];
}

/** An account's number, or the ARN of something in it; `all` where groups are named. */
function awsPrincipal(text: string): Named | undefined {
  if (text === '*' || text === 'all' || /^arn:[^:]*:(iam|sts)::\*:/.test(text)) return { who: 'anyone' };
  const account = /^(\d{12})$/.exec(text)?.[1] ?? /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(text)?.[1];
  return account === undefined ? undefined : { who: 'account', account };
}

/** `allUsers`, `user:a@b.kr`, `serviceAccount:x@project.iam.gserviceaccount.com`; the platform's own agents are nobody. */
function googleMember(text: string): Named | undefined {
  if (text === 'allUsers' || text === 'allAuthenticatedUsers') return { who: 'anyone' };
  const project = /^serviceAccount:[^@]+@([^.@]+)\.iam\.gserviceaccount\.com$/.exec(text)?.[1];
  if (project !== undefined)
    return project.startsWith('gcp-sa-') ? undefined : { who: 'project', account: project };
  const domain = /^(?:domain:|(?:user|group):[^@]+@)([a-z0-9.-]+)$/i.exec(text)?.[1];
  return domain === undefined ? undefined : { who: 'domain', account: domain.toLowerCase() };
}

/** `a@b.kr`, `b.kr`; a service account's address belongs to its project. */
function mailDomain(text: string): Named | undefined {
  if (text.endsWith('.gserviceaccount.com')) return googleMember(`serviceAccount:${text}`);
  return googleMember(text.includes('@') ? `user:${text}` : `domain:${text}`);
}

function azureTenant(text: string): Named | undefined {
  if (text === '*') return { who: 'anyone' };
  return GUID.test(text) ? { who: 'tenant', account: text.toLowerCase() } : undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The members that the data source lists from which a policy is made. */
function bindingsOf({ value, certain }: Found, context: FacetContext): Found[] {
  const document = referredTo(value, context);
  return document
    ? written(document.body, 'binding.members').map((one) => ({ ...one, certain: certain && one.certain }))
    : [];
}

/** What a binding's own condition lets through is not looked at. */
function limitedByBlock({ within }: Found): Property {
  return within?.entries.has('condition') ? UNKNOWN : false;
}

/** Whether `allow.accounts` names accounts of this kind, but not this one. */
function isOutside(account: string, who: Who, { allow }: Policy): boolean {
  const alike = allow.accounts.map((one) => one.toLowerCase()).filter((one) => kindOf(one) === who);
  return alike.length > 0 && !alike.includes(account);
}

function kindOf(account: string): Who {
  if (/^\d{12}$/.test(account)) return 'account';
  if (GUID.test(account)) return 'tenant';
  if (account.startsWith('ocid1.tenancy.')) return 'tenancy';
  return account.includes('.') ? 'domain' : 'project';
}

function inStatement(statement: Statement): LetIn[] {
  if (effectOf(statement) !== 'Allow') return [];
  const limited = isLimited(statement);
  return principalsOf(statement).flatMap((one) =>
    named({ ...one, certain: statement.body.certain && one.certain }, awsPrincipal, limited),
  );
}

/** Keys of conditions that confine who asks, or from where. */
const LIMITING = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalIsAWSService',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:userid',
    'kms:CallerAccount',
  ].map((key) => key.toLowerCase()),
);

/** Known to a few, but to whom the code does not tell. */
const SHARED_SECRET = 'sts:externalid';

/** Whether one of a statement's conditions lets in only some; unknown where a condition's value is. */
function isLimited(statement: Statement): Property {
  const tests = testsOf(statement);
  if (!tests) return UNKNOWN;
  let limited: Property = false;
  for (const { operator, key, values } of tests) {
    if (key.toLowerCase() === SHARED_SECRET) limited = UNKNOWN;
    if (!LIMITING.has(key.toLowerCase())) continue;
    const name = operator.replace(/^For(AnyValue|AllValues):/, '');
    if (/Not/.test(name) || !/^(String|Arn|IpAddress|Bool)/.test(name)) continue;
    const open = values.some(
      ({ value }) => value.kind === 'scalar' && ['*', '0.0.0.0/0'].includes(String(value.value)),
    );
    if (open || /^ForAllValues:/.test(operator)) continue;
    const told = values.length > 0 && values.every(({ value }) => value.kind === 'scalar');
    if (told && !name.endsWith('IfExists')) return true;
    limited = UNKNOWN;
  }
  return limited;
}
