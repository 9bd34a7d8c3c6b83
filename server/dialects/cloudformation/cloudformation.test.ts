import assert from 'node:assert/strict';
import type { Location } from '../../core/source';
import { referredResource } from '../../core/value';
import { parseJson } from '../../syntax/tree/json';
import { parseYaml } from '../../syntax/tree/yaml';
import { show } from '../values/show.testing';
import {
  evaluateTemplate,
  evaluateTemplateRun,
  isParametersFile,
  recogniseCloudFormation,
  templateRuns,
} from '.';

function evaluated(text: string) {
  const file = text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
  assert.deepEqual(file.problems, []);
  return evaluateTemplate(file, 't.yaml', 'unit');
}

const HEAD = `
Parameters:
  Region: { Type: String, Default: us-east-1 }
  Zones: { Type: CommaDelimitedList, Default: "us-east-1a, us-east-1b" }
  Env: { Type: String, AllowedValues: [dev, prod] }
  Free: { Type: String }
  Empty: { Type: String, Default: "" }
  Encrypt: { Type: String, Default: true }
  Port: { Type: Number, Default: 3306 }
  Ami: { Type: "AWS::SSM::Parameter::Value<String>", Default: /ami }
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
Mappings:
  ByEnv:
    dev: { Region: ap-northeast-2, Zones: [ap-northeast-2a, ap-northeast-2c] }
    prod: { Region: us-west-2, Zones: [us-west-2a] }
  ByRegion:
    us-east-1: { Copy: us-west-1 }
    ap-northeast-2: { Copy: ap-northeast-1 }
Conditions:
  Yes: !Equals [!Ref Region, us-east-1]
  No: !Not [!Condition Yes]
  HasEmpty: !Not [!Equals [!Ref Empty, ""]]
  IsProd: !Equals [!Ref Env, prod]
  IsFree: !Equals [!Ref Free, x]
  NeverEnv: !Equals [!Ref Env, test]
  Both: !And [!Condition Yes, !Condition IsFree]
  Any: !Or [!Condition Yes, !Condition IsFree]
  None: !And [!Condition No, !Condition IsFree]
  InSeoul: !Equals [!Ref "AWS::Region", ap-northeast-2]
  Loop: !Not [!Condition Loop]
`;
const TAIL = `
  Other: { Type: "AWS::KMS::Key" }
  Instance: { Type: "AWS::EC2::Instance", Properties: { AvailabilityZone: us-east-1c } }
`;

