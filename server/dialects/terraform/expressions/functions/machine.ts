import type { Unknown } from '../../../../core/value';
import { convert } from '../conversion';
import { derived, failure, isFailure, isNull, type Plain, unknown } from '../values';
import { type Builtin, plainly } from './call';

/** Functions whose result the code alone does not decide: the clock, chance, the machine, secrets. */
const NAMES = ['abspath', 'base64gzip', 'bcrypt', 'plantimestamp', 'rsadecrypt', 'timestamp', 'uuid'];

/** Only what begins with `~` depends on who runs Terraform. */
const pathexpand = plainly(1, 1, ([value], call) => {
  const path = convert(value!, { kind: 'string' }) as Plain;
  if (isFailure(path)) return path;
  if (isNull(path)) return failure('null', path.at);
  if (path.kind === 'scalar')
    return String(path.value).startsWith('~') ? unknown('machine', call.at, { name: call.name }) : path;
  const begins = (path as Unknown).prefix ?? '~';
  return begins.startsWith('~') ? derived(path as Unknown) : path;
});

export const machine: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(
    NAMES.map((name) => [name, plainly(0, 2, (_, call) => unknown('machine', call.at, { name }))]),
  ),
  pathexpand,
};

/** `list` and `map` were taken out of Terraform. */
export const removed: Readonly<Record<string, Builtin>> = Object.fromEntries(
  ['list', 'map'].map((name) => [name, (_, call) => failure('call', call.at, { name })] as [string, Builtin]),
);
