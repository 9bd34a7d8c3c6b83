import type { Problem } from '../../core/message';
import type { UnknownValue } from '../../core/resource';
import { candidates, type Value } from '../../core/value';
import { isExpression } from '../../syntax/arm/expression';
import type { MappingNode, Node, ScalarNode } from '../../syntax/tree/node';
import { symbolOf, textOf } from '../values/values';
import type { Condition, Declared } from './declared';
import { isTrue } from './functions';
import { turnsOf } from './loops';
import { deploymentOf, isDeployment } from './nested';
import { nameKey } from './references';
import { locate, member, type Scope, textIn } from './template';
import { unknown } from './unknowns';

/** A run with more resources than this is cut off; Resource Manager itself takes 800 in a template. */
const MAX_RESOURCES = 5000;
/** Deployments in deployments deeper than this are not followed. */
const MAX_NESTING = 12;

/** What is gathered while a run's resources are declared. */
export interface Gathered {
  readonly declared: Declared[];
  readonly unknowns: UnknownValue[];
  readonly problems: Problem[];
  /** Files that were read, or looked for. */
  readonly inputs: Set<string>;
}

/** Around the resources of a template, or of a resource. */
export interface Surroundings {
  readonly unit: string;
  readonly certain: boolean;
  readonly conditions: readonly Condition[];
  readonly depth: number;
  readonly parent?: Declared;
}

/** Declares the resources of a list, or of an object of symbolic names, with all that they deploy. */
export function declare(
  resources: Node | undefined,
  scope: Scope,
  around: Surroundings,
  gathered: Gathered,
): void {
  if (resources?.kind === 'sequence') {
    for (const node of resources.items) declareOne(node, undefined, scope, around, gathered);
  } else if (resources?.kind === 'mapping') {
    for (const { key, value } of resources.pairs) declareOne(value, key, scope, around, gathered);
  } else if (resources) {
    const at = locate(scope, resources.range);
    const what = { key: 'arm.what.resources' };
    gathered.unknowns.push({ at, what, reason: unknown(at, 'expression').reason });
  }
}

function declareOne(
  node: Node,
  symbol: ScalarNode | undefined,
  scope: Scope,
  around: Surroundings,
  gathered: Gathered,
): void {
  if (node.kind !== 'mapping') return;
  const copy = member(node, 'copy');
  const count = member(copy, 'count');
  const turns = copy && count ? turnsOf(count, textIn(copy, 'name') ?? '', scope, true) : undefined;
  const { path, range } = locate(scope, (member(node, 'type') ?? node).range);
  if (turns?.cut) gathered.problems.push({ path, range, message: { key: 'arm.too-many-turns' } });
  for (const inner of turns?.scopes ?? [scope]) {
    if (gathered.declared.length >= MAX_RESOURCES) {
      const message = { key: 'arm.too-many-resources', args: { limit: MAX_RESOURCES } };
      if (!gathered.problems.some((one) => one.message.key === message.key))
        gathered.problems.push({ path, range, message });
      return;
    }
    const certain = around.certain && (turns?.known ?? true);
    declareInstance(node, symbol, inner, { ...around, certain }, gathered);
  }
}