describe('CloudFormation values', () => {
  const cases: [title: string, expression: string, expected: string][] = [
    ['literal', 'us-east-1', 'us-east-1'],
    ['quoted', '"us-east-1"', 'us-east-1'],
    ['yes as YAML 1.1 has it', 'yes', 'true @ yes'],
    ['quoted yes', '"yes"', 'yes'],
    ['Ref', '!Ref Region', 'us-east-1 < parameter Region'],
    ['Ref, long', '{ Ref: Region }', 'us-east-1 < parameter Region'],
    ['boolean default', '!Ref Encrypt', 'true < parameter Encrypt'],
    ['number default', '!Ref Port', '3306 < parameter Port'],
    ['list default', '!Ref Zones', '[us-east-1a < parameter Zones, us-east-1b < parameter Zones]'],
    ['no default', '!Ref Free', '?parameter @ !Ref Free < parameter Free'],
    [
      'allowed values',
      '!Ref Env',
      '~dev < parameter Env (AllowedValues) {AllowedValues} | ~prod < parameter Env (AllowedValues) {AllowedValues}',
    ],
    ['parameter store', '!Ref Ami', '?ssm-parameter @ !Ref Ami < parameter Ami'],
    ['pseudo-parameter', '!Ref "AWS::Region"', '?pseudo-parameter @ !Ref "AWS::Region"'],
    ['nothing of that name', '!Ref Nobody', '?nothing-named @ !Ref Nobody'],
    ['Ref to a resource', '!Ref Other', '?resource @ !Ref Other < resource Other'],
    ['GetAtt', '!GetAtt Other.Arn', '?resource @ !GetAtt Other.Arn < resource Other.Arn'],
    [
      'GetAtt, long',
      '{ "Fn::GetAtt": [Other, Arn] }',
      '?resource @ { "Fn::GetAtt": [Other, Arn] } < resource Other.Arn',
    ],
    [
      'zone of another resource',
      '!GetAtt Instance.AvailabilityZone',
      'us-east-1c < resource Instance.AvailabilityZone',
    ],
    ['Sub of one', '!Sub "${Region}"', 'us-east-1 < parameter Region'],
    ['Sub, composed', '!Sub "${Region}a"', 'us-east-1a @ ${Region}a = us-east-1 < parameter Region + a'],
    [
      'Sub with a map',
      '!Sub ["x-${r}", { r: !Ref Region }]',
      'x-us-east-1 @ x-${r} = x- + us-east-1 < parameter Region',
    ],
    [
      'Sub, unknown in the middle',
      '!Sub "${AWS::AccountId}.dkr.ecr.${Region}.amazonaws.com"',
      '?pseudo-parameter ...dkr.ecr.us-east-1.amazonaws.com@ ${AWS::AccountId}.dkr.ecr.${Region}.amazonaws.com',
    ],
    [
      'Sub of a resource',
      '!Sub "arn:${AWS::Partition}:x/${Other.Arn}/y"',
      '?resource arn:..../y@ arn:${AWS::Partition}:x/${Other.Arn}/y < resource Other.Arn',
    ],
    ['Sub, escaped', '!Sub "${!Region}"', '${Region} @ ${!Region}'],
    [
      'Join',
      '!Join ["-", [a, !Ref Region]]',
      'a-us-east-1 @ !Join ["-", [a, !Ref Region]] = a + - @ - + us-east-1 < parameter Region'.replace(
        '- @ -',
        '-',
      ),
    ],
    ['Join of one', '{ "Fn::Join": ["", [!Ref Region]] }', 'us-east-1 < parameter Region'],
    ['Join of a list parameter', '!Join ["", [!Select [1, !Ref Zones]]]', 'us-east-1b < parameter Zones'],
    ['Select', '!Select [0, [us-east-1a, b]]', 'us-east-1a'],
    ['Select, out of bounds', '!Select [5, [a]]', '?no-item @ !Select [5, [a]]'],
    ['Select of an unknown', '!Select [!Ref Free, [a, b]]', '~a | ~b'],
    ['Split', '!Select [1, !Split [",", "a,us-east-1,c"]]', 'us-east-1'],
    ['Split of a parameter', '!Select [0, !Split ["-", !Ref Region]]', 'us @ us-east-1 < parameter Region'],
    ['FindInMap', '!FindInMap [ByEnv, prod, Region]', 'us-west-2 < mapping ByEnv.prod.Region'],
    [
      'FindInMap by a parameter',
      '!FindInMap [ByRegion, !Ref Region, Copy]',
      'us-west-1 < mapping ByRegion.us-east-1.Copy',
    ],
    [
      'FindInMap by allowed values',
      '!FindInMap [ByEnv, !Ref Env, Region]',
      '~ap-northeast-2 < mapping ByEnv.dev.Region {AllowedValues} | ~us-west-2 < mapping ByEnv.prod.Region {AllowedValues}',
    ],
    [
      'FindInMap by an unknown',
      '!FindInMap [ByEnv, !Ref Free, Region]',
      '~ap-northeast-2 < mapping ByEnv.dev.Region (Free) {Free} | ~us-west-2 < mapping ByEnv.prod.Region (Free) {Free}',
    ],
    [
      'FindInMap of a list',
      '!Select [1, !FindInMap [ByEnv, dev, Zones]]',
      'ap-northeast-2c < mapping ByEnv.dev.Zones',
    ],
    [
      'FindInMap, no entry',
      '!FindInMap [ByEnv, test, Region]',
      '?no-map-entry @ !FindInMap [ByEnv, test, Region]',
    ],
    [
      'FindInMap, default value',
      '!FindInMap [ByEnv, test, Region, { DefaultValue: eu-west-1 }]',
      'eu-west-1',
    ],
    ['If, true', '!If [Yes, a, b]', 'a'],
    ['If, false', '!If [No, a, b]', 'b'],
    ['If, undecided', '!If [IsFree, a, b]', '~a {IsFree} | ~b {!IsFree}'],
    [
      'If, by allowed values',
      '!If [IsProd, us-east-1, ap-northeast-2]',
      '~us-east-1 {IsProd} | ~ap-northeast-2 {!IsProd}',
    ],
    ['If, no allowed value fits', '!If [NeverEnv, a, b]', 'b'],
    ['If, And with an undecided', '!If [Both, a, b]', '~a {Both} | ~b {!Both}'],
    ['If, And with a false', '!If [None, a, b]', 'b'],
    ['If, Or with a true', '!If [Any, a, b]', 'a'],
    ['If in If of the same condition', '!If [IsFree, !If [IsFree, a, b], c]', '~a {IsFree} | ~c {!IsFree}'],
    ['If in If of a part', '!If [Both, !If [IsFree, a, b], c]', '~a {Both} | ~c {!Both}'],
    [
      'FindInMap in an arm of its parameter',
      '!If [IsProd, !FindInMap [ByEnv, !Ref Env, Region], c]',
      '~us-west-2 < mapping ByEnv.prod.Region {AllowedValues} | ~c {!IsProd}',
    ],
    [
      'picks are not mixed',
      '!Sub ["${a}/${b}", { a: !If [IsFree, x, y], b: !If [IsFree, v, w] }]',
      '~x/v @ ${a}/${b} = x + / + v {IsFree} | ~y/w @ ${a}/${b} = y + / + w {!IsFree}',
    ],
    ['If on a region', '!If [InSeoul, a, b]', '~a {InSeoul} | ~b {!InSeoul}'],
    ['circular condition', '!If [Loop, a, b]', '~a {Loop} | ~b {!Loop}'],
    ['GetAZs', '!Select [0, !GetAZs ""]', '?zones @ !GetAZs ""'],
    ['GetAZs of a region', '!Select [0, !GetAZs us-east-1]', '?zones us-east-1..@ !GetAZs us-east-1'],
    ['ImportValue', '!ImportValue x', '?import @ !ImportValue x'],
    ['dynamic reference', '"{{resolve:ssm:/a/b}}"', '?dynamic @ {{resolve:ssm:/a/b}}'],
    ['Cidr', '!Cidr [a, 1, 2]', '?function @ !Cidr [a, 1, 2]'],
    ['Length', '!Length [a, b]', '2 @ !Length [a, b]'],
    ['mapping and list', '{ a: [!Ref Region, { b: 1 }] }', '{a: [us-east-1 < parameter Region, {b: 1}]}'],
    ['nothing in a list', '[a, !Ref "AWS::NoValue"]', '[a]'],
    ['macro beside keys', '{ a: 1, "Fn::Transform": { Name: M } }', '{a: 1, …}'],
    ['policy condition is a key', '{ Condition: { Bool: { x: true } } }', '{Condition: {Bool: {x: true}}}'],
  ];
  for (const [title, expression, expected] of cases) {
    it(title, () => {
      const text = `${HEAD}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${expression}\n${TAIL}`;
      const { resources, problems } = evaluated(text);
      assert.deepEqual(problems, []);
      const entry = resources.find((resource) => resource.address === 'R')!.body.entries.get('P');
      assert.equal(entry ? show(entry.value, text) : 'absent', expected);
    });
  }

  it('leaves out what is AWS::NoValue', () => {
    const text = `${HEAD}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: !Ref AWS::NoValue\n      Q: !If [HasEmpty, a, !Ref AWS::NoValue]\n      S: !If [IsFree, a, !Ref AWS::NoValue]\n`;
    const { body } = evaluated(text).resources[0]!;
    assert.deepEqual([...body.entries.keys()], ['S']);
    assert.equal(show(body.entries.get('S')!.value, text), '~a {IsFree} | ~null @ AWS::NoValue {!IsFree}');
  });

  it('keeps secrets secret, composed too', () => {
    const text = `${HEAD}Resources:\n  R: { Type: A::B::C, Properties: { P: !Ref Secret, Q: !Sub "x\${Secret}" } }\n`;
    const { body } = evaluated(text).resources[0]!;
    assert.ok(body.entries.get('P')!.value.sensitive);
    assert.ok(body.entries.get('Q')!.value.sensitive);
  });

  it('names the resource that a value refers to', () => {
    const text = `Resources:\n  K: { Type: "AWS::KMS::Key" }\n  R: { Type: A::B::C, Properties: { P: !GetAtt K.Arn } }\n`;
    const [key, resource] = evaluated(text).resources;
    assert.equal(referredResource(resource!.body.entries.get('P')!.value), key!.id);
    const { expression } = resource!.body.entries.get('P')!;
    assert.equal(text.slice(expression!.range.start, expression!.range.end), '!GetAtt K.Arn');
  });

  it('follows anchors', () => {
    const text = `Resources:\n  A: { Type: A::B::C, Properties: { P: &z [us-east-1a] } }\n  B: { Type: A::B::C, Properties: { P: *z } }\n`;
    const value = evaluated(text).resources[1]!.body.entries.get('P')!.value;
    assert.equal(value.kind === 'list' && show(value.items[0]!, text), 'us-east-1a < anchor *z');
  });

  it('reads JSON alike', () => {
    const text = `{"Parameters": {"R": {"Type": "String", "Default": "us-east-1"}},
      "Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"P": {"Fn::Sub": "\${R}-x"}, "Q": {"Ref": "R"}}}}}`;
    const { body } = evaluated(text).resources[0]!;
    assert.equal(
      show(body.entries.get('P')!.value, text),
      'us-east-1-x @ ${R}-x = us-east-1 < parameter R + -x',
    );
    assert.equal(show(body.entries.get('Q')!.value, text), 'us-east-1 < parameter R');
  });
});

