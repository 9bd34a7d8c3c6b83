import type { Resource } from '../../core/resource';
import { structureOf } from '../../dialects/terraform/expressions';
import type { CatalogRow, Facet, FacetContext, Policy, PrincipalSpec, Property } from '../types';
import { UNKNOWN } from '../types';
import { isSettled } from './operated';
import { anchorsOf } from './place';
import { referredTo } from './placing';
import { isThing } from './row';
import { type Found, select, written } from './select';

/** Whom a key's policy, grant or access policy lets in: one facet for each that can be told. */
export function principalFacets(
  resource: Resource,
  row: CatalogRow | undefined,
  context: FacetContext,
): Facet[] {
  if (!row || !isThing(resource, row)) return [];
  return row.principals.flatMap((spec) =>
    written(resource.body, spec.at)
      .flatMap((found) => letIn(spec, found, context))
      .map(({ found, who, account, limited }): Facet => {
        const { value, certain } = found;
        return {
          kind: 'principal',
          resource,
          row,
          certain: resource.certain && isSettled(resource, value) && certain,
          properties: {
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

interface LetIn {
  /** The text that names the principal. */
  readonly found: Found;
  readonly who: Who;
  readonly account?: string;
  /** Whether a condition keeps others out. */
  readonly limited: Property;
}

type Who = 'anyone' | 'account' | 'tenant' | 'project' | 'domain';

function letIn({ shape }: PrincipalSpec, found: Found, context: FacetContext): LetIn[] {
  switch (shape) {
    case 'policy':
      return statementsOf(found, context).flatMap(inStatement);
    case 'arn':
      return named(found, awsPrincipal, false);
    case 'member':
      return named(found, googleMember, limitedByBlock(found));
    case 'bindings':
      return bindingsOf(found, context).flatMap((one) => named(one, googleMember, limitedByBlock(one)));
    case 'tenant':
      return named(found, azureTenant, false);
  }
}

type Named = Pick<LetIn, 'who' | 'account'>;

function named(found: Found, read: (text: string) => Named | undefined, limited: Property): LetIn[] {
  const { value } = found;
  const principal = value.kind === 'scalar' ? read(String(value.value)) : undefined;
  return principal ? [{ found, ...principal, limited }] : [];
}

/** An account's number, or the ARN of something in it. */
function awsPrincipal(text: string): Named | undefined {
  if (text === '*' || /^arn:[^:]*:(iam|sts)::\*:/.test(text)) return { who: 'anyone' };
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

function azureTenant(text: string): Named | undefined {
  return GUID.test(text) ? { who: 'tenant', account: text.toLowerCase() } : undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The members that the data source lists from which a policy is made. */
function bindingsOf({ value, certain }: Found, context: FacetContext): Found[] {
  const document = referredTo(value, context);
  return document
    ? written(document.body, 'binding.members').map((one) => held({ value, certain }, one))
    : [];
}

/** What a binding's own condition lets through is not looked at. */
function limitedByBlock({ within }: Found): Property {
  return within?.entries.has('condition') ? UNKNOWN : false;
}

/** Whether `allow.accounts` names accounts of this kind, but not this one. */
function isOutside(account: string, who: Who, { allow }: Policy): boolean {
  const alike = allow.accounts.map((one) => one.toLowerCase()).filter((one) => kindsOf(one).includes(who));
  return alike.length > 0 && !alike.includes(account);
}

function kindsOf(account: string): readonly Who[] {
  if (/^\d{12}$/.test(account)) return ['account'];
  if (GUID.test(account)) return ['tenant'];
  return account.includes('.') ? ['domain'] : ['project'];
}

// ---------------------------------------------------------------- AWS policies

/** A statement, as JSON or as the blocks of `aws_iam_policy_document` write it. */
interface Statement {
  readonly body: Found;
  readonly blocks: boolean;
}

/** @param seen documents that are being read: one put together from itself ends there */
function statementsOf(
  found: Found,
  context: FacetContext,
  seen: ReadonlySet<string> = new Set(),
): Statement[] {
  const document = referredTo(found.value, context);
  if (document) {
    if (document.kind !== 'data' || seen.has(document.id)) return [];
    const within = new Set([...seen, document.id]);
    const further = ['source_policy_documents', 'override_policy_documents'].flatMap((at) =>
      select(document.body, at).flatMap((one) => statementsOf(one, context, within)),
    );
    const own = select(document.body, 'statement').map((body) => ({
      body: { ...body, certain: found.certain && body.certain },
      blocks: true,
    }));
    return [...own, ...further];
  }
  const policy = found.value.kind === 'map' ? found.value : structureOf(found.value);
  if (!policy) return [];
  return select(policy, 'Statement').map((body) => ({
    body: { ...body, certain: found.certain && body.certain },
    blocks: false,
  }));
}

function inStatement({ body, blocks }: Statement): LetIn[] {
  const { value, certain } = body;
  if (value.kind !== 'map') return [];
  const [effect] = written(value, blocks ? 'effect' : 'Effect');
  const allows = effect ? effect.value.kind === 'scalar' && String(effect.value.value) === 'Allow' : blocks;
  if (!allows) return [];
  const principals = blocks
    ? select(value, 'principals')
        .filter((one) => ['AWS', '*'].includes(textAt(one, 'type') ?? ''))
        .flatMap((one) => select(one.value, 'identifiers').map((two) => held(one, two)))
    : select(value, 'Principal').flatMap((one) =>
        one.value.kind === 'map' ? select(one.value, 'AWS').map((two) => held(one, two)) : [one],
      );
  const limited = isLimited(value, blocks);
  return principals.flatMap((one) =>
    named({ ...one, certain: certain && one.certain }, awsPrincipal, limited),
  );
}

function held(outer: Found, inner: Found): Found {
  return { ...inner, certain: outer.certain && inner.certain };
}

function textAt({ value }: Found, name: string): string | undefined {
  const text = value.kind === 'map' ? value.entries.get(name)?.value : undefined;
  return text?.kind === 'scalar' ? String(text.value) : undefined;
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

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Found[];
}

/** Whether one of a statement's conditions lets in only some; unknown where a condition's value is. */
function isLimited(statement: Found['value'], blocks: boolean): Property {
  const conditions = select(statement, blocks ? 'condition' : 'Condition');
  if (conditions.some(({ value }) => value.kind !== 'map')) return UNKNOWN;
  const tests = conditions.flatMap((one) => (blocks ? blockTest(one) : jsonTests(one)));
  let limited: Property = false;
  for (const { operator, key, values } of tests) {
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

function blockTest(one: Found): Test[] {
  const operator = textAt(one, 'test');
  const key = textAt(one, 'variable');
  return operator === undefined || key === undefined
    ? []
    : [{ operator, key, values: select(one.value, 'values') }];
}

function jsonTests({ value }: Found): Test[] {
  if (value.kind !== 'map') return [];
  return [...value.entries].flatMap(([operator, { value: keys }]) =>
    keys.kind === 'map'
      ? [...keys.entries].map(([key, entry]) => ({ operator, key, values: select(entry.value, '') }))
      : [],
  );
}