function declareInstance(
  node: MappingNode,
  symbol: ScalarNode | undefined,
  scope: Scope,
  around: Surroundings,
  gathered: Gathered,
): void {
  const type = member(node, 'type');
  const { run } = scope.template;
  if (type?.kind !== 'scalar') return;
  if (isExpression(type.text) || (!around.parent && !type.text.includes('/'))) {
    unread(type, scope, gathered);
    return;
  }
  const written = member(node, 'name');
  const name = written && run.evaluate(written, scope);
  const full = fullName(type.text, name && symbolOf(name), around.parent);
  const shown = (name && textOf(name)) ?? (written?.kind === 'scalar' ? bare(written.text) : '');
  const header = locate(scope, type.content);
  const start = symbol?.range.start ?? node.range.start;
  const condition = member(node, 'condition');
  const conditions = condition ? [...around.conditions, { node: condition, scope }] : around.conditions;
  const base: Declared = {
    id: freeId(`${around.unit}:${symbol?.text ?? `${full.type}/${shown}`}`, run.declared.byId),
    address: symbol?.text ?? (around.parent ? `${around.parent.address}/${shown}` : shown),
    type: full.type,
    header,
    extent: locate(scope, { start, end: node.range.end }),
    node,
    scope,
    ...(full.name !== undefined && { name: full.name }),
    ...(around.parent && { within: around.parent }),
    ...(full.extends !== undefined && { extends: full.extends }),
    certain: around.certain,
    conditions,
    existing: /^true$/i.test(textIn(node, 'existing') ?? ''),
  };
  if (condition && isFalse(run.evaluate(condition, scope))) return;
  const nested = isDeployment(base) && around.depth < MAX_NESTING ? deploymentOf(base) : undefined;
  if (isDeployment(base) && around.depth >= MAX_NESTING) {
    gathered.problems.push({ ...header, message: { key: 'arm.too-nested' } });
  }
  const made: Declared = nested?.deploys ? { ...base, deploys: nested.deploys } : base;
  for (const path of nested?.inputs ?? []) gathered.inputs.add(path);
  gathered.declared.push(made);
  run.declared.byId.set(made.id, made);
  if (made.name !== undefined) {
    const key = nameKey(made.type, made.name);
    if (!run.declared.byName.has(key) || !made.existing) run.declared.byName.set(key, made);
    const alone = `${scope.template.own}${made.name}`.toLowerCase();
    if (!run.declared.byNameAlone.has(alone)) run.declared.byNameAlone.set(alone, made);
  }
  if (symbol) scope.template.symbolic.set(symbol.text.toLowerCase(), made);
  declare(member(node, 'resources'), scope, { ...around, conditions, parent: made }, gathered);
  if (made.deploys) {
    const { root, scope: own } = made.deploys;
    const inside = { unit: made.id, certain: made.certain, conditions, depth: around.depth + 1 };
    declare(member(root, 'resources'), own, inside, gathered);
  }
}

/** Whether a condition certainly keeps a resource from being made, with all that it holds. */
function isFalse(condition: Value): boolean {
  return candidates(condition).every(({ value }) => value.kind === 'scalar' && !isTrue(value));
}

function unread(type: Node, scope: Scope, { unknowns }: Gathered): void {
  const at = locate(scope, type.range);
  unknowns.push({ at, what: { key: 'arm.what.resource' }, reason: { key: 'arm.unknown.type' } });
}

/** An expression without the brackets around it. */
function bare(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
}

function freeId(id: string, taken: ReadonlyMap<string, unknown>): string {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id}#${n}`;
  return free;
}

interface FullName {
  readonly type: string;
  readonly name?: string;
  /** The path of what it extends: `Microsoft.Sql/servers` and `srv`. */
  readonly extends?: { readonly type: string; readonly name?: string };
}

/**
 * Type and name with those of the parent that it stands in. The older way to extend another resource
 * (`Microsoft.Sql/servers/providers/locks`, named `srv/Microsoft.Authorization/lock`) is told apart.
 */
function fullName(written: string, own: string | undefined, parent: Declared | undefined): FullName {
  const bareType = written.replace(/@.*$/, '');
  const type = parent ? `${parent.type}/${bareType}` : bareType;
  const name =
    own === undefined || (parent && parent.name === undefined)
      ? undefined
      : parent
        ? `${parent.name}/${own}`
        : own;
  const [above, extension] = type.split(/\/providers\//i);
  if (extension === undefined) return { type, ...(name !== undefined && { name }) };
  const names = name?.split('/') ?? [];
  const depth = above!.split('/').length - 1;
  const [namespace, ...rest] = names.slice(depth);
  if (namespace === undefined || !namespace.includes('.') || namespace.startsWith('{')) return { type };
  return {
    type: `${namespace}/${extension}`,
    name: rest.join('/'),
    extends: { type: above!, name: names.slice(0, depth).join('/') },
  };
}
