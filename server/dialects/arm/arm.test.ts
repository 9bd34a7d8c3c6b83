import assert from 'node:assert/strict';
import type { Resource } from '../../core/resource';
import { entryOf, referredResource } from '../../core/value';
import { parseJson } from '../../syntax/tree/json';
import { show } from '../values/show.testing';
import { armRuns, evaluateArmRun, isArmParameters, isBuilt, recogniseArm } from '.';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PARAMETERS = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

/** A project of templates, each by its sections; the runs of it with what they make. */
function project(files: Readonly<Record<string, object | string>>) {
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, textOf(path, content)]),
  );
  const trees = new Map(Object.entries(texts).map(([path, text]) => [path, parseJson(text)]));
  const of = (is: typeof recogniseArm) =>
    [...trees].filter(([, file]) => is(file)).map(([path, file]) => ({ path, file }));
  const runs = armRuns(of(recogniseArm), of(isArmParameters));
  return runs.map((run) => ({
    run,
    texts,
    ...evaluateArmRun(run, run.key, (path) => trees.get(path)),
  }));
}

function textOf(path: string, content: object | string): string {
  if (typeof content === 'string') return content;
  const $schema = /param/.test(path) ? PARAMETERS : SCHEMA;
  return JSON.stringify({ $schema, ...content }, null, 1);
}

type Made = ReturnType<typeof project>[number];

/** `address: value` of a property of each resource that has it. */
function values({ resources, texts }: Made, name = 'p'): string[] {
  return resources.flatMap(({ address, certain, body }: Resource) => {
    const value = entryOf(body, name)?.value;
    return value ? [`${address}${certain ? '' : '?'}: ${show(value, texts[value.at.path]!)}`] : [];
  });
}

const thing = (more: object) => ({ type: 'Microsoft.A/things', name: 'thing', ...more });

/** The value of one expression, as the template below has it. */
function one(p: unknown, more: object = {}): string {
  const [base] = project({
    't.json': {
      parameters: {
        location: { type: 'string', defaultValue: 'eastus' },
        env: { type: 'string', allowedValues: ['prod', 'dev'] },
        free: { type: 'string' },
        none: { type: 'string', nullable: true },
        secret: { type: 'securestring', defaultValue: 'hunter2' },
        regions: { type: 'object', defaultValue: { prod: 'eastus', dev: 'koreacentral' } },
        places: { type: 'array', defaultValue: ['eastus', 'koreacentral'] },
      },
      variables: {
        home: "[concat('korea', 'central')]",
        deep: { a: { b: ["[parameters('location')]"] } },
        loop: "[variables('loop')]",
        copy: [{ name: 'numbered', count: 2, input: "[concat('n', copyIndex('numbered'))]" }],
      },
      functions: [
        {
          namespace: 'kb',
          members: {
            shout: {
              parameters: [{ name: 'what', type: 'string' }],
              output: { type: 'string', value: "[toUpper(parameters('what'))]" },
            },
          },
        },
      ],
      ...more,
      resources: [thing({ p }), ...((more as { resources?: object[] }).resources ?? [])],
    },
  });
  assert.deepEqual(base!.problems, []);
  return values(base!)[0]!.replace(/^thing: /, '');
}

