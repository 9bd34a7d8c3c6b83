import assert from 'node:assert/strict';
import type { Value } from '../../../core/value';
import { type ArmExpression, parseArmExpression } from '../../../syntax/arm/expression';
import { type Argument, armFunction, conditional, element, type Lambda, property } from '.';

const TEXT = '%';

/** Calls of functions and literals alone; `x` and `y` are the parameters of a lambda. `open()` cannot be told. */
function evaluated(expression: ArmExpression, names: ReadonlyMap<string, Value> = new Map()): Value {
  const at = { path: 'a.json', range: expression.range };
  switch (expression.kind) {
    case 'literal':
      return { kind: 'scalar', value: expression.value, at };
    case 'access':
      return property(evaluated(expression.object, names), expression.name, at, expression.safe);
    case 'index':
      return element(evaluated(expression.object, names), evaluated(expression.index, names), at, TEXT);
    case 'call': {
      const { name, args } = expression;
      const text = (arg: ArmExpression | undefined) => (arg?.kind === 'literal' ? String(arg.value) : '');
      if (name === 'lambdaVariables') return names.get(text(args[0]))!;
      if (name === 'open') {
        return { kind: 'unknown', at, reason: { key: 'open' }, ...{ symbol: `open${text(args[0])}` } };
      }
      const given = args.map((arg): Argument => {
        if (arg.kind !== 'call' || arg.name !== 'lambda') return evaluated(arg, names);
        const lambda: Lambda = {
          kind: 'lambda',
          apply: (...values) => {
            const inner = values.map((value, i) => [text(arg.args[i]), value] as const);
            return evaluated(arg.args.at(-1)!, new Map([...names, ...inner]));
          },
        };
        return lambda;
      });
      if (name === 'if') {
        const [condition, yes, no] = given as Value[];
        return conditional(
          condition!,
          () => yes!,
          () => no!,
          at,
          TEXT,
        );
      }
      return armFunction(name)!(given, { name, at });
    }
  }
}

/** A value as JSON; `?` and what is known of it for what is unknown, `a | b` for candidates. */
function shown(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'list':
      return `[${[...value.items, ...(value.open ? [value.open] : [])].map(shown).join(',')}]`;
    case 'map':
      return `{${[...value.entries]
        .map(([name, entry]) => `${name}:${shown(entry.value)}`)
        .concat(value.open ? '…' : [])
        .join(',')}}`;
    case 'choice':
      return value.options.map((option) => shown(option.value)).join(' | ');
    case 'unknown':
      return `${value.prefix ?? ''}?${value.suffix ?? ''}`;
  }
}

