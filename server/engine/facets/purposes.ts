import type { HostFact } from '../types';

const purposes = [
  'telemetry',
  'model-api',
  'model-hub',
  'vector-database',
  'identity',
  'certificates',
] as const;

/** What a host is for, judged by its facts and by the name of the variable that holds it. */
export function purposeOf(fact: HostFact, variable: string): string | undefined {
  const kinds = [fact.kind, ...(fact.also ?? [])];
  const purpose = purposes.find((one) => kinds.includes(one));
  if (purpose !== 'identity') return purpose;
  return signsIn(fact) && SIGN_IN.test(variable) ? purpose : undefined;
}

/** Whether people sign in by it: issuers of tokens for build jobs and workloads are none that they depend on. */
export function signsIn({ kind, also = [] }: HostFact): boolean {
  return [kind, ...also].includes('identity') && !also.includes('workload-identity');
}

/** Whether a variable's name says that it holds an address to call, not one to show or to compare with. */
export function isEndpointName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return ADDRESS.test(words) && !NO_ADDRESS.test(words);
}

const words = (list: string) => new RegExp(`(^|[_.-])(${list})($|[_.-])`, 'i');
const SIGN_IN = words('ISSUER|AUTHORITY|OIDC|OAUTH2?|OPENID|SSO|SAML|IDP|LOGIN|SIGNIN');
const ADDRESS = words(
  'URL|URI|URLS|ENDPOINT|ENDPOINTS|HOST|ADDR|ADDRESS|SERVER|BASE|ISSUER|AUTHORITY|DSN|SITE|DOMAIN',
);
const NO_ADDRESS = words(
  'DOC|DOCS|DOCUMENTATION|HELP|LINK|LINKS|TERMS|PRIVACY|HOMEPAGE|README|ICON|LOGO|CORS|ORIGIN|ORIGINS|REDIRECT|CALLBACK|ALLOWED|ALLOW|BLOCKED|SUPPORT|STATUS|EXAMPLE|NO_PROXY|CSP|CONSOLE|DASHBOARD|SHARE|AVATAR|IMAGE',
);