describe('ARM values', () => {
  const cases: readonly (readonly [what: string, value: unknown, shown: string])[] = [
    ['a literal', 'x', 'x'],
    ['a bracket that is escaped', '[[x]', '[x] @ [[x]'],
    ['what only begins like an expression', '[x', '[x'],
    ['a parameter by its default', "[parameters('LOCATION')]", "eastus < parameter parameters('location')"],
    [
      'a parameter of which only the allowed values are known',
      "[parameters('env')]",
      "~prod < parameter parameters('env') (AllowedValues) {AllowedValues} | ~dev < parameter parameters('env') (AllowedValues) {AllowedValues}",
    ],
    [
      'a parameter without a value',
      "[parameters('free')]",
      "?parameter @ free < parameter parameters('free')",
    ],
    ['a parameter that may be null', "[coalesce(parameters('none'), 'x')]", 'x'],
    ['a name that nothing has', "[parameters('what')]", "?nothing-named @ parameters('what')"],
    [
      'a variable',
      "[variables('home')]",
      "koreacentral @ concat('korea', 'central') = korea + central < local variables('home')",
    ],
    [
      'a part of a variable',
      "[variables('deep').a['b'][0]]",
      "eastus < local variables('deep') < parameter parameters('location')",
    ],
    [
      'a variable of itself',
      "[variables('loop')]",
      "?circular @ variables('loop') < local variables('loop') < local variables('loop')",
    ],
    [
      'a loop of a variable',
      "[variables('numbered')[1]]",
      "n1 @ concat('n', copyIndex('numbered')) = n + 1 @ 2 < local variables('numbered')",
    ],
    ['a function of its own', "[kb.shout('a')]", 'A @ a'],
    ['a function that nobody knows', "[kb.other('a')]", "?function @ kb.other('a')"],
    ['a condition that is decided', "[if(equals(parameters('location'), 'eastus'), 'a', 'b')]", 'a'],
    [
      'a condition that is not',
      "[if(equals(parameters('free'), 'x'), 'a', 'b')]",
      "~a {equals(parameters('free'), 'x')} | ~b {equals(parameters('free'), 'x')}",
    ],
    [
      'conditions of one wording go together',
      "[if(empty(parameters('free')), if(empty(parameters('free')), 'a', 'b'), 'c')]",
      "~a {empty(parameters('free'))} | ~c {empty(parameters('free'))}",
    ],
    [
      'a condition by allowed values',
      "[if(equals(parameters('env'), 'prod'), 'a', 'b')]",
      '~a {AllowedValues} | ~b {AllowedValues}',
    ],
    [
      'an object by a key that is not known',
      "[parameters('regions')[parameters('free')]]",
      "~eastus < parameter parameters('regions') {parameters('free')} | ~koreacentral < parameter parameters('regions') {parameters('free')}",
    ],
    [
      'an object by a key that has candidates',
      "[parameters('regions')[parameters('env')]]",
      "~eastus < parameter parameters('regions') {AllowedValues} | ~koreacentral < parameter parameters('regions') {AllowedValues}",
    ],
    ['a place of deployment', '[resourceGroup().location]', '?runtime @ resourceGroup().location'],
    [
      'a lambda',
      "[map(parameters('places'), lambda('x', toUpper(lambdaVariables('x'))))]",
      "[EASTUS @ eastus < parameter parameters('places'), KOREACENTRAL @ koreacentral < parameter parameters('places')]",
    ],
    [
      'names of properties that are worked out',
      { "[concat('a', 'b')]": 1, "[parameters('free')]": 2 },
      '{ab: 1, …}',
    ],
    [
      'properties made by a loop',
      {
        copy: [
          {
            name: 'rows',
            count: "[length(parameters('places'))]",
            input: { at: "[parameters('places')[copyIndex('rows')]]" },
          },
        ],
      },
      "{rows: [{at: eastus < parameter parameters('places')}, {at: koreacentral < parameter parameters('places')}]}",
    ],
    [
      'a loop of unknown length',
      { copy: [{ name: 'rows', count: "[parameters('free')]", input: 1 }] },
      '{rows: [, …]}',
    ],
  ];
  for (const [what, value, shown] of cases) {
    it(what, () => assert.equal(one(value), shown));
  }

  it('hides what is secret', () => {
    const [{ resources } = assert.fail()] = project({
      't.json': {
        parameters: { s: { type: 'secureObject', defaultValue: { key: 'hunter2' } } },
        resources: [thing({ p: "[parameters('s').key]" })],
      },
    });
    assert.equal(entryOf(resources[0]!.body, 'p')!.value.sensitive, true);
  });

  it('says where an expression cannot be read', () => {
    const text = textOf('t.json', { resources: [thing({ p: "[concat('a', ]" })] });
    const [{ problems } = assert.fail()] = project({ 't.json': text });
    assert.deepEqual(
      problems.map(({ range, message }) => [text.slice(range!.start, range!.end), message.key]),
      [[']', 'arm.expression.unexpected']],
    );
  });

  it('ends on what is made to explode', () => {
    const variables: Record<string, string> = { v0: "[parameters('p')]" };
    for (let i = 1; i < 30; i++) {
      variables[`v${i}`] = `[createArray(${Array(30)
        .fill(`variables('v${i - 1}')`)
        .join(', ')})]`;
    }
    const [{ problems } = assert.fail()] = project({
      't.json': {
        parameters: { p: { type: 'string' } },
        variables,
        resources: [thing({ copy: { name: 'x', count: 800 }, p: "[length(variables('v6'))]" })],
      },
    });
    assert.ok(problems.every(({ message }) => message.key === 'arm.too-large'));
  });
});

