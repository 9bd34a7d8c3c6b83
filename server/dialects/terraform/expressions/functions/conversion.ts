import type { Value } from '../../../../core/value';
import { choose, combine, under } from '../choices';
import { convert } from '../conversion';
import { ANY, type TypeConstraint } from '../types';
import { derived, failure, hasFailure, isFailure, type Plain, scalar, unknown } from '../values';
import { type Builtin, type Call, plainly } from './call';

/** `try`: the first that does not fail. An unknown one may or may not, so it is taken as it is. */
const attempt: Builtin = (args, call) => {
  const from = (i: number): Value => {
    const arg = args[i];
    if (!arg) return failure('call', call.at, { name: call.name });
    if ('doubtful' in arg && i + 1 < args.length)
      return choose([...under(arg, { certain: false }), ...under(from(i + 1), { certain: false })], call.at);
    if (arg.kind !== 'choice') return hasFailure(arg) ? from(i + 1) : arg;
    if (!arg.options.some((option) => hasFailure(option.value))) return arg;
    return combine([arg], call.at, ([plain]) => (hasFailure(plain!) ? from(i + 1) : plain!));
  };
  return from(0);
};

/** A function of one argument that sees failures too. */
function ofAnything(run: (value: Plain, call: Call) => Value): Builtin {
  return (args, call) => {
    if (args.length !== 1) return failure('arguments', call.at, { name: call.name });
    return combine(args, call.at, ([plain]) => run(plain!, call));
  };
}

function to(type: TypeConstraint): Builtin {
  return plainly(1, 1, ([value]) => convert(value!, type));
}

export const conversion: Readonly<Record<string, Builtin>> = {
  try: attempt,
  can: ofAnything((value, call) => {
    if (value.kind === 'unknown' && !isFailure(value)) return derived(value);
    return scalar(!hasFailure(value), call.at);
  }),
  tostring: to({ kind: 'string' }),
  tonumber: to({ kind: 'number' }),
  tobool: to({ kind: 'bool' }),
  tolist: to({ kind: 'list', element: ANY }),
  toset: to({ kind: 'set', element: ANY }),
  tomap: to({ kind: 'map', element: ANY }),
  sensitive: ofAnything((value) => (isFailure(value) ? value : { ...value, sensitive: true })),
  nonsensitive: ofAnything(({ sensitive: _, ...value }) => value as Value),
  issensitive: ofAnything((value, call) => {
    if (value.kind === 'unknown' && !value.sensitive) return derived(value);
    return scalar(value.sensitive ?? false, call.at);
  }),
  ephemeralasnull: ofAnything((value) => value),
  type: (_, call) => unknown('function', call.at, { name: call.name }),
};