describe('CloudFormation resources', () => {
  const exists: [title: string, condition: string, expected: string][] = [
    ['true', 'Yes', 'certain'],
    ['false', 'No', 'absent'],
    ['undecided', 'IsFree', 'maybe'],
    ['of no allowed value', 'NeverEnv', 'absent'],
    ['of an allowed value', 'IsProd', 'maybe'],
  ];
  for (const [title, condition, expected] of exists) {
    it(`under a condition: ${title}`, () => {
      const { resources } = evaluated(`${HEAD}Resources:\n  R: { Type: A::B::C, Condition: ${condition} }\n`);
      assert.equal(resources.length === 0 ? 'absent' : resources[0]!.certain ? 'certain' : 'maybe', expected);
    });
  }

  it('takes its own condition for granted', () => {
    const text = `${HEAD}Resources:\n  R: { Type: A::B::C, Condition: IsProd, Properties: { P: !If [IsProd, a, b], Q: !Ref Env } }\n`;
    const { body } = evaluated(text).resources[0]!;
    assert.equal(show(body, text), '{P: a, Q: ~prod < parameter Env (AllowedValues) {AllowedValues}}');
  });

  it('has type, header and extent', () => {
    const text = `Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: b\n\nOutputs: {}\n`;
    const [bucket] = evaluated(text).resources;
    const slice = (at: Location) => text.slice(at.range.start, at.range.end);
    assert.equal(bucket!.type, 'AWS::S3::Bucket');
    assert.equal(bucket!.provider, 'aws');
    assert.equal(bucket!.id, 'unit:Bucket');
    assert.equal(slice(bucket!.header), 'Bucket');
    assert.equal(slice(bucket!.extent), text.slice(text.indexOf('Bucket'), text.indexOf('\n\n')));
    assert.equal(bucket!.certain, true);
  });

  it('merges SAM globals', () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: x, Environment: { Variables: { A: 1, B: 2 } }, Layers: [l] } }
Resources:
  F: { Type: "AWS::Serverless::Function", Properties: { Runtime: y, Environment: { Variables: { B: 3 } }, Layers: [m] } }
`;
    const [f] = evaluated(text).resources;
    assert.equal(f!.type, 'AWS::Serverless::Function');
    assert.equal(show(f!.body, text), '{Runtime: y, Environment: {Variables: {A: 1, B: 3}}, Layers: [l, m]}');
  });

  it('leaves resources open under a macro', () => {
    const { resources, unknowns } = evaluated('Transform: [MyMacro]\nResources:\n  R: { Type: A::B::C }\n');
    assert.equal(resources[0]!.body.open?.reason.key, 'cloudformation.unknown.macro');
    assert.equal(unknowns.length, 1);
  });

  it('unrolls loops', () => {
    const text = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Buckets:
    - Place
    - [us-east-1, b]
    - Bucket&{Place}:
        Type: AWS::S3::Bucket
        Properties: { P: !Ref Place, Q: !Sub "x-\${Place}", S: "\${Place}!", T: !GetAtt "Bucket&{Place}.Arn" }
`;
    const { resources, unknowns } = evaluated(text);
    assert.deepEqual(unknowns, []);
    assert.deepEqual(
      resources.map((resource) => resource.address),
      ['Bucketuseast1', 'Bucketb'],
    );
    const [first] = resources;
    assert.equal(show(first!.body.entries.get('P')!.value, text), 'us-east-1');
    assert.equal(
      show(first!.body.entries.get('Q')!.value, text),
      'x-us-east-1 @ x-${Place} = x- + us-east-1',
    );
    assert.equal(show(first!.body.entries.get('S')!.value, text), 'us-east-1! @ ${Place}! = us-east-1 + !');
    assert.equal(referredResource(first!.body.entries.get('T')!.value), first!.id);
  });

  it('survives what is no template', () => {
    for (const text of [
      'Resources: []\n',
      'Resources:\n  A: 1\n  B: { Type: [] }\n  C: { Type: x, Properties: 5 }\n',
      'a\n',
      '',
    ]) {
      assert.deepEqual(evaluated(text).problems, []);
    }
  });

  it('ends on mappings and conditions made to explode', () => {
    const conditions = Array.from({ length: 12 }, (_, i) => {
      const arms = Array.from({ length: 12 }, (_, j) => `!If [C${j}, a, !If [C${(i + j) % 12}, b, c]]`);
      return `  C${i}: !Equals [!Join ["", [${arms.join(', ')}]], !Ref Free]`;
    });
    const text = `Parameters: { Free: { Type: String } }
Mappings: { M: { a: { b: !FindInMap [M, a, b] } } }
Conditions:\n${conditions.join('\n')}
Resources:
  R: { Type: A::B::C, Properties: { P: !If [C0, a, b], Q: !FindInMap [M, a, b], AvailabilityZone: !GetAtt R.AvailabilityZone } }
`;
    const { resources } = evaluated(text);
    assert.equal(resources[0]!.body.entries.get('Q')!.value.kind, 'unknown');
    assert.equal(resources[0]!.body.entries.get('AvailabilityZone')!.value.kind, 'unknown');
  });
});

