import type { Resource } from '../../core/resource';
import { referredResource } from '../../core/value';
import type { FacetContext } from '../types';
import type { Placing } from './placing';
import { typeOf } from './row';
import { select } from './select';

/** What is worked out once for all resources of a context. */
export interface Memo {
  readonly placings: Map<string, readonly Placing[]>;
  /** Resources by the id of their governor. */
  readonly governed: Map<string, Resource[]>;
  readonly byType: Map<string, Resource[]>;
  /** By type and linking argument: who names whom, and who names something that cannot be told. */
  readonly links: Map<string, Links>;
}

export interface Links {
  readonly byTarget: Map<string, Resource[]>;
  /** Linking resources that name their target by a literal. */
  readonly byName: Map<string, Resource[]>;
  /** Scopes with a linking resource whose target cannot be told. */
  readonly untold: Set<string>;
}

const memos = new WeakMap<FacetContext, Memo>();

export function memoOf(context: FacetContext): Memo {
  let memo = memos.get(context);
  if (!memo) {
    memo = { placings: new Map(), governed: new Map(), byType: new Map(), links: new Map() };
    for (const resource of context.resources) {
      append(memo.byType, typeOf(resource, context.catalog), resource);
      if (resource.governor !== undefined) append(memo.governed, resource.governor, resource);
    }
    memos.set(context, memo);
  }
  return memo;
}

/** Who of a type names whom by the argument `via`. */
export function linksOf(type: string, via: string, context: FacetContext): Links {
  const memo = memoOf(context);
  const key = `${type} ${via}`;
  let links = memo.links.get(key);
  if (!links) {
    links = { byTarget: new Map(), byName: new Map(), untold: new Set() };
    for (const resource of memo.byType.get(type) ?? []) {
      if (resource.kind !== 'resource') continue;
      for (const { value } of select(resource.body, via)) {
        const target = referredResource(value);
        if (target !== undefined) append(links.byTarget, target, resource);
        else if (value.kind === 'scalar') append(links.byName, String(value.value), resource);
        else links.untold.add(resource.scope);
      }
    }
    memo.links.set(key, links);
  }
  return links;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
