import { type Builtin, pure, REFUSED, type Result } from './call';

interface Moment {
  /** Nanoseconds since 1970, UTC. */
  readonly time: bigint;
  /** Minutes east of Greenwich. */
  readonly offset: number;
}

const SECOND = 1_000_000_000n;
const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** RFC 3339. */
function parseMoment(text: string): Moment | undefined {
  const match = STAMP.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as number[];
  const [zoneHours, zoneMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day!);
  const real = date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
  if (!real || hour! > 23 || minute! > 59 || second! > 59 || zoneHours > 23 || zoneMinutes > 59)
    return undefined;
  date.setUTCHours(hour!, minute!, second!);
  const offset = (zoneHours * 60 + zoneMinutes) * (match[8] === '-' ? -1 : 1);
  const fraction = BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'));
  return { time: BigInt(date.getTime() - offset * 60_000) * 1_000_000n + fraction, offset };
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** A duration as Go writes it (`1h30m`), in nanoseconds. */
function parseDuration(text: string): bigint | undefined {
  const match = /^([+-]?)(.+)$/.exec(text);
  if (!match) return undefined;
  if (match[2] === '0') return 0n;
  let total = 0n;
  let rest = match[2]!;
  while (rest !== '') {
    const part = /^(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/.exec(rest);
    if (!part || !(part[1] || part[2])) return undefined;
    const unit = UNITS[part[3]!]!;
    total += BigInt(part[1] || '0') * unit;
    const fraction = part[2] ?? '';
    if (fraction.length > 18) return undefined;
    total += (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
    rest = rest.slice(part[0].length);
  }
  return match[1] === '-' ? -total : total;
}

/** The parts of a moment on its own clock. */
function clock({ time, offset }: Moment): Date {
  const milliseconds = (time - (((time % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n;
  return new Date(Number(milliseconds) + offset * 60_000);
}

const two = (value: number) => String(value).padStart(2, '0');

function zone(offset: number, colon: string, utc: string): string {
  if (offset === 0) return utc;
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const FIELDS: Readonly<Record<string, (date: Date, offset: number) => string>> = {
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  YY: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date) => MONTHS[date.getUTCMonth()]!,
  MMM: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => two(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  EEEE: (date) => DAYS[date.getUTCDay()]!,
  EEE: (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  hh: (date) => two(date.getUTCHours()),
  h: (date) => String(date.getUTCHours()),
  HH: (date) => two(date.getUTCHours() % 12 || 12),
  H: (date) => String(date.getUTCHours() % 12 || 12),
  AA: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  mm: (date) => two(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  ZZZZZ: (_, offset) => zone(offset, ':', '+00:00'),
  ZZZZ: (_, offset) => zone(offset, '', '+0000'),
  ZZZ: (_, offset) => zone(offset, '', 'UTC'),
  Z: (_, offset) => zone(offset, ':', 'Z'),
};

function format(spec: string, text: string): Result {
  const moment = parseMoment(text);
  if (!moment) return REFUSED;
  const date = clock(moment);
  let result = '';
  for (const token of spec.match(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g) ?? []) {
    if (token.startsWith("'")) {
      if (token.length < 2 || !token.endsWith("'")) return REFUSED;
      result += token.slice(1, -1).replaceAll("''", "'");
    } else if (/^[A-Za-z]/.test(token)) {
      const field = FIELDS[token];
      if (!field) return REFUSED;
      result += field(date, moment.offset);
    } else result += token;
  }
  return result;
}

function stamp(moment: Moment): string {
  const date = clock(moment);
  const day = `${FIELDS.YYYY!(date, 0)}-${FIELDS.MM!(date, 0)}-${FIELDS.DD!(date, 0)}`;
  return `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${zone(moment.offset, ':', 'Z')}`;
}

export const dates: Readonly<Record<string, Builtin>> = {
  formatdate: pure(['string', 'string'], format),
  timeadd: pure(['string', 'string'], (text, duration) => {
    const [moment, by] = [parseMoment(text), parseDuration(duration)];
    if (!moment || by === undefined) return REFUSED;
    return stamp({ ...moment, time: moment.time + by });
  }),
  timecmp: pure(['string', 'string'], (a, b) => {
    const [x, y] = [parseMoment(a), parseMoment(b)];
    if (!x || !y) return REFUSED;
    return x.time < y.time ? -1 : x.time > y.time ? 1 : 0;
  }),
};
