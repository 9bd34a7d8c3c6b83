import type { Expression } from '../../syntax/hcl/ast';

/** The text of a quoted string without interpolation; undefined for anything else. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'parentheses') return literalText(expression.inner);
  if (expression?.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'string') return undefined;
    text += part.value;
  }
  return text;
}

/** `true` or `false` as it is written; undefined for anything else. */
export function literalFlag(expression: Expression | undefined): boolean | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'boolean'
    ? expression.value
    : undefined;
}

/** A reference's names without its indexes, from `aws.dr` or the older `"aws.dr"`: for providers. */
export function referencePath(expression: Expression): string[] | undefined {
  switch (expression.kind) {
    case 'variable':
      return [expression.name];
    case 'attribute-of': {
      const object = referencePath(expression.object);
      return object && [...object, expression.name.name];
    }
    case 'index':
      return referencePath(expression.object);
    case 'parentheses':
      return referencePath(expression.inner);
    default:
      return literalText(expression)?.split('.');
  }
}

/** The expressions directly below an expression. */
export function children(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'template':
      return templateChildren(expression.parts);
    case 'tuple':
      return [...expression.items];
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'for': {
      const { collection, key, value, condition } = expression;
      return [collection, ...(key ? [key] : []), value, ...(condition ? [condition] : [])];
    }
    case 'attribute-of':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'splat':
      return [
        expression.object,
        ...expression.steps.flatMap((step) => (step.kind === 'index' ? [step.index] : [])),
      ];
    case 'call':
      return [...expression.args];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'parentheses':
      return [expression.inner];
    default:
      return [];
  }
}

type TemplateParts = Extract<Expression, { kind: 'template' }>['parts'];

function templateChildren(parts: TemplateParts): Expression[] {
  return parts.flatMap((part): Expression[] => {
    switch (part.kind) {
      case 'interpolation':
        return [part.expression];
      case 'if':
        return [part.condition, ...templateChildren(part.then), ...templateChildren(part.otherwise)];
      case 'for':
        return [part.collection, ...templateChildren(part.body)];
      default:
        return [];
    }
  });
}

/** Whether a name stands at the root of some reference in the expression. */
export function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'variable') return expression.name === name;
  return children(expression).some((child) => mentions(child, name));
}

const iterated = new WeakMap<Expression, boolean>();

/** Whether the expression means another thing for each element of `for_each` or `count`. */
export function isIterated(expression: Expression): boolean {
  const known = iterated.get(expression);
  if (known !== undefined) return known;
  const result = mentions(expression, 'each') || mentions(expression, 'count');
  iterated.set(expression, result);
  return result;
}
