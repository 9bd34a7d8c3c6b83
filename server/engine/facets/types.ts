import type { Resource, UnknownValue } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Catalog, CatalogRow } from '../catalog/types';
import type { Facts } from '../facts/types';
import type { Policy } from '../policy/types';

/** A value a rule may test. `undefined` in the record: absent; UNKNOWN: cannot be told from the code. */
export type Property = string | number | boolean | readonly string[] | typeof UNKNOWN;
export const UNKNOWN: unique symbol = Symbol('unknown');

export type FacetKind =
  | 'place'
  | 'copy'
  | 'key'
  | 'holder'
  | 'tags'
  | 'image'
  | 'platform'
  | 'state'
  | 'service'
  | 'inference'
  | 'principal'
  | 'guard'
  | 'claim'
  | 'attribute';

/**
 * One thing a rule can ask about one resource: the same in every dialect. For each candidate of a value there is
 * a facet of its own.
 *
 * properties by kind (all may be UNKNOWN or absent):
 *   place:  value, place (the code the facts know), countries (list; empty = not bounded), unbounded (bool), provider,
 *           operator, role (own|provider|backend|schedule|copy), defaulted (bool), necessary (bool), confidence,
 *           accelerator (bool: capacity of GPUs and the like), unpinned (bool: nothing in the code states the region;
 *           `deciding` is then the governor's header)
 *   copy:   value, place, countries, unbounded, how (target|redundancy|edge: wherever the servers of a network
 *           are), defaulted, origin-countries
 *   key:    state (named|provider-managed|unencrypted), written (bool: an argument states it), level (0..4),
 *           value (the literal id, else the code of the key's place), key (the address of the key's resource, else the literal id), place, countries (of the key's place), unbounded, origin-countries (of the data),
 *           holder (operator id), holder-control (list)
 *   holder: level (0..4), holder (operator id), holder-control (list); of a key resource, or of what names its key by a
 *           literal id or ARN (value: that literal)
 *   tags:   state (present|absent; absent only for what computes, stores data or holds keys), value (of the operator
 *           tag), operator (id it names, absent when no fact knows it), operator-control (list)
 *   image:  value, host, operator, control (list), public-base (bool), platform-home (bool: platform registry placed at
 *           home), upstream (true: a repository passes it on)
 *   platform: operator, operator-control (list): who runs the platform a thing that computes, stores or holds keys is on;
 *           confidential (bool, of what computes: the host cannot read its memory)
 *   state:  host, operator, control (list), platform-home: who holds the state or makes the runs of the code
 *   service: purpose (telemetry|model-api|model-hub|vector-database|identity|certificates|dns), how
 *           (host|model|key|agent|itself), service (as rules/facts/environment
 *           calls it), value (what is written; of a secret only its host), host, operator, control (list), platform-home
 *   inference: value, place, countries (where the model may answer), unbounded; of a fallback: asked (the model that it
 *           stands in for), host, operator, control (list), platform-home
 *   principal: to (key|control|data: what it is let in to), value, who (anyone|account|tenant|tenancy|project|domain),
 *           limited (bool: a condition keeps others out), outside (bool: allow.accounts names others of this kind, but not
 *           this one)
 *   guard:  state (stated|absent), value (what it permits outside, else all), countries (permitted), unbounded (bool: so
 *           is a place that nothing bounds)
 *   claim:  tag (its key), value, claimed (countries that it names), place, countries (where the thing is), contradicted
 *           (bool), necessary
 */
export interface Facet {
  readonly kind: FacetKind;
  readonly resource: Resource;
  readonly row?: CatalogRow;
  /** False where a run may not reach it. */
  readonly certain: boolean;
  readonly properties: Readonly<Record<string, Property | undefined>>;
  /** Where a finding may stand: `deciding`, `header`, `argument`. `deciding` falls back to `header` when absent. */
  readonly anchors: Readonly<Record<string, Location>>;
  /** The value behind `properties.value`, for traces; unknown values are counted as unknowns. */
  readonly value?: Value;
  /** The condition that chooses the value among its candidates, as the code writes it. */
  readonly when?: string;
  /** What could not be told, when a property that matters is UNKNOWN. */
  readonly unknown?: UnknownValue;
  /** The dotted path of the argument in the resource, as the dialect writes it; for fixes and `explain`. */
  readonly argument?: string;
  /** For copies and keys: the resource on the other side. */
  readonly other?: Resource;
}

/** What facets are made from: the resources of one evaluation unit and what is known about the world. */
export interface FacetContext {
  readonly facts: Facts;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** By id, over the whole project. */
  resource(id: string): Resource | undefined;
  /** The resources of the unit that answer a question, in their order. */
  ask(question: Question): readonly Resource[];
  /**
   * What many ask for, worked out once.
   * @param circle what it is for whoever needs it to work it out
   */
  shared<T>(key: string, make: () => T, circle: T): T;
}

/**
 * A question about the resources of a unit. There is no other way to other resources than by question or id: what was
 * asked is what a judgement depends on.
 */
export type Question =
  | { readonly by: 'all' }
  | { readonly by: 'type' | 'scope' | 'governor'; readonly of: string }
  /** Those of a type that name a thing by the argument `via`: by its id, or by a literal. */
  | { readonly by: 'link' | 'link-by-name'; readonly of: string; readonly type: string; readonly via: string }
  /** Those of a type, in a scope, of which it cannot be told what they name. */
  | { readonly by: 'untold-link'; readonly of: string; readonly type: string; readonly via: string };
