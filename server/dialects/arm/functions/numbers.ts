import type { Value } from '../../../core/value';
import { type Plain, scalar, textOf } from '../../values/values';
import { type ArmFunction, malformed, ofTexts, plainly, untold } from './call';

function arithmetic(make: (a: number, b: number) => number): ArmFunction {
  return ofTexts(
    ([a, b], call) => {
      const made = make(Number(a), Number(b));
      return Number.isFinite(made) ? scalar(made, call.at) : malformed(call);
    },
    2,
    2,
  );
}

/** Of whole numbers, or of one list of them. */
function extreme(choose: (...numbers: number[]) => number): ArmFunction {
  return plainly((args, call): Value => {
    const [first] = args;
    const all: readonly Value[] = args.length === 1 && first!.kind === 'list' ? first!.items : args;
    if (first!.kind === 'list' && first!.open) return untold(call, args);
    const numbers = all.map(numberIn);
    if (numbers.includes(undefined)) return untold(call, all);
    return numbers.length === 0 ? malformed(call) : scalar(choose(...(numbers as number[])), call.at);
  });
}

function numberIn(value: Value): number | undefined {
  const text = textOf(value);
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function converted(convert: (number: number) => number): ArmFunction {
  return plainly(
    ([one], call) => {
      const number = numberIn(one!);
      if (number !== undefined) return { ...(one as Plain & { kind: 'scalar' }), value: convert(number) };
      return one!.kind === 'unknown' ? untold(call, [one!]) : malformed(call);
    },
    1,
    1,
  );
}

export const numbers: Readonly<Record<string, ArmFunction>> = {
  add: arithmetic((a, b) => a + b),
  sub: arithmetic((a, b) => a - b),
  mul: arithmetic((a, b) => a * b),
  div: arithmetic((a, b) => Math.trunc(a / b)),
  mod: arithmetic((a, b) => a % b),
  min: extreme(Math.min),
  max: extreme(Math.max),
  int: converted(Math.trunc),
  float: converted((number) => number),
};
