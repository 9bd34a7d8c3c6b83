import type { FacetKind } from '../types';
import type { FixName } from './rule';

/** What a property holds, and so which tests make sense of it. */
export type PropertyKind = 'text' | 'number' | 'yes-no' | 'list' | 'any';

const placed = {
  value: 'text',
  place: 'text',
  countries: 'list',
  unbounded: 'yes-no',
  confidence: 'text',
} as const;
const run = { host: 'text', operator: 'text', control: 'list', 'platform-home': 'yes-no' } as const;

/** The properties that rules may test, by facet. What they mean is said at `Facet`, and for rule authors in docs/packs.md. */
export const facetProperties: Readonly<Record<FacetKind, Readonly<Record<string, PropertyKind>>>> = {
  place: {
    ...placed,
    provider: 'text',
    operator: 'text',
    'operator-control': 'list',
    role: 'text',
    defaulted: 'yes-no',
    necessary: 'yes-no',
    unpinned: 'yes-no',
    accelerator: 'yes-no',
  },
  copy: { ...placed, how: 'text', defaulted: 'yes-no', 'origin-countries': 'list' },
  key: {
    ...placed,
    state: 'text',
    written: 'yes-no',
    key: 'text',
    level: 'number',
    holder: 'text',
    'holder-control': 'list',
    'origin-countries': 'list',
  },
  holder: { value: 'text', level: 'number', holder: 'text', 'holder-control': 'list' },
  tags: { state: 'text', value: 'text', operator: 'text', 'operator-control': 'list', due: 'yes-no' },
  image: { ...run, value: 'text', 'public-base': 'yes-no', upstream: 'yes-no', confidence: 'text' },
  platform: { operator: 'text', 'operator-control': 'list', confidential: 'yes-no' },
  state: { ...run, confidence: 'text' },
  service: { ...run, value: 'text', purpose: 'text', how: 'text', service: 'text', confidence: 'text' },
  inference: {
    ...placed,
    asked: 'text',
    host: 'text',
    operator: 'text',
    control: 'list',
    'platform-home': 'yes-no',
  },
  principal: { to: 'text', value: 'text', who: 'text', limited: 'yes-no', outside: 'yes-no' },
  guard: { state: 'text', value: 'text', countries: 'list', unbounded: 'yes-no' },
  claim: {
    tag: 'text',
    value: 'text',
    claimed: 'list',
    place: 'text',
    countries: 'list',
    contradicted: 'yes-no',
    necessary: 'yes-no',
    confidence: 'text',
  },
  attribute: { value: 'any' },
};

/** The properties that every facet has. */
export const generalProperties: Readonly<Record<string, PropertyKind>> = {
  facet: 'text',
  dialect: 'text',
  type: 'text',
  kind: 'text',
};

/** The tests that make sense of each kind; `exists` does of all. A value by itself is an equality. */
export const testsOf: Readonly<Record<PropertyKind, readonly string[]>> = {
  text: ['in', 'notIn', 'matches', 'notMatches', 'domestic'],
  number: ['in', 'notIn', 'atLeast', 'below'],
  'yes-no': ['in', 'notIn'],
  list: ['in', 'notIn', 'noneIn', 'someIn', 'allIn', 'someNotIn', 'matches', 'notMatches'],
  any: ['in', 'notIn', 'matches', 'notMatches', 'atLeast', 'below'],
};

/** Lists of the policy that a test may name. */
export const policyLists: readonly string[] = [
  '$allowed.countries',
  '$allowed.operators',
  '$allowed.hosts',
  '$allowed.accounts',
  '$home',
];

/** The facets that each fix can mend. */
export const fixFacets: Readonly<Record<FixName, readonly FacetKind[]>> = {
  'nearest-region': ['place', 'copy'],
  'state-place': ['place'],
  'drop-geo-redundancy': ['copy'],
  'operator-tag': ['tags'],
  'operator-value': ['tags'],
  mirror: ['image'],
  'module-key': ['key'],
};

/** What a message may name in braces. */
export const placeholders: readonly string[] = [
  'thing',
  'things',
  'count',
  'type',
  'address',
  'row',
  'value',
  'place',
  'countries',
  'control',
  'home',
  'host',
  'operator',
  'operator-name',
  'key',
  'asked',
  'holder-name',
  'level',
  'level-name',
  'tag',
];
