import { matchGlob } from '../policy/glob';
import type { Policy } from '../types';
import type { Rule } from './rule';

/** Whether a rule runs where no override says otherwise: one that is off only if named exactly or turned on. */
export function isOn(rule: Rule, policy: Policy): boolean {
  if (policy.only.includes(rule.id)) return true;
  if (policy.only.length > 0 && !policy.only.some((glob) => matchGlob(glob, rule.id))) return false;
  const set = policy.rules[rule.id];
  return set === undefined ? !rule.off : set !== 'off';
}

/** Whether a rule runs anywhere: an override may turn on for some files what is off for the rest. */
export function mayRun(rule: Rule, policy: Policy): boolean {
  if (isOn(rule, policy)) return true;
  if (policy.only.length > 0 && !policy.only.some((glob) => matchGlob(glob, rule.id))) return false;
  return policy.overrides.some(({ rules }) => rules[rule.id] !== undefined && rules[rule.id] !== 'off');
}
