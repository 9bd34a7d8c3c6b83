import type { FacetContext } from '../types';

const judgesPlatforms = 'operate/foreign-operator';

/**
 * Whether something is a service of a cloud platform that lies at home. Such services are left to `operate/foreign-operator`;
 * where that rule is on, nothing is left to it and every rule judges for itself.
 *
 * @param operator id of who runs the service
 * @param countries where it lies; empty when that is not told
 */
export function isPlatformAtHome(
  operator: string,
  countries: readonly string[],
  { facts, policy }: FacetContext,
): boolean {
  const set = policy.rules[judgesPlatforms];
  if ((set !== undefined && set !== 'off') || policy.only.includes(judgesPlatforms)) return false;
  if (countries.length === 0 || !countries.every((one) => policy.countries.includes(one))) return false;
  const canonical = (id: string) => facts.operator(id)?.id ?? id;
  return facts.providers.some((provider) => canonical(provider.operator) === canonical(operator));
}
