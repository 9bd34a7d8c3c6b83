import type { Range } from '../../../core/source';
import type { Expression, Identifier, SplatStep, TemplatePart } from '../ast';

/** A node of the oracle's tree of one expression, as far as it is looked at. */
export interface OracleNode {
  readonly type: string;
  readonly range: { readonly start: { readonly byte: number } };
  readonly meta?: {
    readonly value?: string;
    readonly operator?: string;
    readonly name?: string;
    readonly expandedFinalArgument?: boolean;
    readonly keyVar?: string;
    readonly valVar?: string;
    readonly groupedValue?: boolean;
    readonly traversal?: readonly { readonly type: string; readonly segment: string }[];
  };
  readonly children: readonly OracleNode[];
}

/** A tree with what both parsers tell of a node: its kind with its particulars, its source text, its children. */
export type Outline = readonly [what: string, source: string, ...children: Outline[]];

export function outlineOfOracle(node: OracleNode): Outline {
  const { meta = {} } = node;
  const children = node.children.map(outlineOfOracle);
  const source = meta.value ?? '';
  switch (node.type) {
    case 'scopeTraversal':
    case 'relativeTraversal': {
      const steps = (meta.traversal ?? []).map((s) =>
        s.type === 'nameTraversal' ? s.segment : `[${s.segment}]`,
      );
      return [`${node.type} ${steps.join(' ')}`, source, ...children];
    }
    case 'binaryOp':
    case 'unaryOp':
      return [`${node.type} ${meta.operator}`, source, ...children];
    case 'function':
      return [`function ${meta.name}${meta.expandedFinalArgument ? '...' : ''}`, source, ...children];
    case 'for':
      return [`for ${meta.keyVar} ${meta.valVar}${meta.groupedValue ? '...' : ''}`, source, ...children];
    case '':
      return ['', '', ...children];
    case 'template':
      return template(source, children);
    default:
      return [node.type, source, ...children];
  }
}

export function outlineOf(text: string, expression: Expression): Outline {
  return outline({ text }, expression);
}

interface Context {
  readonly text: string;
}

type Operator = Extract<Expression, { kind: 'binary' }>['operator'];
const OPERATORS: Readonly<Record<Operator, string>> = {
  '||': 'logicalOr',
  '&&': 'logicalAnd',
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
};

function outline(c: Context, e: Expression): Outline {
  const source = slice(c, e.range);
  switch (e.kind) {
    case 'literal':
      return ['literalValue', source];
    case 'variable':
      return [`scopeTraversal ${e.name}`, source];
    case 'attribute-of':
      return traverse(outline(c, e.object), member(e.name), source);
    case 'index': {
      const step = literalStep(c, e.index);
      if (step !== undefined) return traverse(outline(c, e.object), step, source);
      return ['index', source, outline(c, e.object), outline(c, e.index)];
    }
    case 'splat':
      return ['splat', source, outline(c, e.object), each(c, e.steps)];
    case 'parentheses':
      return ['', '', outline(c, e.inner)];
    case 'unary':
      return [`unaryOp ${e.operator === '-' ? 'negate' : 'logicalNot'}`, source, outline(c, e.operand)];
    case 'binary':
      return [`binaryOp ${OPERATORS[e.operator]}`, source, outline(c, e.left), outline(c, e.right)];
    case 'conditional':
      return ['conditional', source, outline(c, e.condition), outline(c, e.then), outline(c, e.otherwise)];
    case 'call':
      return [
        `function ${e.name.name}${e.expand ? '...' : ''}`,
        source,
        ...e.args.map((arg) => outline(c, arg)),
      ];
    case 'tuple':
      return ['tuple', source, ...e.items.map((item) => outline(c, item))];
    case 'object':
      return [
        'object',
        source,
        ...e.items.flatMap(({ key, value }) => [outlineKey(c, key), outline(c, value)]),
      ];
    case 'for': {
      const children = [e.collection, e.key, e.value, e.condition].filter((child) => child !== undefined);
      const names = `${e.keyName?.name ?? ''} ${e.valueName.name}`;
      return [`for ${names}${e.grouped ? '...' : ''}`, source, ...children.map((child) => outline(c, child))];
    }
    case 'template':
      return outlineTemplate(c, source, e.parts);
    case 'missing':
      return ['missing', source];
  }
}

