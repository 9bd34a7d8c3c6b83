import type { Value } from '../../../core/value';
import type { Expression, ObjectExpression } from '../../../syntax/hcl/ast';
import { convert } from './conversion';
import { ANY, type AttributeConstraint, type TypeConstraint } from './types';

/**
 * The type that a variable's `type` states; what is absent or unreadable is `any`.
 * @param evaluate Gives the defaults of `optional(…, default)`.
 */
export function readType(
  expression: Expression | undefined,
  evaluate: (expression: Expression) => Value,
): TypeConstraint {
  if (!expression) return ANY;
  switch (expression.kind) {
    case 'parentheses':
      return readType(expression.inner, evaluate);
    case 'variable':
      return keyword(expression.name);
    case 'template': {
      // The quoted keywords of Terraform 0.11.
      const [only] = expression.parts;
      return expression.parts.length === 1 && only?.kind === 'string' ? keyword(only.value) : ANY;
    }
    case 'call': {
      const [first] = expression.args;
      switch (expression.name.name) {
        case 'list':
        case 'set':
        case 'map':
          return { kind: expression.name.name, element: readType(first, evaluate) };
        case 'tuple':
          return first?.kind === 'tuple'
            ? { kind: 'tuple', items: first.items.map((item) => readType(item, evaluate)) }
            : ANY;
        case 'object':
          return first?.kind === 'object' ? readObject(first, evaluate) : ANY;
        case 'optional':
          return readType(first, evaluate);
        default:
          return ANY;
      }
    }
    default:
      return ANY;
  }
}

function keyword(name: string): TypeConstraint {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return { kind: name };
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: ANY };
    default:
      return ANY;
  }
}

function readObject(
  expression: ObjectExpression,
  evaluate: (expression: Expression) => Value,
): TypeConstraint {
  const attributes = new Map<string, AttributeConstraint>();
  for (const item of expression.items) {
    const name =
      item.key.kind === 'variable'
        ? item.key.name
        : item.key.kind === 'template' && item.key.parts[0]?.kind === 'string'
          ? item.key.parts[0].value
          : undefined;
    if (name === undefined) continue;
    const { value } = item;
    if (value.kind === 'call' && value.name.name === 'optional') {
      const [type, otherwise] = value.args;
      const constraint = readType(type, evaluate);
      attributes.set(name, {
        type: constraint,
        optional: true,
        ...(otherwise && { default: convert(evaluate(otherwise), constraint) }),
      });
    } else attributes.set(name, { type: readType(value, evaluate), optional: false });
  }
  return { kind: 'object', attributes };
}