describe('CloudFormation runs', () => {
  const parse = (path: string, text: string) => (path.endsWith('.json') ? parseJson(text) : parseYaml(text));

  function project(texts: Record<string, string>) {
    const trees = new Map(Object.entries(texts).map(([path, text]) => [path, parse(path, text)]));
    const files = [...trees].map(([path, file]) => ({ path, file }));
    const runs = templateRuns(
      files.filter(({ file }) => recogniseCloudFormation(file)),
      files.filter(({ path }) => isParametersFile(path)),
    );
    return runs.map((run) => {
      const { resources, inputs } = evaluateTemplateRun(run, run.key, (path) => trees.get(path));
      const values = resources.flatMap(({ address, certain, body, inheritedTags }) => {
        const value = body.entries.get('P')?.value;
        if (!value) return [];
        const text = texts[value.at.path]!;
        const tags = inheritedTags?.map((tag) => ` + ${show(tag, text)}`).join('') ?? '';
        return [`${address}${certain ? '' : '?'}: ${show(value, text)} in ${value.at.path}${tags}`];
      });
      return [run.key, values, [...inputs].sort()] as const;
    });
  }

  const TEMPLATE = `Parameters: { R: { Type: String, Default: us-east-1 }, E: { Type: String } }
Resources: { B: { Type: A::B::C, Properties: { P: !Ref R } } }\n`;
  const LIST = '[{"ParameterKey": "R", "ParameterValue": "eu-west-1"}]';

  it('takes each parameters file that fits', () => {
    const base = ['B: us-east-1 < parameter R in a/t.yaml'];
    const forms: [path: string, text: string][] = [
      ['a/prod.parameters.json', LIST],
      ['a/params-prod.json', '{"Parameters": {"R": "eu-west-1"}, "Tags": {"x": "y"}}'],
      ['a/parameters/prod.json', '{"R": "eu-west-1", "E": "x"}'],
      ['a/t.params.json', '["R=eu-west-1"]'],
      ['params/prod.yaml', 'Parameters:\n  R: eu-west-1\n'],
    ];
    for (const [path, text] of forms) {
      const way = `parameter R < variable-file ${path}`;
      assert.deepEqual(project({ 'a/t.yaml': TEMPLATE, [path]: text }), [
        ['a/t.yaml', base, ['a/t.yaml']],
        [`a/t.yaml+${path}`, [`B?: eu-west-1 < ${way} in ${path}`], ['a/t.yaml', path].sort()],
      ]);
    }
  });

  it('leaves parameters files that do not fit', () => {
    const files: [path: string, text: string][] = [
      ['a/prod.json', LIST],
      ['b/c/prod.parameters.json', LIST],
      ['a/u.parameters.json', LIST],
      ['a/parameters.json', '{"parameters": {"R": {"value": "x"}}}'],
      ['a/parameters.json', '{"Parameters": {"Z": "x"}}'],
      ['a/parameters.json', '[]'],
    ];
    for (const [path, text] of files) {
      const runs = project({
        'a/t.yaml': TEMPLATE,
        'a/u.yaml': 'Resources: { X: { Type: A::B::C } }\n',
        [path]: text,
      });
      assert.deepEqual(
        runs.map(([key]) => key),
        ['a/t.yaml', 'a/u.yaml'],
        path,
      );
    }
  });

  it('follows nested stacks, and does not judge what they override', () => {
    const parent = `Parameters: { Place: { Type: String, Default: eu-west-1 } }
Resources:
  Db:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./lib/t.yaml, Parameters: { R: !Ref Place }, Tags: [{ Key: k, Value: v }] }
`;
    assert.deepEqual(project({ 'main.yaml': parent, 'lib/t.yaml': TEMPLATE }), [
      [
        'main.yaml',
        [
          'B: eu-west-1 < parameter R < module-input Db.R < parameter Place in main.yaml + [{Key: k, Value: v}]',
        ],
        ['lib/t.yaml', 'main.yaml'],
      ],
    ]);
  });

  it('does not follow a remote template, nor templates in a circle for ever', () => {
    const calls = (url: string) =>
      `Resources: { S: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "${url}", P: 1 } } }\n`;
    const remote = project({ 'a.yaml': calls('https://s3.amazonaws.com/b/t.yaml'), 't.yaml': TEMPLATE });
    assert.deepEqual(
      remote.map(([key]) => key),
      ['a.yaml', 't.yaml'],
    );
    const circle = project({ 'a.yaml': calls('b.yaml'), 'b.yaml': calls('a.yaml') });
    assert.deepEqual(
      circle.map(([key, values]) => [key, values.length > 2]),
      [
        ['a.yaml', true],
        ['b.yaml', true],
      ],
    );
  });
});