describe('ARM resources', () => {
  const account = (more: object) => ({ type: 'Microsoft.A/accounts', name: 'a', ...more });
  const refers = ({ resources, texts }: Made, name: string) =>
    resources.flatMap(({ address, body }) => {
      const value = entryOf(body, name)?.value;
      if (!value) return [];
      const target = resources.find(({ id }) => id === referredResource(value));
      return [`${address} -> ${target ? target.address : show(value, texts[value.at.path]!)}`];
    });
  const make = (resources: object, more: object = {}): Made => {
    const [base] = project({
      't.json': {
        parameters: {
          free: { type: 'string' },
          n: { type: 'string' },
          env: { type: 'string', allowedValues: ['prod', 'dev'] },
        },
        ...more,
        resources,
      },
    });
    assert.deepEqual(base!.problems, []);
    return base!;
  };

  it('stand at their types, and cover their text', () => {
    const { resources, texts } = make([account({ properties: {} })]);
    const [only] = resources;
    const covered = (at: { range: { start: number; end: number } }) =>
      texts['t.json']!.slice(at.range.start, at.range.end);
    assert.equal(covered(only!.header), 'Microsoft.A/accounts');
    assert.match(covered(only!.extent), /^\{.*"properties": \{\}\s*\}$/s);
    assert.deepEqual([only!.dialect, only!.provider, only!.address], ['arm', 'azure', 'a']);
  });

  it('by symbolic names', () => {
    const made = make(
      { store: account({ p: 1 }), other: account({ existing: true, name: 'b' }) },
      { languageVersion: '2.0' },
    );
    assert.deepEqual(
      made.resources.map(({ address, kind }) => `${address} ${kind}`),
      ['store resource', 'other data'],
    );
  });

  it('are made where their conditions let them', () => {
    const made = make([
      account({ name: 'no', condition: false, resources: [{ type: 'parts', name: 'p' }] }),
      account({ name: 'never', condition: "[equals(parameters('env'), 'test')]" }),
      account({ name: 'yes', condition: '[not(false())]', p: 1 }),
      account({
        name: 'maybe',
        condition: "[equals(parameters('free'), 'x')]",
        p: "[if(equals(parameters('free'), 'x'), 'a', 'b')]",
      }),
      account({
        name: 'prod',
        condition: "[equals(parameters('env'), 'prod')]",
        p: "[if(equals(parameters('env'), 'dev'), 'a', 'b')]",
      }),
      account({
        name: 'both',
        condition: "[and(equals(parameters('free'), 'x'), equals(parameters('n'), 'y'))]",
        p: "[if(equals(parameters('n'), 'y'), 'a', 'b')]",
      }),
    ]);
    assert.deepEqual(values(made), ['yes: 1', 'maybe?: a', 'prod?: b', 'both?: a']);
  });

  it('repeat', () => {
    const made = make([
      account({
        name: "[concat('a', copyIndex())]",
        copy: { name: 'loop', count: 2 },
        p: "[copyIndex('loop', 1)]",
      }),
      account({ name: 'none', copy: { name: 'loop', count: 0 }, p: 1 }),
      account({
        name: 'some',
        copy: { name: 'loop', count: "[length(parameters('free'))]" },
        p: "[createArray('x', 'y')[copyIndex()]]",
      }),
    ]);
    assert.deepEqual(values(made), [
      "a0: 1 @ copyIndex('loop', 1)",
      "a1: 2 @ copyIndex('loop', 1)",
      'some?: ~x {copyIndex()} | ~y {copyIndex()}',
    ]);
  });

  it('name each other, however names are made', () => {
    const made = make([
      account({ name: "[concat(parameters('n'), '-kv')]" }),
      account({ name: 'b', p: "[resourceId('microsoft.a/ACCOUNTS', concat(parameters('n'), '-kv'))]" }),
      account({
        name: 'c',
        p: "[reference(format('Microsoft.A/accounts/{0}-kv', parameters('n'))).key.uri]",
      }),
      account({
        name: 'd',
        p: "[concat(resourceGroup().id, '/providers/Microsoft.A/accounts/', parameters('n'), '-kv')]",
      }),
      account({ name: 'e', p: "[resourceId('other-group', 'Microsoft.A/accounts/keys', 'b', 'k')]" }),
      account({ name: 'f', p: "[resourceId('Microsoft.A/accounts', parameters('free'))]" }),
      account({ name: 'g', p: "[extensionResourceId(resourceGroup().id, 'Microsoft.A/accounts', 'b')]" }),
      account({
        name: 'h',
        p: "[if(empty(parameters('free')), resourceId('Microsoft.A/accounts', 'b'), null())]",
      }),
    ]);
    assert.deepEqual(refers(made, 'p').slice(0, 6), [
      "b -> concat(parameters('n'), '-kv')",
      "c -> concat(parameters('n'), '-kv')",
      "d -> concat(parameters('n'), '-kv')",
      'e -> b',
      "f -> ?outside @ resourceId('Microsoft.A/accounts', parameters('free'))",
      'g -> b',
    ]);
    const h = entryOf(made.resources.at(-1)!.body, 'p')!.value;
    assert.ok(h.kind === 'choice' && referredResource(h.options[0]!.value) === made.resources[1]!.id);
  });

  it('know their parents, and what they extend', () => {
    const made = make([
      account({
        resources: [
          { type: 'parts', name: 'inner', resources: [{ type: 'bits', name: 'bit' }] },
          { type: 'providers/locks', name: 'Microsoft.Authorization/lock' },
        ],
      }),
      { type: 'Microsoft.A/accounts/parts', name: 'a/outer' },
      { type: 'Microsoft.A/accounts/parts', name: 'elsewhere/part' },
      { type: 'Microsoft.A/accounts/providers/diagnosticSettings', name: 'a/Microsoft.Insights/logs' },
      { type: 'Microsoft.Insights/diagnosticSettings', name: 'new', scope: 'Microsoft.A/accounts/a' },
      {
        type: 'Microsoft.Insights/diagnosticSettings',
        name: 'made',
        scope: "[format('Microsoft.A/accounts/{0}', 'a')]",
      },
    ]);
    assert.deepEqual(
      made.resources.map(({ address, type }) => `${type} ${address}`),
      [
        'Microsoft.A/accounts a',
        'Microsoft.A/accounts/parts a/inner',
        'Microsoft.A/accounts/parts/bits a/inner/bit',
        'Microsoft.Authorization/locks a/Microsoft.Authorization/lock',
        'Microsoft.A/accounts/parts a/outer',
        'Microsoft.A/accounts/parts elsewhere/part',
        'Microsoft.Insights/diagnosticSettings a/Microsoft.Insights/logs',
        'Microsoft.Insights/diagnosticSettings new',
        'Microsoft.Insights/diagnosticSettings made',
      ],
    );
    assert.deepEqual(refers(made, 'parent'), [
      'a/inner -> a',
      'a/inner/bit -> a/inner',
      'a/outer -> a',
      'elsewhere/part -> ?outside @ Microsoft.A/accounts/parts',
    ]);
    assert.deepEqual(refers(made, 'scope'), [
      'a/Microsoft.Authorization/lock -> a',
      'a/Microsoft.Insights/logs -> a',
      'new -> a',
      'made -> a',
    ]);
  });

  it('are not judged where their type is no text', () => {
    const made = make([account({ type: "[parameters('free')]" })]);
    assert.deepEqual(
      [made.resources.length, made.unknowns.map(({ reason }) => reason.key)],
      [0, ['arm.unknown.type']],
    );
  });

  it('survive what is no template', () => {
    for (const resources of [
      [],
      [1],
      ['[x()]'],
      [{}],
      [{ type: 1 }],
      [{ type: 'a' }],
      { x: 1 },
      'x',
      [{ type: 'A.B/c', copy: 1 }],
      [{ type: 'A.B/c', name: {}, properties: 5, resources: 7 }],
    ]) {
      const [base] = project({ 't.json': { resources } });
      assert.ok(base!.resources.length <= 1);
    }
  });
});

