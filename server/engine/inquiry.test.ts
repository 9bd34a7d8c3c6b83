import assert from 'node:assert/strict';
import type { Resource } from '../core/resource';
import { openInquiries, openReview } from './inquiry';
import type { FacetContext, Question } from './types';

const [a, b, other] = ['a', 'b', 'other'].map((id) => ({ id }) as Resource);
const keys: Question = { by: 'type', of: 'key' };

/** What is asked in a case, by id and by question. */
type World = Pick<FacetContext, 'resource' | 'ask'>;
const world = (
  byId: Record<string, Resource | undefined>,
  ofType: readonly (Resource | undefined)[],
): World => ({
  resource: (id) => byId[id],
  ask: () => ofType as Resource[],
});
const before = world({ a, b }, [a, b]);

interface Case {
  readonly name: string;
  readonly asks: (context: Pick<FacetContext, 'resource' | 'ask' | 'shared'>) => void;
  readonly after: World;
  readonly holds: boolean;
}

const shared = (key: string) => (context: Pick<FacetContext, 'resource' | 'shared'>) =>
  context.shared(key, () => context.resource(key), undefined);

const cases: readonly Case[] = [
  { name: 'nothing was asked', asks: () => {}, after: world({}, []), holds: true },
  { name: 'the same resource', asks: ({ resource }) => resource('a'), after: world({ a }, []), holds: true },
  {
    name: 'another one under the id',
    asks: ({ resource }) => resource('a'),
    after: world({ a: other }, []),
    holds: false,
  },
  { name: 'none any more', asks: ({ resource }) => resource('a'), after: world({}, []), holds: false },
  {
    name: 'one where there was none',
    asks: ({ resource }) => resource('c'),
    after: world({ c: other }, []),
    holds: false,
  },
  {
    name: 'what was not asked for',
    asks: ({ resource }) => resource('a'),
    after: world({ a, b: other }, []),
    holds: true,
  },
  { name: 'the same list', asks: ({ ask }) => ask(keys), after: world({}, [a, b]), holds: true },
  { name: 'another order', asks: ({ ask }) => ask(keys), after: world({}, [b, a]), holds: false },
  { name: 'one more', asks: ({ ask }) => ask(keys), after: world({}, [a, b, other]), holds: false },
  { name: 'through what is shared', asks: shared('a'), after: world({ a: other }, []), holds: false },
  {
    name: 'through what another one asked for first',
    asks: (context) => {
      shared('a')(context);
      context.shared('outer', () => shared('a')(context), undefined);
    },
    after: world({ a: other }, []),
    holds: false,
  },
  {
    name: 'in a circle',
    asks: ({ shared: one }) => one('x', () => one('y', () => one('x', () => 1, 0), 0), 0),
    after: before,
    holds: false,
  },
];

describe('an inquiry', () => {
  for (const { name, asks, after, holds } of cases) {
    it(`${holds ? 'holds' : 'does not hold'}: ${name}`, () => {
      const inquirer = openInquiries(before.resource, before.ask);
      // Whoever came first had it worked out: whoever comes later depends on it all the same.
      inquirer.inquire(() => asks(inquirer));
      const { inquiry } = inquirer.inquire(() => asks(inquirer));
      assert.equal(openReview(after)(inquiry), holds);
    });
  }
});
