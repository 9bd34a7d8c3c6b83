import type { Resource } from '../core/resource';
import { type Shares, sharesOf } from './causes';
import { type Inquirer, type Inquiry, namedIn, openReview, same } from './inquiry';
import { type Judgement, judge } from './judge';
import type { Rule } from './rules/rule';
import type { FacetContext } from './types';

/** What the resources of one unit were judged to be. */
export interface Judged {
  readonly judgements: readonly Judgement[];
  readonly shares: Shares;
  /** What other units' resources were at the time (a Namespace in another file). */
  readonly others: ReadonlyMap<string, Resource | undefined>;
  readonly each: ReadonlyMap<Resource, One>;
}

interface One {
  readonly judgement: Judgement;
  readonly shares: ReadonlyMap<string, Judgement>;
  readonly inquiry: Inquiry;
  readonly others: readonly (readonly [string, Resource | undefined])[];
}

/**
 * Judges the resources of a unit. A judgement from before stays if the resource is the same one and everything that was
 * asked about others is answered as it was.
 * @param rules those in force; the same as for the judgements from before, and so is the policy
 */
export function judgeUnit(
  own: readonly Resource[],
  rules: readonly Rule[],
  context: FacetContext & Inquirer,
  before: Judged | undefined,
): Judged {
  const each = new Map<Resource, One>();
  const ids = new Set(own.map(({ id }) => id));
  const holds = openReview(context);
  for (const resource of own) {
    const known = before?.each.get(resource);
    each.set(resource, known && holds(known.inquiry) ? known : judgeOne(resource, rules, context, ids));
  }
  const all = [...each.values()];
  return {
    judgements: all.map(({ judgement }) => judgement),
    shares: gathered(all, before),
    others: new Map(all.flatMap(({ others }) => others)),
    each,
  };
}

function judgeOne(
  resource: Resource,
  rules: readonly Rule[],
  context: FacetContext & Inquirer,
  own: ReadonlySet<string>,
): One {
  const { result, inquiry } = context.inquire(() => {
    const judgement = judge(resource, rules, context);
    return { judgement, shares: sharesOf(judgement, context.resource) };
  });
  const others = [...namedIn(inquiry)].filter(([id]) => !own.has(id));
  return { ...result, inquiry, others };
}

/** What all say of each file; the same list as before where all say the same. */
function gathered(all: readonly One[], before: Judged | undefined): Shares {
  const shares = new Map<string, Judgement[]>();
  for (const one of all) {
    for (const [path, share] of one.shares) {
      const list = shares.get(path);
      if (list) list.push(share);
      else shares.set(path, [share]);
    }
  }
  const kept = new Map<string, readonly Judgement[]>();
  for (const [path, list] of shares) {
    const known = before?.shares.get(path);
    kept.set(path, known && same(known, list) ? known : list);
  }
  return kept;
}
