import type { Expression } from '../../../syntax/hcl/ast';
import { readType } from './constraints';
import { evaluate } from './evaluate';
import type { Scope } from './scope';
import type { TypeConstraint } from './types';

export { choose, combine, join, MAX_OPTIONS, under } from './choices';
export { conjunction } from './conditions';
export { readType } from './constraints';
export { convert } from './conversion';
export { documentOf, sectionsOf } from './document';
export { evaluate } from './evaluate';
export { type Builtin, type Functions, plainly } from './functions/call';
export { functions } from './functions/index';
export { mapPossible, type Possible, possibleMembers, withPossible } from './possible';
export * from './scope';
export { cut, structureOf } from './structure';
export type { AttributeConstraint, TypeConstraint } from './types';
export { type Failure, failure, isFailure, type Other, untraced, withSensitivity } from './values';
export { asWritten } from './written';

/** The type constraint of a variable; `any` where there is none. Defaults in `optional(…)` are evaluated in `scope`. */
export function parseType(expression: Expression | undefined, scope: Scope): TypeConstraint {
  return readType(expression, (inner) => evaluate(inner, scope));
}