/** Names and literal indexes gather in one node. */
function traverse(object: Outline, step: string, source: string): Outline {
  const [what, , ...children] = object;
  if (/^(scope|relative)Traversal /.test(what)) return [`${what} ${step}`, source, ...children];
  return [`relativeTraversal ${step}`, source, object];
}

function member(name: Identifier): string {
  return /^\d/.test(name.name) ? `[${name.name}]` : name.name;
}

function literalStep(c: Context, index: Expression): string | undefined {
  if (index.kind === 'literal' && typeof index.value === 'number') return `[${index.text}]`;
  const plain = index.kind === 'template' && index.parts.every((part) => part.kind === 'string');
  return plain ? `[${slice(c, index.range)}]` : undefined;
}

/** What a splat takes of each element; the element itself has no source, nor has what is taken of it. */
function each(c: Context, steps: readonly SplatStep[]): Outline {
  let result: Outline = ['', ''];
  for (const step of steps) {
    if (step.kind === 'attribute-of') result = traverse(result, member(step.name), '');
    else if (step.kind === 'splat') result = ['splat', '', result, each(c, step.steps)];
    else {
      const literal = literalStep(c, step.index);
      result = literal ? traverse(result, literal, '') : ['index', '', result, outline(c, step.index)];
    }
  }
  return result;
}

function outlineKey(c: Context, key: Expression): Outline {
  const isWord = key.kind === 'variable' || (key.kind === 'literal' && typeof key.value !== 'number');
  return isWord ? ['', ''] : ['', '', outline(c, key)];
}

function outlineTemplate(c: Context, source: string, parts: readonly TemplatePart[]): Outline {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'interpolation') {
    return ['templateWrap', source, outline(c, first.expression)];
  }
  return template(
    source,
    parts.map((part) => outlinePart(c, part)),
  );
}

function outlinePart(c: Context, part: TemplatePart): Outline {
  const source = slice(c, part.range);
  switch (part.kind) {
    case 'string':
      return ['literalValue', source];
    case 'interpolation':
      return outline(c, part.expression);
    case 'if':
      return [
        'conditional',
        source,
        outline(c, part.condition),
        branch(c, part.then),
        branch(c, part.otherwise),
      ];
    case 'for': {
      const names = `${part.keyName?.name ?? ''} ${part.valueName.name}`;
      return [
        'templateJoin',
        source,
        [`for ${names}`, source, outline(c, part.collection), branch(c, part.body)],
      ];
    }
  }
}

function branch(c: Context, parts: readonly TemplatePart[]): Outline {
  return template(
    '',
    parts.map((part) => outlinePart(c, part)),
  );
}

/**
 * Texts that are white space (or nothing) are left out and others compared without the white space around them: the
 * oracle keeps empty ones, and begins them behind the indentation that a heredoc strips. Only a template with marks of
 * its own has a source; a directive's branch has none.
 */
function template(source: string, children: readonly Outline[]): Outline {
  const kept: Outline[] = [];
  for (const [what, text, ...more] of children) {
    if (what !== 'literalValue') kept.push([what, text, ...more]);
    else if (text.replace(/\\[nrt]/g, ' ').trim() !== '') kept.push([what, text.trim()]);
  }
  return ['template', /^("|<<)/.test(source) ? source : '', ...kept];
}

function slice(c: Context, range: Range): string {
  return c.text.slice(range.start, range.end);
}

/** Blanks the sources of what a splat takes of its elements: the two do not agree where that begins. */
export function withoutInnerSources(outline: Outline, blank = false): Outline {
  const [what, source, ...children] = outline;
  const inner = children.map((child, i) =>
    withoutInnerSources(child, blank || (what === 'splat' && i === 1)),
  );
  return [what, blank ? '' : source, ...inner];
}