describe('ARM deployments', () => {
  const deployment = (properties: object, more: object = {}) => ({
    type: 'Microsoft.Resources/deployments',
    name: 'dep',
    ...more,
    properties,
  });
  const inner = (template: object, parameters: object = {}) =>
    deployment({
      expressionEvaluationOptions: { scope: 'inner' },
      template: { $schema: SCHEMA, ...template },
      parameters,
    });
  const place = { parameters: { place: { type: 'string', defaultValue: 'eastus' } } };
  const own = (p: string) => ({
    parameters: { place: { type: 'string', defaultValue: 'westus' } },
    resources: [thing({ p })],
  });

  it('hand parameters to what they deploy', () => {
    const [base] = project({
      't.json': {
        ...place,
        resources: [inner(own("[parameters('place')]"), { place: { value: "[parameters('place')]" } })],
      },
    });
    assert.deepEqual(values(base!), [
      "thing: eastus < parameter parameters('place') < module-input dep.place < parameter parameters('place')",
    ]);
  });

  it('in the outer scope have its parameters', () => {
    const [base] = project({
      't.json': {
        ...place,
        resources: [deployment({ template: { $schema: SCHEMA, ...own("[parameters('place')]") } })],
      },
    });
    assert.deepEqual(values(base!), ["thing: eastus < parameter parameters('place')"]);
  });

  it('take defaults for null, and secrets for unknown', () => {
    const template = { ...own("[parameters('place')]") };
    const shown = (given: unknown) =>
      values(project({ 't.json': { resources: [inner(template, { place: given } as object)] } })[0]!)[0];
    assert.equal(shown({ value: null }), "thing: westus < parameter parameters('place')");
    assert.match(shown({ reference: { keyVault: {}, secretName: 's' } })!, /^thing: \?secret/);
    assert.match(shown("[createObject('value', 'x')]")!, /^thing: x/);
  });

  it('tell what they put out', () => {
    const template = { ...own('x'), outputs: { where: { type: 'string', value: "[parameters('place')]" } } };
    const [base] = project({
      't.json': {
        resources: [
          inner(template),
          thing({ name: 'user', p: "[reference('dep').outputs.where.value]" }),
          thing({
            name: 'byid',
            p: "[reference(resourceId('Microsoft.Resources/deployments', 'dep')).outputs['where'].value]",
          }),
        ],
      },
    });
    const way = "westus < module-output dep.outputs.where < parameter parameters('place')";
    assert.deepEqual(values(base!), ['thing: x', `user: ${way}`, `byid: ${way}`]);
  });

  it('into a resource group are where it is', () => {
    const group = {
      type: 'Microsoft.Resources/resourceGroups',
      name: "[parameters('g')]",
      location: 'eastus',
    };
    const template = { ...own('[resourceGroup().location]') };
    const [base] = project({
      't.json': {
        parameters: { g: { type: 'string' } },
        resources: [
          group,
          { ...inner(template), resourceGroup: "[parameters('g')]" },
          { ...inner(template), name: 'two', resourceGroup: 'other' },
        ],
      },
    });
    assert.deepEqual(values(base!), [
      "thing: eastus < resource parameters('g').location",
      'thing: ?runtime @ resourceGroup().location',
    ]);
  });

  it('find resources that another deployment makes', () => {
    const first = inner(
      { parameters: { n: { type: 'string' } }, resources: [thing({ name: "[parameters('n')]" })] },
      { n: { value: "[parameters('k')]" } },
    );
    const user = inner(
      {
        parameters: { id: { type: 'string' } },
        resources: [thing({ name: 'user', p: "[parameters('id')]" })],
      },
      { id: { value: "[resourceId('Microsoft.A/things', parameters('k'))]" } },
    );
    const [base] = project({
      't.json': { parameters: { k: { type: 'string' } }, resources: [{ ...user, name: 'second' }, first] },
    });
    const [, using, , made] = base!.resources;
    assert.equal(referredResource(entryOf(using!.body, 'p')!.value), made!.id);
  });

  it('by a path follow templates in the tree, which are not run by themselves', () => {
    const links = [
      { relativePath: 'nested/a.json' },
      { uri: "[uri(deployment().properties.templateLink.uri, 'nested/a.json')]" },
      { uri: "[concat(parameters('base'), '/nested/a.json', parameters('token'))]" },
      { uri: 'https://raw.example.com/me/repo/nested/a.json?x=1' },
    ];
    for (const templateLink of links) {
      const made = project({
        't.json': {
          parameters: { base: { type: 'string' }, token: { type: 'string', defaultValue: '' } },
          resources: [deployment({ templateLink, parameters: { place: { value: 'koreacentral' } } })],
        },
        'nested/a.json': own("[parameters('place')]"),
      });
      assert.deepEqual(
        made.map(({ run }) => run.key),
        ['t.json'],
        JSON.stringify(templateLink),
      );
      assert.deepEqual(values(made[0]!), [
        "thing: koreacentral < parameter parameters('place') < module-input dep.place",
      ]);
      assert.deepEqual([...made[0]!.inputs].sort(), ['nested/a.json', 't.json']);
    }
  });

  it('of themselves end', () => {
    const made = project({
      't.json': { resources: [deployment({ templateLink: { relativePath: 't.json' } }), thing({ p: 1 })] },
    });
    assert.deepEqual(values(made[0]!), ['thing: 1']);
  });

  it('are cut where they make too much', () => {
    const loop = { copy: { name: 'l', count: 800 } };
    const [base] = project({
      't.json': { resources: [{ ...inner({ resources: [{ ...thing({}), ...loop }] }), ...loop }] },
    });
    assert.deepEqual(
      base!.problems.map(({ message }) => message.key),
      ['arm.too-many-resources'],
    );
  });
});

