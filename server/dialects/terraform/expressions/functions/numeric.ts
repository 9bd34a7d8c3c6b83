import { add } from '../numbers';
import { type Builtin, INEXACT, plainly, pure, REFUSED, variadic } from './call';
import { refuse } from './parameters';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** @param base 2 to 62; up to 36 letters count in either case. */
function parseInteger(text: string, base: number) {
  if (!Number.isInteger(base) || base < 2 || base > 62) return REFUSED;
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (!match) return REFUSED;
  let value = 0n;
  for (const letter of base <= 36 ? match[2]!.toLowerCase() : match[2]!) {
    const digit = DIGITS.indexOf(letter);
    if (digit >= base) return REFUSED;
    value = value * BigInt(base) + BigInt(digit);
  }
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) return INEXACT;
  return Number(value) * (match[1] === '-' ? -1 : 1) || 0;
}

export const numeric: Readonly<Record<string, Builtin>> = {
  abs: pure(['number'], (x) => Math.abs(x)),
  ceil: pure(['number'], (x) => Math.ceil(x) || 0),
  floor: pure(['number'], (x) => Math.floor(x) || 0),
  log: pure(['number', 'number'], (x, base) => Math.log(x) / Math.log(base)),
  max: variadic([], 'number', (values) => (values.length ? Math.max(...values) : REFUSED)),
  min: variadic([], 'number', (values) => (values.length ? Math.min(...values) : REFUSED)),
  parseint: plainly(2, 2, (args, call) => {
    const [text] = args;
    // What is no text is not made one here.
    if (text!.kind === 'scalar' && typeof text!.value !== 'string') return refuse(text!, call);
    return pure(['string', 'number'], parseInteger)(args, call);
  }),
  pow: pure(['number', 'number'], (x, y) => {
    const result = x ** y;
    return Number.isInteger(result) && !Number.isSafeInteger(result) ? INEXACT : result;
  }),
  signum: pure(['number'], (x) => (Number.isInteger(x) ? Math.sign(x) || 0 : REFUSED)),
  sum: pure(['numbers'], (values) => {
    let total: number | undefined = values.length ? 0 : undefined;
    if (total === undefined) return REFUSED;
    for (const value of values) {
      total = add(total, value);
      if (total === undefined) return INEXACT;
    }
    return total;
  }),
};
