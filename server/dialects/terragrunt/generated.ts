import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import { parseHcl, parseTemplate } from '../../syntax/hcl';
import type { Expression, Template } from '../../syntax/hcl/ast';
import {
  bare,
  bind,
  evaluate,
  type Resolved,
  type Scope,
  type TraversalStep,
} from '../terraform/expressions';
import { type Content, contentOf, type ModuleFile, moduleFile } from '../terraform/file';
import { folderOf, joinPath } from '../terraform/path';
import { type Config, localsOf, pathInTree, scopeOf } from './config';
import type { Generate } from './generate';
import { unknown } from './unknowns';

/** Stands, in the Terraform that a heredoc holds, for what Terragrunt puts in there. */
const HOLE = '\u01c3';

/** A file that Terragrunt writes, read where it is written: every node has its place in the heredoc or template. */
export interface Generated extends Embedded {
  /** What Terragrunt puts in is evaluated here. */
  readonly scope: Scope;
}

interface Embedded {
  readonly file: ModuleFile;
  readonly content: Content;
  /** What Terragrunt puts in, by the offset at which its hole's name stands. */
  readonly holes: ReadonlyMap<number, Hole>;
}

interface Hole {
  readonly expression: Expression;
  /** Whether it stands inside a text; else it makes an expression of its own. */
  readonly quoted: boolean;
}

/** The Terraform in a `generate` block; undefined where it does not stand in the code as it will be written. */
export function readGenerated({ config, contents: expression }: Generate): Generated | undefined {
  if (!expression) return undefined;
  const scope = scopeOf(config);
  const template = templateBehind(config, expression);
  const made = template?.heredoc && embedded(config.file, template);
  if (made) return { ...made, scope };
  if (expression.kind === 'call' && expression.name.name === 'templatefile')
    return ofTemplateFile(config, expression.args);
  const value = evaluate(expression, scope);
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  const { path, range } = value.at;
  const whole = config.setting.tree.host.read(path);
  if (!('text' in whole) || whole.text.slice(range.start, range.end) !== value.value) return undefined;
  return { ...parsedAt(path, ' '.repeat(range.start) + value.value, new Map()), scope };
}

/** `templatefile("provider.tpl", { region = local.region })`: the template's file with these names. */
function ofTemplateFile(config: Config, [name, given]: readonly Expression[]): Generated | undefined {
  const scope = scopeOf(config);
  const path = name && evaluate(name, scope);
  const names = given && evaluate(given, scope);
  if (path?.kind !== 'scalar' || names?.kind !== 'map') return undefined;
  const full = pathInTree(config.setting, joinPath(folderOf(config.path), String(path.value)));
  config.setting.inputs.add(full);
  const whole = config.setting.tree.host.read(full);
  if (!('text' in whole)) return undefined;
  const { text } = whole;
  const { parts, problems } = parseTemplate(text);
  const range = { start: 0, end: text.length };
  const made =
    problems.length === 0 ? embed(full, text, { kind: 'template', range, content: range, parts }) : undefined;
  const bound = new Map([...names.entries].map(([key, entry]) => [key, entry.value]));
  return (
    made && { ...made, scope: bind({ ...bare(scope), path: full, text }, bound, `templatefile ${full}`) }
  );
}

/** The template that an expression is, or that the local is which it names. */
function templateBehind(config: Config, expression: Expression): Template | undefined {
  if (expression.kind === 'template') return expression;
  if (expression.kind !== 'attribute-of' || expression.object.kind !== 'variable') return undefined;
  if (expression.object.name !== 'local') return undefined;
  const value = localsOf(config).get(expression.name.name)?.node.value;
  return value?.kind === 'template' ? value : undefined;
}

const known = new WeakMap<Template, { readonly path: string; readonly generated: Embedded | undefined }>();

function embedded({ path, text }: ModuleFile, template: Template): Embedded | undefined {
  const before = known.get(template);
  if (before?.path === path) return before.generated;
  const generated = embed(path, text, template);
  known.set(template, { path, generated });
  return generated;
}

