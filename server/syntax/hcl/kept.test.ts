import assert from 'node:assert/strict';
import { parseHcl, withKept } from '.';
import type { Attribute, Block } from './ast';

const text = `locals {
  a = 1
  b = upper("x")
}

resource "t" "n" {
  c = 2
  inner {
    d = 3
    e = 4
  }
}

output "o" {
  value = 5
}
`;

interface Case {
  readonly name: string;
  readonly find: string;
  readonly replace: string;
  /** The items that stay the same nodes, by the names of those that hold them. */
  readonly kept: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'an edit in the last block leaves those before it',
    find: 'value = 5',
    replace: 'value = 55',
    kept: [
      'locals',
      'locals.a',
      'locals.b',
      'resource',
      'resource.c',
      'resource.inner',
      'resource.inner.d',
      'resource.inner.e',
    ],
  },
  {
    name: 'an edit within a block leaves what stands before it there',
    find: 'e = 4',
    replace: 'e = 40',
    kept: ['locals', 'locals.a', 'locals.b', 'resource.c', 'resource.inner.d'],
  },
  { name: 'an edit at the beginning leaves nothing', find: 'locals', replace: '\nlocals', kept: [] },
  {
    name: 'what is broken is not left',
    find: 'e = 4',
    replace: 'e = (',
    kept: ['locals', 'locals.a', 'locals.b', 'resource.c', 'resource.inner.d'],
  },
  {
    name: 'a value that goes on is another one',
    find: 'b = upper("x")',
    replace: 'b = upper("x") == "X"',
    kept: ['locals.a'],
  },
  {
    name: 'the same text is the same tree',
    find: 'a = 1',
    replace: 'a = 1',
    kept: [
      'locals',
      'locals.a',
      'locals.b',
      'resource',
      'resource.c',
      'resource.inner',
      'resource.inner.d',
      'resource.inner.e',
      'output',
      'output.value',
    ],
  },
];

describe('nodes that an edit leaves', () => {
  for (const { name, find, replace, kept } of cases) {
    it(name, () => {
      const earlier = { tree: parseHcl(text), text };
      const after = text.replace(find, replace);
      const tree = withKept(parseHcl(after), after, earlier);
      assert.deepEqual(tree, parseHcl(after));
      const before = new Set(named(earlier.tree.body.items).map(([, item]) => item));
      const same = named(tree.body.items).filter(([, item]) => before.has(item));
      assert.deepEqual(
        same.map(([path]) => path),
        kept,
      );
    });
  }

  it('never change the tree, wherever it is cut', () => {
    const whole = { tree: parseHcl(text), text };
    for (let at = 0; at <= text.length; at++) {
      for (const after of [
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1),
        `${text.slice(0, at)}}${text.slice(at)}`,
      ]) {
        const cut = { tree: parseHcl(after), text: after };
        assert.deepEqual(withKept(cut.tree, after, whole), cut.tree, after);
        assert.deepEqual(withKept(whole.tree, text, cut), whole.tree, after);
      }
    }
  });
});

function named(items: readonly (Attribute | Block)[], above = ''): [string, Attribute | Block][] {
  return items.flatMap((item): [string, Attribute | Block][] =>
    item.kind === 'attribute'
      ? [[above + item.name.name, item]]
      : [[above + item.type.name, item], ...named(item.body.items, `${above}${item.type.name}.`)],
  );
}
