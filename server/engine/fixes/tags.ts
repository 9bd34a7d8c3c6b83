import type { Edit, Fix } from '../../core/finding';
import { isHcl, type Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import { type ConditionContext, isDomestic } from '../rules/condition';
import type { CatalogRow, Facet } from '../types';
import type { FixContext } from './index';
import { entryAt, insertArguments, insertAt, insertItem } from './insertion';
import { bicepLine } from './insertion-bicep';
import { hclText } from './insertion-hcl';
import { textAt } from './place';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Adds the operator tag: to the governor's default tags if there is one, else to each thing that lacks it. */
export function operatorTag(
  verdicts: readonly Verdict[],
  governor: Resource | undefined,
  context: FixContext,
): Fix | undefined {
  const tag = knownTag(context);
  if (!tag) return undefined;
  const edits = governor
    ? [governorEdits(governor, verdicts[0]!.facet.row, tag, context)]
    : verdicts.map(({ facet }) => thingEdits(facet.resource, facet.row, tag, context));
  const known = unique(edits.flatMap((one) => one ?? []));
  if (known.length === 0 || edits.includes(undefined)) return undefined;
  const args = { tag: tag.key, with: tag.value };
  return { title: { key: 'fix.operator-tag', args }, safety: 'safe', edits: known };
}

/** Names the operator that the configuration, or the rest of the workspace, names. */
export function operatorValue(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const tag = knownTag(context);
  if (!tag || textAt(at, context) !== String(verdicts[0]!.facet.properties.value)) return undefined;
  return {
    title: { key: 'fix.operator-value', args: { with: tag.value } },
    safety: 'safe',
    edits: [{ at, newText: tag.value }],
  };
}

/** The tag that says who operates, as the configuration states it, or as the workspace already writes it. */
export function knownTag(context: FixContext): Tag | undefined {
  const { key, value = context.operatorInUse() } = context.policy.operatorTag;
  return value === undefined ? undefined : { key, value };
}

/** The domestic operator that the workspace's tags name, where they all name the same. */
export function operatorInUse(facets: readonly Facet[], context: ConditionContext): string | undefined {
  const values = new Set<string>();
  for (const { kind, properties } of facets) {
    if (kind === 'tags' && properties.state === 'present' && typeof properties.value === 'string') {
      values.add(properties.value);
    }
  }
  const [only, ...others] = [...values].filter((value) => isDomestic(value, context) === true);
  return others.length === 0 ? only : undefined;
}

/** To the governor's own tags, which it gives to all. */
function governorEdits(
  governor: Resource,
  row: CatalogRow | undefined,
  tag: Tag,
  context: FixContext,
): readonly Edit[] | undefined {
  const path = row?.tags?.governor;
  const text = context.text(governor.extent.path);
  return path && text !== undefined ? mapEdits(governor, path.split('.'), tag, text) : undefined;
}

function thingEdits(
  resource: Resource,
  row: CatalogRow | undefined,
  tag: Tag,
  context: FixContext,
): readonly Edit[] | undefined {
  const text = context.text(resource.extent.path);
  if (!row?.tags || text === undefined) return undefined;
  const { at, shape } = row.tags;
  if (shape === 'map') return mapEdits(resource, at.split('.'), tag, text);
  if (at.includes('.')) return undefined;
  if (shape === 'list') return listEdits(resource, at, tag, text);
  if (!isHcl(resource.dialect) || resource.extent.path.endsWith('.json')) return undefined;
  const members = { key: tag.key, value: tag.value, propagate_at_launch: true };
  return insertArguments(resource, { [at]: { members, block: true } }, text);
}

function mapEdits(
  resource: Resource,
  path: readonly string[],
  tag: Tag,
  text: string,
): readonly Edit[] | undefined {
  return (
    insertAt(resource, path, { [tag.key]: tag.value }, { kind: 'map' }, text) ??
    merged(entryAt(resource, path)?.expression, resource, tag, text)
  );
}

/** `tags = var.tags` becomes `tags = merge(var.tags, { key = value })`; a call of merge takes one more. */
function merged(
  expression: Location | undefined,
  { dialect }: Resource,
  { key, value }: Tag,
  text: string,
): readonly Edit[] | undefined {
  const write = isHcl(dialect) ? hclText : dialect === 'bicep' ? bicepLine : undefined;
  if (!write || !expression || expression.path.endsWith('.json')) return undefined;
  const merge = isHcl(dialect) ? 'merge' : 'union';
  const { path, range } = expression;
  const source = text.slice(range.start, range.end);
  const tags = write({ members: { [key]: value } });
  const last = isCall(merge, source) ? source.slice(0, -1).trimEnd() : undefined;
  if (last === undefined) return [{ at: expression, newText: `${merge}(${source}, ${tags})` }];
  if (last.endsWith('...')) return undefined;
  const end = range.start + last.length;
  return [
    { at: { path, range: { start: end, end } }, newText: last.endsWith(',') ? ` ${tags}` : `, ${tags}` },
  ];
}

/** Whether an expression is one call of a function from end to end. */
function isCall(name: string, source: string): boolean {
  if (!source.startsWith(`${name}(`) || /#|\/\/|\/\*|<<|'''/.test(source)) return false;
  const code = source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (literal) =>
    '_'.repeat(literal.length),
  );
  let depth = 0;
  for (let i = 0; i < code.length; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return i === code.length - 1;
  }
  return false;
}

/** A list of pairs: CloudFormation's. */
function listEdits(resource: Resource, name: string, tag: Tag, text: string): readonly Edit[] | undefined {
  if (resource.dialect !== 'cloudformation') return undefined;
  const entry = resource.body.entries.get(name);
  const pair = { members: { Key: tag.key, Value: tag.value } };
  if (!entry) return insertArguments(resource, { [name]: { items: [pair] } }, text);
  if (entry.value.kind !== 'list' || entry.value.trace) return undefined;
  return insertItem(entry.value, pair, text);
}

function unique(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter(({ at }) => {
    const key = `${at.path}:${at.range.start}-${at.range.end}`;
    return !seen.has(key) && seen.add(key);
  });
}