/**
 * Reads a heredoc as Terraform. Everything keeps its offset: `${x}` becomes a hole of the same width, the escape `$${`
 * becomes `${ `, and white space stands for all that comes before.
 */
function embed(path: string, text: string, template: Template): Embedded | undefined {
  const { start, end } = template.content;
  const inserted = new Map<number, { readonly end: number; readonly expression: Expression }>();
  for (const part of template.parts) {
    // What a directive leaves out or repeats has no one place.
    if (part.kind === 'if' || part.kind === 'for') return undefined;
    if (part.kind === 'interpolation')
      inserted.set(part.range.start, { end: part.range.end, expression: part.expression });
  }
  const out: string[] = [' '.repeat(start)];
  const holes = new Map<number, Hole>();
  let quoted = false;
  let comment = false;
  /** Nothing but white space so far in the line. */
  let empty = true;
  for (let i = start; i < end; ) {
    const one = inserted.get(i);
    if (one) {
      const inside = text.slice(i, one.end);
      if (comment) out.push(blank(inside));
      else if (!quoted && empty && isLast(text, one.end)) out.push(blank(inside));
      else if (quoted) {
        holes.set(i + 2, { expression: one.expression, quoted });
        out.push(`\${${HOLE}${' '.repeat(inside.length - 4)}}`);
      } else {
        holes.set(i, { expression: one.expression, quoted });
        out.push(HOLE + blank(inside.slice(1)));
      }
      i = one.end;
      empty = false;
      continue;
    }
    if (text.startsWith('$${', i) || text.startsWith('%%{', i)) {
      const close = quoted ? closing(text, i + 3, end) : i + 3;
      out.push(`${text[i]}{ ${text.slice(i + 3, close)}`);
      i = close;
      continue;
    }
    const letter = text[i]!;
    empty = letter === '\n' || (empty && /\s/.test(letter));
    if (letter === '\n') comment = false;
    else if (!quoted && (letter === '#' || text.startsWith('//', i))) comment = true;
    else if (letter === '"' && !comment) quoted = !quoted;
    else if (letter === '\\' && quoted) {
      out.push(text.slice(i, i + 2));
      i += 2;
      continue;
    }
    out.push(letter);
    i++;
  }
  return parsedAt(path, out.join(''), holes);
}

function parsedAt(path: string, text: string, holes: Embedded['holes']): Embedded {
  const tree = parseHcl(text);
  const file = moduleFile(path, { text, tree });
  return { file, content: contentOf(file, tree.body), holes };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Whether nothing else stands in the line behind an offset: what stands alone is no value but arguments or blocks. */
function isLast(text: string, end: number): boolean {
  const line = text.indexOf('\n', end);
  return text.slice(end, line < 0 ? text.length : line).trim() === '';
}

/** Behind the brace that closes an interpolation, quotes within it seen to. */
function closing(text: string, from: number, end: number): number {
  let depth = 1;
  let quoted = false;
  for (let i = from; i < end; i++) {
    const letter = text[i]!;
    if (letter === '\n') return i;
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '{') depth++;
    else if (!quoted && letter === '}' && --depth === 0) return i + 1;
  }
  return end;
}

/** What a hole's name means, in the file that it stands in. */
export function filled(
  { file, holes, scope }: Generated,
  [first]: readonly TraversalStep[],
  at: Location,
): Resolved | undefined {
  if (!first || !('name' in first) || first.name !== HOLE || file.path !== at.path) return undefined;
  const hole = holes.get(at.range.start);
  return hole && { value: filling(hole, scope), consumed: 1 };
}

/** What Terragrunt puts into a hole, as Terraform then reads it. */
function filling({ expression, quoted }: Hole, scope: Scope): Value {
  if (quoted) return evaluate(expression, scope);
  if (expression.kind === 'call' && expression.name.name === 'jsonencode' && expression.args.length === 1)
    return evaluate(expression.args[0]!, scope);
  const value = evaluate(expression, scope);
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const literal = /^(?:"([^"\\$%]*)"|(true|false))$/.exec(value.value.trim());
  if (literal) return { ...value, value: literal[1] ?? literal[2] === 'true' };
  return unknown('generated-text', value.at);
}
