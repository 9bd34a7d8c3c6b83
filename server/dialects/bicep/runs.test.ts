import assert from 'node:assert/strict';
import { bicepRuns } from '.';
import { evaluated, type Files, treeOf } from './bicep.testing';

const MAIN = "param place string\nparam note string = 'x'\nresource r 'X.Y/z@1' = {\n  location: place\n}\n";
const JSON_FILE = (place: string) => `{ "$schema": "x", "parameters": { "place": { "value": "${place}" } } }`;

describe('The runs of Bicep files', () => {
  const cases: [what: string, files: Files, runs: string[]][] = [
    [
      'are templates that no other calls',
      {
        'a.bicep': "module m 'm/b.bicep' = {}\nmodule n 'br/public:x:1' = {}\n",
        'm/b.bicep': "module m '../c.bicep' = {}\n",
        'c.bicep': '',
        'd.bicep': '',
      },
      ['a.bicep', 'd.bicep'],
    ],
    [
      'are, besides, those with the parameters files that name a template',
      {
        'main.bicep': MAIN,
        'm.bicep': "module m 'main.bicep' = { params: { place: 'x' } }\n",
        'env/dev.bicepparam': "using '../main.bicep'\nparam place = 'koreacentral'\n",
        'env/prod.bicepparam': "using '../main.bicep'\nparam place = 'eastus'\n",
        'other.bicepparam': "using none\nparam place = 'eastus'\n",
      },
      ['m.bicep', 'main.bicep+env/dev.bicepparam~', 'main.bicep+env/prod.bicepparam~'],
    ],
    [
      'are certain with the only file that gives what must be given',
      { 'main.bicep': MAIN, 'main.bicepparam': "using 'main.bicep'\nparam place = 'eastus'\n" },
      ['main.bicep', 'main.bicep+main.bicepparam'],
    ],
    [
      'are not certain with a file that only changes what has a default',
      { 'main.bicep': MAIN, 'main.bicepparam': "using 'main.bicep'\nparam note = 'y'\n" },
      ['main.bicep', 'main.bicep+main.bicepparam~'],
    ],
    [
      'are those with files of parameters by name, or the one that they fit',
      {
        'main.bicep': MAIN,
        'other.bicep': MAIN,
        'main.parameters.json': JSON_FILE('eastus'),
        'infra/app.bicep': MAIN,
        'infra/parameters/prod.parameters.json': JSON_FILE('eastus'),
        'foreign.parameters.json': '{ "parameters": { "nobody": { "value": 1 } } }',
        'unclear.parameters.json': JSON_FILE('eastus'),
      },
      [
        'infra/app.bicep',
        'main.bicep',
        'other.bicep',
        'infra/app.bicep+infra/parameters/prod.parameters.json',
        'main.bicep+main.parameters.json',
      ],
    ],
  ];
  for (const [what, files, expected] of cases) {
    it(what, () => {
      const runs = bicepRuns(Object.keys(files).sort(), treeOf(files));
      assert.deepEqual(
        runs.map(({ key, certain }) => `${key}${certain ? '' : '~'}`),
        expected,
      );
    });
  }
});

describe('Parameters files of Bicep', () => {
  const cases: [what: string, file: string, text: string, expected: string][] = [
    ['give values', 'main.bicepparam', "using 'main.bicep'\nparam place = 'eastus'\n", 'eastus'],
    [
      'have variables of their own',
      'main.bicepparam',
      "using 'main.bicep'\nvar base = 'korea'\nparam place = '${base}central'\n",
      'koreacentral',
    ],
    [
      'extend others',
      'main.bicepparam',
      "using 'main.bicep'\nextends 'base.bicepparam'\nparam note = 'y'\n",
      'koreasouth',
    ],
    [
      'read the environment',
      'main.bicepparam',
      "using 'main.bicep'\nparam place = readEnvironmentVariable('PLACE', 'eastus')\n",
      '~eastus|~?',
    ],
    ['may be JSON', 'main.parameters.json', JSON_FILE('eastus'), 'eastus'],
    ['may be filled in', 'main.parameters.json', JSON_FILE('${AZURE_LOCATION}'), '?'],
    [
      'may be filled in by default',
      'main.parameters.json',
      JSON_FILE('${AZURE_LOCATION=koreacentral}'),
      '~koreacentral|~?',
    ],
    [
      'may be filled in in part',
      'main.parameters.json',
      JSON_FILE('korea${PART:-central}'),
      '~koreacentral|~?',
    ],
    [
      'may name secrets',
      'main.parameters.json',
      '{ "parameters": { "place": { "reference": { "keyVault": { "id": "x" }, "secretName": "y" } } } }',
      '?',
    ],
  ];
  for (const [what, file, text, expected] of cases) {
    it(what, () => {
      const base = "using none\nparam place = 'koreasouth'\nparam note = 'z'\n";
      const { resources, inputs } = evaluated(
        { 'main.bicep': MAIN, 'base.bicepparam': base, [file]: text },
        `main.bicep+${file}`,
      );
      const value = resources[0]!.body.entries.get('location')!.value;
      const options = value.kind === 'choice' ? value.options : [{ value, certain: true }];
      const short = options.map((option) => {
        const shown = option.value.kind === 'scalar' ? String(option.value.value) : '?';
        return `${option.certain ? '' : '~'}${shown}`;
      });
      assert.equal(short.join('|'), expected);
      assert.ok(inputs.has(file));
    });
  }
});
