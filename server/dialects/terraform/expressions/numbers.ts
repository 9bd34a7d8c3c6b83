/**
 * Terraform's numbers are decimal and very long; ours are doubles. Sums and products are taken exactly in decimal and
 * rounded once, so that 0.1 + 0.2 is 0.3; whole numbers that a double cannot hold are refused (undefined).
 */
interface Decimal {
  readonly digits: bigint;
  /** The value is digits / 10^scale. */
  readonly scale: number;
}

/** A number as Terraform writes it into a string: never with an exponent. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '0';
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent < 0) return text;
  const [mantissa, power] = [text.slice(0, exponent), Number(text.slice(exponent + 1))];
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + power;
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${plain}` : plain;
}

/**
 * A number written as text, the way Terraform converts strings; undefined when it is none.
 * @returns `inexact` when it is a number that a double cannot hold.
 */
export function parseNumber(text: string): number | 'inexact' | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined;
  return fits(text);
}

/** A number literal's value, or `inexact` when a double cannot hold it. */
export function fits(text: string): number | 'inexact' {
  const value = Number(text);
  if (!Number.isFinite(value)) return 'inexact';
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER && text.length < 16) return value;
  const exact = decimal(text);
  const ours = decimal(numberText(value));
  if (!exact || !ours) return 'inexact';
  return same(exact, ours) ? value : 'inexact';
}

export function add(a: number, b: number): number | undefined {
  return exactly(a, b, (x, y) => x + y, Math.max);
}

export function subtract(a: number, b: number): number | undefined {
  return exactly(a, b, (x, y) => x - y, Math.max);
}

export function multiply(a: number, b: number): number | undefined {
  const [x, y] = [decimal(numberText(a)), decimal(numberText(b))];
  if (!x || !y) return undefined;
  return rounded({ digits: x.digits * y.digits, scale: x.scale + y.scale });
}

/** The remainder with the sign of the dividend. */
export function remainder(a: number, b: number): number | undefined {
  return exactly(a, b, (x, y) => x % y, Math.max);
}

function exactly(
  a: number,
  b: number,
  operate: (x: bigint, y: bigint) => bigint,
  scaleOf: (x: number, y: number) => number,
): number | undefined {
  const [x, y] = [decimal(numberText(a)), decimal(numberText(b))];
  if (!x || !y) return undefined;
  const scale = scaleOf(x.scale, y.scale);
  return rounded({ digits: operate(scaled(x, scale), scaled(y, scale)), scale });
}

function scaled(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

function rounded(value: Decimal): number | undefined {
  const text = decimalText(value);
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return number;
  return fits(text) === 'inexact' ? undefined : number;
}

function decimalText({ digits, scale }: Decimal): string {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const plain = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return negative ? `-${plain}` : plain;
}

function decimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > 400 || text.length > 1000) return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const signed = sign === '-' ? -digits : digits;
  const scale = fraction.length - exponent;
  return scale >= 0 ? { digits: signed, scale } : { digits: signed * 10n ** BigInt(-scale), scale: 0 };
}

function same(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  return scaled(a, scale) === scaled(b, scale);
}
