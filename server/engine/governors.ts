import type { Resource } from '../core/resource';
import type { Location } from '../core/source';
import type { Judgement, Verdict } from './judge';
import type { Facet } from './types';

/**
 * Gathers verdicts of rules with `gather: governor`, by the contract's rule for missing tags: if under a governor (the
 * provider block or Namespace that could give the tag to all, else the file) more things lack it than carry it, their
 * verdicts move to the governor's header; else each stays on its own.
 */
export function gatherByGovernor(
  judgements: readonly Judgement[],
  resource: (id: string) => Resource | undefined,
): { readonly single: readonly Verdict[]; readonly gathered: readonly GatheredVerdict[] } {
  const governors = new Map<string, Governor>();
  for (const judgement of judgements) {
    for (const verdict of judgement.verdicts) {
      if (!verdict.rule.gather) continue;
      const governor = entry(governors, verdict.rule.id, verdict.facet, resource);
      const key = keyOf(verdict.facet.resource.header);
      // Of several runs, the one that is certain speaks.
      if (verdict.facet.certain || !governor.lacking.has(key)) governor.lacking.set(key, verdict);
      governor.carrying.delete(key);
    }
    for (const { rule, facet } of judgement.passes) {
      const governor = entry(governors, rule.id, facet, resource);
      const key = keyOf(facet.resource.header);
      if (!governor.lacking.has(key)) governor.carrying.add(key);
    }
  }
  const single: Verdict[] = [];
  const gathered: GatheredVerdict[] = [];
  for (const governor of governors.values()) {
    const lacking = [...governor.lacking.values()].sort(inOrder);
    if (lacking.length === 0) continue;
    if (lacking.length > governor.carrying.size) {
      const at = governor.header ?? lacking[0]!.facet.resource.header;
      gathered.push({ at, verdicts: lacking, ...(governor.resource && { governor: governor.resource }) });
    } else single.push(...lacking);
  }
  return { single, gathered };
}

export interface GatheredVerdict {
  readonly at: Location;
  readonly verdicts: readonly Verdict[];
  /** Absent where the file itself governs. */
  readonly governor?: Resource;
}

interface Governor {
  readonly header?: Location;
  readonly resource?: Resource;
  readonly lacking: Map<string, Verdict>;
  readonly carrying: Set<string>;
}

function entry(
  governors: Map<string, Governor>,
  rule: string,
  facet: Facet,
  resource: (id: string) => Resource | undefined,
): Governor {
  const governing = governorOf(facet, resource);
  const key = governing ? `${rule} ${keyOf(governing.header)}` : `${rule} ${facet.resource.header.path}`;
  let governor = governors.get(key);
  if (!governor) {
    governor = {
      ...(governing && { header: governing.header, resource: governing }),
      lacking: new Map(),
      carrying: new Set(),
    };
    governors.set(key, governor);
  }
  return governor;
}

/** The provider block or Namespace that could give the tag to the thing; none where only the file is left. */
export function governorOf(
  { row, resource: thing }: Facet,
  resource: (id: string) => Resource | undefined,
): Resource | undefined {
  return row?.tags?.governor && thing.governor ? resource(thing.governor) : undefined;
}

function keyOf(at: Location): string {
  return `${at.path}:${at.range.start}`;
}

function inOrder(a: Verdict, b: Verdict): number {
  const left = a.facet.resource.header;
  const right = b.facet.resource.header;
  return left.path === right.path ? left.range.start - right.range.start : left.path < right.path ? -1 : 1;
}