describe('what is a CloudFormation template', () => {
  const cases: [title: string, text: string, expected: boolean][] = [
    ['resources', 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n', true],
    ['custom resources', 'Resources:\n  A:\n    Type: Custom::Thing\n', true],
    ['only the version', 'AWSTemplateFormatVersion: "2010-09-09"\n', true],
    ['JSON', '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', true],
    [
      'SAM',
      'Transform: AWS::Serverless-2016-10-31\nResources:\n  F: { Type: AWS::Serverless::Function }\n',
      true,
    ],
    ['Kubernetes', 'apiVersion: v1\nkind: ConfigMap\nResources: { A: { Type: AWS::S3::Bucket } }\n', false],
    ['a list of resources', 'Resources:\n  - Type: AWS::S3::Bucket\n', false],
    ['other types', 'Resources:\n  a: { Type: string }\n', false],
    ['compose', 'services:\n  web: { image: nginx }\n', false],
    ['OpenAPI', 'openapi: 3.0.0\npaths: {}\n', false],
    ['a workflow', 'on: push\njobs: {}\n', false],
    ['a parameters file', '[{"ParameterKey": "A", "ParameterValue": "b"}]', false],
    ['another parameters file', '{"Parameters": {"A": "b"}}', false],
    ['nothing', '', false],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.equal(recogniseCloudFormation(parseYaml(text)), expected));
  }
});
