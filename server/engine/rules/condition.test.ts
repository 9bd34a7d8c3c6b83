import assert from 'node:assert/strict';
import { memoryHost } from '../../core/host.memory';
import { governanceOf } from '../../packs/governance';
import { knowledge } from '../../packs/scan.testing';
import { UNKNOWN } from '../types';
import { type Condition, type ConditionContext, holds, type Properties } from './condition';

const configuration =
  'home: KR\nallow: { countries: [JP], operators: [aws], hosts: ["*.example.kr"], accounts: ["111122223333"] }\n';
const { policy } = governanceOf(memoryHost({ '.sovlint.yaml': configuration }), knowledge(), {});
const context: ConditionContext = { facts: knowledge().facts, policy };

const properties: Properties = {
  text: 'Seoul',
  number: 2,
  yes: true,
  list: ['KR', 'US'],
  home: ['KR', 'JP'],
  abroad: ['US', 'DE'],
  none: [],
  unknown: UNKNOWN,
  ours: 'kt-cloud',
  allowed: 'aws',
  theirs: 'azure',
  nobody: 'nobody-knows',
};

const cases: readonly [condition: Condition, truth: boolean | 'unknown'][] = [
  [{ text: 'Seoul' }, true],
  [{ text: 'seoul' }, false],
  [{ absent: 'x' }, false],
  [{ list: 'US' }, true],
  [{ yes: true, number: 2 }, true],
  [{ yes: true, number: 3 }, false],
  [{ text: { exists: true } }, true],
  [{ absent: { exists: true } }, false],
  [{ absent: { exists: false } }, true],
  [{ text: { in: ['Seoul', 'Busan'] } }, true],
  [{ text: { notIn: ['Seoul'] } }, false],
  [{ absent: { in: ['x'] } }, false],
  [{ absent: { notIn: ['x'] } }, true],
  [{ home: { allIn: '$allowed.countries' } }, true],
  [{ list: { allIn: '$allowed.countries' } }, false],
  [{ list: { someIn: '$allowed.countries' } }, true],
  [{ list: { someNotIn: '$allowed.countries' } }, true],
  [{ home: { someNotIn: '$allowed.countries' } }, false],
  [{ abroad: { noneIn: '$allowed.countries' } }, true],
  [{ list: { noneIn: '$allowed.countries' } }, false],
  [{ none: { noneIn: '$allowed.countries' } }, false],
  [{ none: { allIn: '$allowed.countries' } }, false],
  [{ list: { someIn: '$home' } }, true],
  [{ allowed: { in: '$allowed.operators' } }, true],
  [{ text: { matches: 'se*' } }, true],
  [{ text: { matches: ['x*', '*OUL'] } }, true],
  [{ text: { notMatches: 'se*' } }, false],
  [{ absent: { matches: '*' } }, false],
  [{ absent: { notMatches: '*' } }, true],
  [{ number: { atLeast: 2, below: 3 } }, true],
  [{ number: { below: 2 } }, false],
  [{ text: { atLeast: 0 } }, false],
  [{ ours: { domestic: true } }, true],
  [{ allowed: { domestic: true } }, true],
  [{ theirs: { domestic: false } }, true],
  [{ theirs: { domestic: true } }, false],
  [{ nobody: { domestic: false } }, 'unknown'],
  [{ absent: { domestic: false } }, false],
  [{ all: [{ yes: true }, { text: 'Seoul' }] }, true],
  [{ any: [{ yes: false }, { text: 'Seoul' }] }, true],
  [{ not: { yes: true } }, false],
  [{ unknown: 'x' }, 'unknown'],
  [{ unknown: { exists: false } }, 'unknown'],
  [{ unknown: { notIn: ['x'] } }, 'unknown'],
  [{ unknown: { notMatches: ['x'] } }, 'unknown'],
  [{ unknown: { atLeast: 1 } }, 'unknown'],
  [{ unknown: { domestic: true } }, 'unknown'],
  [{ not: { unknown: 'x' } }, 'unknown'],
  [{ all: [{ yes: true }, { unknown: 'x' }] }, 'unknown'],
  [{ all: [{ yes: false }, { unknown: 'x' }] }, false],
  [{ all: [{ unknown: 'x' }, { yes: false }] }, false],
  [{ any: [{ unknown: 'x' }, { yes: true }] }, true],
  [{ any: [{ unknown: 'x' }, { yes: false }] }, 'unknown'],
  [{ certainly: { unknown: 'x' } }, false],
  [{ not: { certainly: { unknown: 'x' } } }, true],
];

describe('a condition', () => {
  for (const [condition, truth] of cases) {
    it(`${JSON.stringify(condition)} is ${truth}`, () => {
      const found = holds(condition, properties, context);
      assert.equal(found === UNKNOWN ? 'unknown' : found, truth);
    });
  }
});
