import { failure, unknown } from '../values';
import { type Builtin, plainly } from './call';

/** Functions whose result the code alone does not decide: the clock, chance, the machine, secrets. */
const NAMES = [
  'abspath',
  'base64gzip',
  'bcrypt',
  'pathexpand',
  'plantimestamp',
  'rsadecrypt',
  'timestamp',
  'uuid',
];

export const machine: Readonly<Record<string, Builtin>> = Object.fromEntries(
  NAMES.map((name) => [name, plainly(0, 2, (_, call) => unknown('machine', call.at, { name }))]),
);

/** `list` and `map` were taken out of Terraform. */
export const removed: Readonly<Record<string, Builtin>> = Object.fromEntries(
  ['list', 'map'].map((name) => [name, (_, call) => failure('call', call.at, { name })] as [string, Builtin]),
);