describe('ARM runs', () => {
  const template = {
    parameters: { Place: { type: 'string', defaultValue: 'eastus' }, n: { type: 'string' } },
    resources: [thing({ p: "[parameters('place')]" })],
  };
  const given = (parameters: object) => ({ parameters });

  it('take each parameters file that fits', () => {
    const made = project({
      'a/azuredeploy.json': template,
      'a/azuredeploy.parameters.json': given({ place: { value: 'westus' } }),
      'a/params/prod.param.json': given({ place: { value: 'koreacentral' }, n: { reference: {} } }),
      'a/other.parameters.json': given({ unknown: { value: 1 } }),
      'b/c/far.parameters.json': given({ place: { value: 'westus' } }),
    });
    assert.deepEqual(
      made.map((run) => [run.run.key, values(run)]),
      [
        ['a/azuredeploy.json', ["thing: eastus < parameter parameters('Place')"]],
        [
          'a/azuredeploy.json+a/azuredeploy.parameters.json',
          ["thing?: westus < parameter parameters('Place') < variable-file a/azuredeploy.parameters.json"],
        ],
        [
          'a/azuredeploy.json+a/params/prod.param.json',
          ["thing?: koreacentral < parameter parameters('Place') < variable-file a/params/prod.param.json"],
        ],
      ],
    );
  });

  it('know what an environment puts in, and what it leaves', () => {
    const made = project({
      't.json': template,
      't.parameters.json': given({
        place: { value: '${AZURE_LOCATION=koreacentral}' },
        n: { value: 'a-${AZURE_ENV_NAME}' },
      }),
    });
    const way = "< parameter parameters('Place') < variable-file t.parameters.json";
    assert.deepEqual(values(made[1]!), [
      `thing?: ~koreacentral ${way} | ~?environment-variable @ \${AZURE_LOCATION=koreacentral} ${way}`,
    ]);
  });

  it('are not of what was built of Bicep that is there', () => {
    const built = parseJson(
      JSON.stringify({ $schema: SCHEMA, metadata: { _generator: { name: 'bicep' } }, resources: [] }),
    );
    const there =
      (...paths: string[]) =>
      (path: string) =>
        paths.includes(path);
    assert.ok(isBuilt(built, 'a/b.json', there('a/b.bicep')));
    assert.ok(isBuilt(built, 'azuredeploy.json', there('main.bicep')));
    assert.ok(!isBuilt(built, 'a/b.json', there('a/main.bicep', 'b.bicep')));
    assert.ok(!isBuilt(parseJson(textOf('b.json', { resources: [] })), 'b.json', there('b.bicep')));
  });

  it('are not of what is no template', () => {
    for (const text of [
      '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {}}',
      '{"$schema": "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#", "resources": []}',
      '{"resources": [{"type": "Microsoft.A/b"}]}',
      '[]',
    ]) {
      assert.equal(recogniseArm(parseJson(text)), false, text);
    }
    for (const scope of [
      'subscriptionDeployment',
      'managementGroupDeployment',
      'tenantDeployment',
      'deployment',
    ]) {
      const text = `{"$schema": "http://schema.management.azure.com/schemas/2018-05-01/${scope}Template.json", "resources": []}`;
      assert.equal(recogniseArm(parseJson(text)), true, scope);
    }
  });
});
