import assert from 'node:assert/strict';
import type { Resource } from '../../core/resource';
import { candidates, referredResource, type Value } from '../../core/value';
import { evaluated, type Files } from './bicep.testing';

function short(value: Value | undefined): string {
  if (!value) return '-';
  const texts = candidates(value).map((option) => {
    const { value: one } = option;
    const text = one.kind === 'scalar' ? String(one.value) : one.kind === 'unknown' ? '?' : one.kind;
    const of = referredResource(one);
    return `${option.certain ? '' : '~'}${text}${of ? `@${of.replace('unit:', '')}` : ''}`;
  });
  return texts.join('|');
}

/** `address~ type`, and of its body what is asked for. A `~` where a run may not create it. */
function line({ address, type, kind, certain, body }: Resource, paths: readonly string[]): string {
  const values = paths.map((path) => `${path}=${short(body.entries.get(path)?.value)}`);
  const what = kind === 'resource' ? '' : ` (${kind})`;
  return [`${address}${certain ? '' : '~'} ${type}${what}`, ...values].join(' ');
}

const LOCATIONS = ['location'];

interface Case {
  readonly what: string;
  readonly files: Files | string;
  readonly run?: string;
  readonly show?: readonly string[];
  readonly resources: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a resource with its header and extent',
    files: "@description('x')\nresource a 'X.Y/z@1' = {\n  location: 'eastus'\n}\n",
    resources: ['a X.Y/z location=eastus'],
  },
  {
    what: 'nested resources under their parents',
    files: `resource a 'X.Y/z@1' = {
  name: 'a'
  resource b 'w' = {
    name: 'b'
    resource c 'v@2' = { name: 'c', other: b.id }
  }
}
resource d 'X.Y/z/w/u@1' = { parent: a::b, name: 'd' }
`,
    show: ['parent'],
    resources: [
      'a X.Y/z parent=-',
      'a::b X.Y/z/w parent=?@a',
      'a::b::c X.Y/z/w/v parent=?@a::b',
      'd X.Y/z/w/u parent=?@a::b',
    ],
  },
  {
    what: 'what is found, not created',
    files: "resource a 'az:X.Y/z@1' existing = { name: 'a' }\n",
    resources: ['a X.Y/z (data) location=-'],
  },
  {
    what: 'a loop, one for each element',
    files: "resource a 'X.Y/z@1' = [for x in ['eastus', 'koreacentral']: {\n  location: x\n}]\n",
    resources: ['a X.Y/z location=eastus', 'a X.Y/z location=koreacentral'],
  },
  {
    what: 'a loop of no known length, by one that need not be there',
    files: "param n int\nresource a 'X.Y/z@1' = [for i in range(0, n): {\n  location: 'eastus'\n}]\n",
    resources: ['a~ X.Y/z location=eastus'],
  },
  {
    what: 'nothing for an empty loop and a false condition',
    files: "resource a 'X.Y/z@1' = [for x in []: {\n}]\nresource b 'X.Y/z@1' = if (1 > 2) {\n}\n",
    resources: [],
  },
  {
    what: 'a condition that is not decided, with what follows from it',
    files: `param on bool
resource a 'X.Y/z@1' = if (on) {
  location: on ? 'koreacentral' : 'eastus'
}
resource b 'X.Y/z@1' = if (!on) {
  location: on ? 'koreacentral' : 'eastus'
}
`,
    resources: ['a~ X.Y/z location=koreacentral', 'b~ X.Y/z location=eastus'],
  },
  {
    what: 'a condition of an allowed value',
    files: `@allowed(['kr', 'us'])
param env string
var places = { kr: 'koreacentral', us: 'eastus' }
resource a 'X.Y/z@1' = if (env == 'kr') {
  location: places[env]
}
`,
    resources: ['a~ X.Y/z location=~koreacentral'],
  },
  {
    what: 'a condition inside a loop',
    files: `resource a 'X.Y/z@1' = [for (x, i) in ['eastus', 'westus']: if (i == 1) {
  location: x
}]
resource b 'X.Y/z@1' = {
  location: a[1].location
}
`,
    resources: ['a X.Y/z location=westus', 'b X.Y/z location=westus@a[1]'],
  },
  {
    what: 'modules to any depth, in loops and under conditions',
    files: {
      'main.bicep': `param on bool
module a 'm/a.bicep' = [for x in ['eastus', 'westus']: { params: { place: x } }]
module b 'm/a.bicep' = if (on) { params: { place: 'koreacentral' } }
`,
      'm/a.bicep': "param place string\nmodule b 'b.bicep' = { params: { place: place } }\n",
      'm/b.bicep': "param place string = 'none'\nresource r 'X.Y/z@1' = {\n  location: place\n}\n",
    },
    resources: [
      'a.b.r X.Y/z location=eastus',
      'a.b.r X.Y/z location=westus',
      'b.b.r~ X.Y/z location=koreacentral',
    ],
  },
  {
    what: 'the resource group of a module, where it is of the tree',
    files: {
      'main.bicep': `targetScope = 'subscription'
resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'g', location: 'eastus' }
module a 'a.bicep' = { scope: group }
module b 'a.bicep' = { scope: resourceGroup('other') }
`,
      'a.bicep': "module c 'c.bicep' = {}\n",
      'c.bicep': "resource r 'X.Y/z@1' = {\n  location: resourceGroup().location\n}\n",
    },
    resources: [
      'group Microsoft.Resources/resourceGroups location=eastus',
      'a.c.r X.Y/z location=eastus@group',
      'b.c.r X.Y/z location=?',
    ],
  },
  {
    what: 'a module whose parameters are not known as a whole',
    files: {
      'main.bicep': "param all object\nmodule a 'a.bicep' = { params: { ...all, name: 'n' } }\n",
      'a.bicep':
        "param place string = 'eastus'\nparam name string\nresource r 'X.Y/z@1' = {\n  location: place\n  name: name\n}\n",
    },
    show: ['location', 'name'],
    resources: ['a.r X.Y/z location=? name=n'],
  },
  {
    what: 'a module of a registry, by what is handed to it',
    files:
      "module a 'br/public:avm/res/storage/storage-account:0.9.0' = {\n  params: { location: 'eastus' }\n}\n",
    show: ['params'],
    resources: ['a br/public:avm/res/storage/storage-account (module) params=map'],
  },
  {
    what: 'what others find by name, wherever it stands',
    files: {
      'main.bicep': `param name string
module find 'find.bicep' = { params: { name: name, fixed: 'fixed' } }
module make 'make.bicep' = { params: { name: name } }
module away 'find.bicep' = { scope: resourceGroup('other'), params: { name: name, fixed: 'fixed' } }
`,
      'make.bicep': `param name string
resource a 'X.Y/z@1' = { name: name, location: 'eastus' }
resource b 'X.Y/z/w@1' = { name: '${'${name}'}/b' }
resource c 'X.Y/z@1' = { name: 'fixed', location: 'westus' }
`,
      'find.bicep': `param name string
param fixed string
resource one 'X.Y/z@1' existing = { name: name }
resource two 'x.y/Z@1' existing = { name: fixed }
resource other 'X.Y/v@1' existing = { name: name }
resource r 'X.Y/r@1' = {
  location: one.location
  more: two.location
  none: other.location
  id: resourceId('X.Y/z', name)
  far: resourceId('group', 'X.Y/z', name)
}
`,
    },
    show: ['location', 'more', 'none', 'id', 'far', 'parent'],
    resources: [
      'find.one X.Y/z (data) location=- more=- none=- id=- far=- parent=-',
      'find.two x.y/Z (data) location=- more=- none=- id=- far=- parent=-',
      'find.other X.Y/v (data) location=- more=- none=- id=- far=- parent=-',
      'find.r X.Y/r location=eastus@make:a more=westus@make:c none=?@find:other id=?@make:a far=? parent=-',
      'make.a X.Y/z location=eastus more=- none=- id=- far=- parent=-',
      'make.b X.Y/z/w location=- more=- none=- id=- far=- parent=?@make:a',
      'make.c X.Y/z location=westus more=- none=- id=- far=- parent=-',
      'away.one X.Y/z (data) location=- more=- none=- id=- far=- parent=-',
      'away.two x.y/Z (data) location=- more=- none=- id=- far=- parent=-',
      'away.other X.Y/v (data) location=- more=- none=- id=- far=- parent=-',
      'away.r X.Y/r location=?@away:one more=?@away:two none=?@away:other id=? far=? parent=-',
    ],
  },
  {
    what: 'nothing twice of files that call each other in a circle',
    files: {
      'main.bicep': "module a 'a.bicep' = {}\n",
      'a.bicep': "module b 'main.bicep' = {}\nresource r 'X.Y/z@1' = {\n  location: 'eastus'\n}\n",
    },
    resources: ['a.r X.Y/z location=eastus'],
  },
];

describe('The resources of Bicep files', () => {
  for (const { what, files, run, show = LOCATIONS, resources } of CASES) {
    it(`are ${what}`, () => {
      const all = typeof files === 'string' ? { 'main.bicep': files } : files;
      const evaluation = evaluated(all, run);
      assert.deepEqual(
        evaluation.resources.map((resource) => line(resource, show)),
        resources,
      );
    });
  }

  it('stand at their headers, from their decorators on, under ids of their own', () => {
    const text = "@description('x')\nresource a 'X.Y/z@1' = [for i in range(0, 2): {\n}]\n";
    const { resources } = evaluated({ 'main.bicep': text });
    const [{ header, extent }] = resources as [Resource];
    assert.equal(text.slice(header.range.start, header.range.end), 'resource a');
    assert.deepEqual(extent.range, { start: 0, end: text.length - 1 });
    assert.deepEqual(
      resources.map(({ id }) => id),
      ['unit:a[0]', 'unit:a[1]'],
    );
  });
});
