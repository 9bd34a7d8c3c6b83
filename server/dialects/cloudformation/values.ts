import type { Message } from '../../core/message';
import type { Location } from '../../core/source';
import type { Scalar, Unknown } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';

type Args = NonNullable<Message['args']>;

/** A value that cannot be told: `cloudformation.unknown.<key>` says why, `cloudformation.settle.<settle>` what helps. */
export function unknown(at: Location, key: string, args?: Args, settle?: string): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: `cloudformation.unknown.${key}`, ...(args && { args }) },
    ...(settle && { settle: { key: `cloudformation.settle.${settle}`, ...(args && { args }) } }),
  };
}

// As YAML 1.1 has it, which CloudFormation reads; the parser itself reads YAML 1.2.
const YES = /^(yes|Yes|YES|on|On|ON)$/;
const NO = /^(no|No|NO|off|Off|OFF)$/;

/** A literal's value as CloudFormation reads it. */
export function literalOf(node: ScalarNode): Scalar['value'] {
  if (node.style === 'plain' && YES.test(node.text)) return true;
  if (node.style === 'plain' && NO.test(node.text)) return false;
  return node.value;
}

/** A literal where a string is wanted: numbers stay as written (`1.10`), no value is the empty string. */
export function literalText(node: ScalarNode): string {
  const value = literalOf(node);
  return typeof value === 'boolean' ? String(value) : value === null ? '' : node.text;
}