const table: readonly (readonly [expression: string, value: string])[] = [
  // Texts
  ["concat('a', 'b', 1)", '"ab1"'],
  ["concat('a', open())", 'a?'],
  ["concat(createArray('a'), createArray('b'))", '["a","b"]'],
  ["concat(createArray('a'), open())", '["a",?]'],
  ["format('{0}-{1}{{{2}}}', 'a', 2, true())", '"a-2{true}"'],
  ["format('{0}.vault', open())", '?.vault'],
  ["format('{0:N2}', 1)", '?'],
  ["toLower('KoreaCentral')", '"koreacentral"'],
  ["toUpper(concat('a', open()))", 'A?'],
  ["trim(' a ')", '"a"'],
  ["replace('Korea Central', ' ', '')", '"KoreaCentral"'],
  ["substring('abcdef', 1, 3)", '"bcd"'],
  ["substring('abc', 2)", '"c"'],
  ["substring('abc', 2, 9)", '?'],
  ["split('a,b;c', createArray(',', ';'))", '["a","b","c"]'],
  ["join(split('a b', ' '), '-')", '"a-b"'],
  ["join(createArray('a', open()), '-')", 'a-?'],
  ["startsWith('KoreaCentral', 'korea')", 'true'],
  ["startsWith(concat('korea', open()), 'korea')", 'true'],
  ["endsWith(concat('korea', open()), 'central')", '?'],
  ["endsWith('abc', 'B')", 'false'],
  ["padLeft('7', 3, '0')", '"007"'],
  ["padLeft('7', 9000000, '0')", '?'],
  ['string(true())', '"True"'],
  ["string(createObject('a', 1))", '"{\\"a\\":1}"'],
  ["json(string(createObject('a', 1))).a", '1'],
  ['json(\'{"a": [1, null]}\').a[0]', '1'],
  ["json('null')", 'null'],
  ["json('{')", '?'],
  ["base64ToString(base64('한글'))", '"한글"'],
  ['base64ToJson(base64(\'{"a": "b"}\')).a', '"b"'],
  ["base64ToString('!')", '?'],
  ["dataUriToString(dataUri('a'))", '"a"'],
  ["uriComponentToString(uriComponent('a b'))", '"a b"'],
  ["uri('https://h/x/main.json', 'nested/a.json')", '"https://h/x/nested/a.json"'],
  ["uri(open(), 'nested/a.json')", '?nested/a.json'],
  // Lists and objects
  ["length('abc')", '3'],
  ["length(createObject('a', 1))", '1'],
  ['length(concat(createArray(1), open()))', '?'],
  ["empty('')", 'true'],
  ['empty(null())', 'true'],
  ['empty(createArray())', 'true'],
  ["empty(concat('a', open()))", 'false'],
  ['empty(open())', '?'],
  ["contains(createArray('a', 'b'), 'b')", 'true'],
  ["contains(createArray('a', open()), 'b')", '?'],
  ["contains(createObject('Location', 1), 'location')", 'true'],
  ["contains(createObject('a', 1), 'b')", 'false'],
  ["contains('abc', 'b')", 'true'],
  ["contains(open(), 'b')", '?'],
  ["first('abc')", '"a"'],
  ["first(createArray('a', 'b'))", '"a"'],
  ['first(createArray())', 'null'],
  ["last(split('a/b', '/'))", '"b"'],
  ["last(concat(createArray('a'), open()))", '?'],
  ['skip(createArray(1, 2, 3), 1)', '[2,3]'],
  ["take('abc', 2)", '"ab"'],
  ['take(concat(createArray(1, 2), open()), 2)', '[1,2]'],
  ["indexOf('aBc', 'b')", '1'],
  ["lastIndexOf(createArray('a', 'b', 'a'), 'a')", '2'],
  ['indexOf(createArray(open()), 1)', '?'],
  ['union(createArray(1, 2), createArray(2, 3))', '[1,2,3]'],
  [
    "union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2)))",
    '{a:{x:1,y:2}}',
  ],
  ["union(createObject('a', 1), open())", '{a:1 | ?,…}'],
  ["union(open(), createObject('a', 1))", '{a:1,…}'],
  ["shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', 2)))", '{a:2}'],
  ["intersection(createArray('a', 'b'), createArray('b'))", '["b"]'],
  ["intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))", '{a:1}'],
  ["array('a')", '["a"]'],
  ["createObject('a', 1, 'b', open())", '{a:1,b:?}'],
  ['createObject(open(), 1)', '{…}'],
  ['range(2, 3)', '[2,3,4]'],
  ['length(range(0, 100000))', '?'],
  ['flatten(createArray(createArray(1), createArray(2, 3)))', '[1,2,3]'],
  ["objectKeys(createObject('b', 1, 'a', 2))", '["b","a"]'],
  ["items(createObject('b', 1, 'a', 2))", '[{key:"a",value:2},{key:"b",value:1}]'],
  ["tryGet(createObject('a', createArray('x')), 'a', 0)", '"x"'],
  ["tryGet(createObject('a', 1), 'b')", 'null'],
  ["createObject('a', 1).b", '?'],
  ["createObject('Key', 1).key", '1'],
  ["createArray('a', 'b')[open()]", '"a" | "b"'],
  ["createObject('x', 'a', 'y', 'b')[concat('x', open())]", '"a"'],
  // Lambdas
  ["map(createArray('a', 'b'), lambda('x', concat(lambdaVariables('x'), '!')))", '["a!","b!"]'],
  ["map(createArray('a', 'b'), lambda('x', 'i', lambdaVariables('i')))", '[0,1]'],
  ["filter(createArray('a', 'b'), lambda('x', equals(lambdaVariables('x'), 'b')))", '["b"]'],
  ["filter(createArray('a', open()), lambda('x', equals(lambdaVariables('x'), 'a')))", '["a",?]'],
  ["reduce(createArray(1, 2, 3), 0, lambda('x', 'y', add(lambdaVariables('x'), lambdaVariables('y'))))", '6'],
  [
    "sort(createArray(3, 1, 2), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))",
    '[1,2,3]',
  ],
  ["toObject(createArray('a'), lambda('x', lambdaVariables('x')), lambda('x', 1))", '{a:1}'],
  ["toObject(createArray(open()), lambda('x', lambdaVariables('x')))", '{…}'],
  [
    "groupBy(createArray('aa', 'ab', 'b'), lambda('x', first(lambdaVariables('x'))))",
    '{a:["aa","ab"],b:["b"]}',
  ],
  ["mapValues(createObject('a', 1), lambda('x', add(lambdaVariables('x'), 1)))", '{a:2}'],
  // Logic
  ['and(true(), false())', 'false'],
  ['and(open(), false())', 'false'],
  ['or(open(), false())', '?'],
  ['not(true())', 'false'],
  ["equals('a', 'A')", 'false'],
  ["equals(1, '1')", 'false'],
  ["equals(open('x'), open('x'))", 'true'],
  ["equals(open('x'), open('y'))", '?'],
  ["equals(concat('a', open()), 'b')", 'false'],
  ['equals(createArray(1, open()), createArray(2, 2))', 'false'],
  ["equals(createObject('a', 1), createObject('a', 1))", 'true'],
  ['less(2, 10)', 'true'],
  ["greaterOrEquals('b', 'a')", 'true'],
  ['greater(open(), 1)', '?'],
  ["coalesce(null(), 'a', 'b')", '"a"'],
  ["coalesce(open(), 'b')", '?'],
  ["bool('True')", 'true'],
  ["if(true(), 'a', 'b')", '"a"'],
  ["if(open(), 'a', 'b')", '"a" | "b"'],
  ["if(and(open('x'), open('y')), if(open('x'), 'a', 'b'), 'c')", '"a" | "c"'],
  ["if(not(open('x')), if(open('x'), 'a', 'b'), 'c')", '"b" | "c"'],
  // Numbers
  ['add(1, 2)', '3'],
  ['div(7, 2)', '3'],
  ['div(1, 0)', '?'],
  ['mod(7, 3)', '1'],
  ["int('42')", '42'],
  ['max(createArray(1, 5, 3))', '5'],
  ['min(4, open())', '?'],
  // What is known only at deployment
  ['resourceGroup().location', '?'],
  ['equals(uniqueString(resourceGroup().id), uniqueString(resourceGroup().id))', 'true'],
  ['equals(newGuid(), newGuid())', '?'],
  ["listConnectionStrings('x', '2020-01-01')", '?'],
];

describe('ARM functions', () => {
  for (const [expression, value] of table) {
    it(`${expression} is ${value}`, () => {
      const parsed = parseArmExpression(`[${expression}]`);
      assert.deepEqual(parsed.problems, []);
      assert.equal(shown(evaluated(parsed.expression!)), value);
    });
  }

  it('keep the deciding text of what they pass on', () => {
    const text = "[toLower(if(equals('a', 'a'), 'KoreaCentral', 'x'))]";
    const { at } = evaluated(parseArmExpression(text).expression!);
    assert.equal(text.slice(at.range.start, at.range.end), "'KoreaCentral'");
  });

  it('name what they read of the place of deployment', () => {
    const value = evaluated(parseArmExpression('[resourceGroup().tags.owner]').expression!);
    assert.deepEqual(value.kind === 'unknown' && value.reason.args?.name, 'resourceGroup().tags.owner');
  });
});
