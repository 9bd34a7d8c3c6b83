import type { Declaration, Expression, Template } from './ast';
import { parseBicep } from './index';

/** An expression in short: operators and calls in parentheses, `?` for what could not be read. */
export function sketch(e: Expression): string {
  switch (e.kind) {
    case 'literal':
      return String(e.value);
    case 'template':
      return sketchTemplate(e);
    case 'array':
      return `[${e.items.map(sketchItem).join(' ')}]`;
    case 'object':
      return `{${e.items.map(sketchItem).join(' ')}}`;
    case 'for':
      return `(for ${e.item.name}${e.index ? ` ${e.index.name}` : ''} ${sketch(e.collection)} ${sketch(e.body)})`;
    case 'if':
      return `(if ${sketch(e.condition)} ${sketch(e.body)})`;
    case 'name':
      return e.name;
    case 'call':
      return `${e.name.name}(${e.args.map(sketch).join(' ')})`;
    case 'access':
      return sketch(e.object) + e.steps.map(sketchStep).join('');
    case 'operation':
      return e.rest.reduce(
        (left, { operator, operand }) => `(${left} ${operator} ${sketch(operand)})`,
        sketch(e.first),
      );
    case 'unary':
      return `(${e.operator}${sketch(e.operand)})`;
    case 'conditional':
      return `(${sketch(e.condition)} ? ${sketch(e.then)} : ${sketch(e.otherwise)})`;
    case 'lambda':
      return `(${e.parameters.map(({ name }) => name).join(' ')} => ${sketch(e.body)})`;
    case 'parentheses':
      return sketch(e.inner);
    case 'missing':
      return '?';
  }
}

function sketchTemplate({ parts }: Template): string {
  if (parts.length === 0) return '""';
  return parts
    .map((part) => (part.kind === 'text' ? JSON.stringify(part.value) : `\${${sketch(part.expression)}}`))
    .join('');
}

type Item = Extract<Expression, { kind: 'object' | 'array' }>['items'][number];

function sketchItem(item: Item): string {
  if (item.kind === 'spread') return `...${sketch(item.expression)}`;
  if (item.kind === 'resource') return sketchDeclaration(item);
  if (item.kind !== 'property') return sketch(item);
  return `${'name' in item.key ? item.key.name : sketchTemplate(item.key)}:${sketch(item.value)}`;
}

type Step = Extract<Expression, { kind: 'access' }>['steps'][number];

function sketchStep(step: Step): string {
  switch (step.kind) {
    case 'property':
      return `.${step.safe ? '?' : ''}${step.name.name}`;
    case 'index':
      return `[${step.safe ? '?' : ''}${step.fromEnd ? '^' : ''}${sketch(step.index)}]`;
    case 'method':
      return `.${step.name.name}(${step.args.map(sketch).join(' ')})`;
    case 'nested':
      return `::${step.name.name}`;
    case 'assert':
      return '!';
  }
}

/** A declaration in short: its kind, name and value. */
export function sketchDeclaration(d: Declaration): string {
  const decorators = d.decorators.map(({ name }) => `@${name.name} `).join('');
  switch (d.kind) {
    case 'resource':
      return `${decorators}resource ${d.name.name}${d.existing ? ' existing' : ''} = ${sketch(d.body)}`;
    case 'module':
    case 'test':
      return `${decorators}${d.kind} ${d.name.name} = ${sketch(d.body)}`;
    case 'param':
      return `${decorators}param ${d.name.name}${d.value === undefined ? '' : ` = ${sketch(d.value)}`}`;
    case 'func':
      return `func ${d.name.name}(${d.parameters.map(({ name }) => name).join(' ')}) ${sketch(d.body)}`;
    case 'import':
      return `import ${d.wildcard?.name ?? d.symbols.map(({ name, alias }) => `${name.name}/${alias.name}`).join(' ')}`;
    case 'extension':
      return `extension ${d.alias?.name ?? ''}`;
    case 'using':
      return `using ${d.path === undefined ? 'none' : sketchTemplate(d.path)}`;
    case 'extends':
      return `extends ${sketchTemplate(d.path)}`;
    case 'type':
      return `type ${d.name.name}: ${d.type.kind}`;
    case 'target-scope':
      return `scope ${sketch(d.value)}`;
    default:
      return `${decorators}${d.kind} ${d.name.name} = ${sketch(d.value)}`;
  }
}

/** A text's declarations in short, one a line, and its problems: key without `bicep.`, and the text each stands at. */
export function sketchFile(text: string): { declarations: string[]; problems: string[] } {
  const { declarations, problems } = parseBicep(text);
  return {
    declarations: declarations.map(sketchDeclaration),
    problems: problems.map(
      ({ range, message }) =>
        `${message.key.replace('bicep.', '')} ${JSON.stringify(text.slice(range.start, range.end))}`,
    ),
  };
}
