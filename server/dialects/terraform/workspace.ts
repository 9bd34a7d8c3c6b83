import type { Location } from '../../core/source';
import type { Option, Value } from '../../core/value';
import type { Expression } from '../../syntax/hcl/ast';
import type { Declarations } from './declarations';
import type { Other } from './expressions';
import { type Content, contentOf, type ModuleFile } from './file';
import { children, literalText } from './literal';
import { unknown } from './unknowns';

const compared = new WeakMap<ModuleFile, ReadonlySet<string>>();

/**
 * `terraform.workspace`: one of the names it is compared with in the module, or another one. Which it is, the command
 * line decides.
 */
export function workspaceValue(declarations: Declarations, at: Location): Value {
  const names = comparedNames(declarations);
  if (names.length === 0) return unknown('workspace', at, {});
  const other: Other = { ...unknown('workspace', at, {}), unlike: new Set(names) };
  const option = (value: Option['value'], name: string): Option => ({
    value,
    certain: false,
    when: `terraform.workspace == "${name}"`,
    picks: new Map([['terraform.workspace', name]]),
  });
  return {
    kind: 'choice',
    at,
    options: [
      ...names.map((name) => option({ kind: 'scalar', value: name, at }, name)),
      { value: other, certain: false, picks: new Map([['terraform.workspace', '']]) },
    ],
  };
}

/** The names that a module compares `terraform.workspace` with. */
export function comparedNames({ files }: Declarations): string[] {
  return [...new Set(files.flatMap((file) => [...comparedIn(file)]))];
}

function comparedIn(file: ModuleFile): ReadonlySet<string> {
  const known = compared.get(file);
  if (known) return known;
  const names = new Set<string>();
  const visit = (expression: Expression) => {
    if (expression.kind === 'binary' && (expression.operator === '==' || expression.operator === '!=')) {
      const { left, right } = expression;
      const text = isWorkspace(left)
        ? literalText(right)
        : isWorkspace(right)
          ? literalText(left)
          : undefined;
      if (text !== undefined) names.add(text);
    }
    children(expression).forEach(visit);
  };
  const visitContent = ({ attributes, blocks }: Content) => {
    for (const { node } of attributes.values()) visit(node.value);
    for (const { node } of [...blocks.values()].flat()) visitContent(contentOf(file, node.body));
  };
  for (const block of [...file.blocks.values()].flat()) visitContent(contentOf(file, block.body));
  compared.set(file, names);
  return names;
}

function isWorkspace(expression: Expression): boolean {
  if (expression.kind === 'parentheses') return isWorkspace(expression.inner);
  if (expression.kind === 'template') {
    const [part] = expression.parts;
    return expression.parts.length === 1 && part?.kind === 'interpolation' && isWorkspace(part.expression);
  }
  return (
    expression.kind === 'attribute-of' &&
    expression.name.name === 'workspace' &&
    expression.object.kind === 'variable' &&
    expression.object.name === 'terraform'
  );
}
