import type { Location } from '../../../core/source';
import type { Value } from '../../../core/value';
import type { Binary, Unary } from '../../../syntax/hcl/ast';
import { combine } from './choices';
import { convert } from './conversion';
import { equal } from './equality';
import * as numbers from './numbers';
import { derived, failure, isFailure, isNull, type Plain, scalar, unknown, withSensitivity } from './values';

/** Everything but `&&` and `||`, which need not evaluate their right side. */
type StrictOperator = Exclude<Binary['operator'], '&&' | '||'>;

export function binary(operator: StrictOperator, left: Value, right: Value, at: Location): Value {
  return combine([left, right], at, ([a, b]) =>
    withSensitivity(apply(operator, a!, b!, at), a!.sensitive || b!.sensitive),
  );
}

function apply(operator: StrictOperator, a: Plain, b: Plain, at: Location): Value {
  const failed = [a, b].find(isFailure);
  if (failed) return failed;
  if (operator === '==' || operator === '!=') {
    const result = equal(a, b);
    if (result === undefined) return undecided([a, b], at);
    return scalar(result === (operator === '=='), at);
  }
  const [x, y] = [operand(a, 'number'), operand(b, 'number')];
  if (isFailure(x) || isFailure(y)) return isFailure(x) ? x : y;
  if (x.kind !== 'scalar' || y.kind !== 'scalar') return undecided([x, y], at);
  const result = arithmetic(operator, x.value as number, y.value as number);
  if (result === 'error') return failure('arithmetic', at);
  if (result === undefined) return unknown('precision', at);
  // Terraform goes on with an infinity.
  return typeof result === 'boolean' || Number.isFinite(result)
    ? scalar(result, at)
    : unknown('infinity', at);
}

function arithmetic(operator: StrictOperator, x: number, y: number): number | boolean | 'error' | undefined {
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    case '+':
      return numbers.add(x, y);
    case '-':
      return numbers.subtract(x, y);
    case '*':
      return numbers.multiply(x, y);
    case '/':
      return x === 0 && y === 0 ? 'error' : x / y;
    case '%':
      // Terraform leaves a number as it is when it is divided by zero here.
      return y === 0 ? x : numbers.remainder(x, y);
    default:
      return 'error';
  }
}

/** `&&` and `||`: the side that decides alone does, even beside an unknown one. */
export function logical(operator: '&&' | '||', left: Value, right: () => Value, at: Location): Value {
  const decisive = operator === '||';
  return combine([left], at, ([a]) => {
    const x = operand(a!, 'bool');
    if (isFailure(x)) return x;
    if (x.kind === 'scalar' && x.value === decisive)
      return withSensitivity(scalar(decisive, at), x.sensitive);
    return combine([right()], at, ([b]) => {
      const y = operand(b!, 'bool');
      if (isFailure(y)) return y;
      const sensitive = x.sensitive || y.sensitive;
      if (y.kind === 'scalar' && (y.value === decisive || x.kind === 'scalar'))
        return withSensitivity(scalar(y.value, at), sensitive);
      return withSensitivity(undecided([x, y], at), sensitive);
    });
  });
}

export function unary(operator: Unary['operator'], value: Value, at: Location): Value {
  return combine([value], at, ([plain]) => {
    const x = operand(plain!, operator === '!' ? 'bool' : 'number');
    if (x.kind !== 'scalar') return derived(x.kind === 'unknown' ? x : failure('arithmetic', at));
    const result = operator === '!' ? !x.value : -(x.value as number) || 0;
    return withSensitivity(scalar(result, at), x.sensitive);
  });
}

function operand(value: Plain, kind: 'number' | 'bool'): Plain {
  const converted = convert(value, { kind }) as Plain;
  return isNull(converted) ? failure('null', value.at) : converted;
}

/** The unknown that leaves an operation open; its trace goes on only where it is the only one. */
function undecided(values: readonly Plain[], at: Location): Value {
  const unknowns = values.filter((value) => value.kind === 'unknown');
  const [first] = unknowns;
  if (first === undefined) return unknown('partial', at);
  const { trace: _, ...rest } = derived(first);
  return { ...rest, at };
}
