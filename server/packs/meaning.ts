import {
  facetProperties,
  fixFacets,
  generalProperties,
  type PropertyKind,
  placeholders,
  policyLists,
  testsOf,
} from '../engine/rules/properties';
import type { FixName } from '../engine/rules/rule';
import type { FacetKind } from '../engine/types';
import type { MappingNode, Node, ScalarNode } from '../syntax/tree/node';
import type { Misfit } from './schema';

/** More nodes than any rule has; a bound on what judging by one may cost. */
const mostNodes = 2000;

/** Says so of what is too large to be looked at any further. */
export function tooLarge(rule: Node): Misfit[] {
  return count(rule) > mostNodes ? [misfit(rule, 'rule.too-large', { most: mostNodes })] : [];
}

/**
 * What is wrong with a rule that fits the schema: names of properties, tests, lists, fixes and placeholders that mean
 * nothing, and would make a rule that never fires or says nonsense.
 */
export function meaningless(rule: Node): Misfit[] {
  if (rule.kind !== 'mapping') return [];
  const select = member(rule, 'select');
  const facets = facetsOf(select);
  const found: Misfit[] = [];
  const facet = member(select, 'facet');
  const attribute = member(select, 'attribute');
  if (select && (facet === undefined) === (attribute === undefined))
    found.push(misfit(select, 'rule.select'));
  const properties = Object.assign({}, generalProperties, ...facets.map((kind) => facetProperties[kind]));
  const conditions = [
    member(rule, 'when'),
    ...items(member(rule, 'cases')).map((one) => member(one, 'when')),
  ];
  for (const condition of conditions)
    if (condition) found.push(...conditionFaults(condition, properties, facets));
  const messages = [
    member(rule, 'message'),
    ...items(member(rule, 'cases')).map((one) => member(one, 'message')),
  ];
  for (const message of messages) found.push(...textsIn(message).flatMap(placeholderFaults));
  for (const fix of items(member(rule, 'fixes'))) {
    if (fix.kind !== 'scalar') continue;
    const able = fixFacets[fix.text as FixName] ?? [];
    if (!able.some((kind) => facets.includes(kind)))
      found.push(misfit(fix, 'rule.fix', { fix: fix.text, expected: able.join(', ') }));
  }
  const gather = member(rule, 'gather');
  if (gather && !facets.includes('tags')) found.push(misfit(gather, 'rule.gather'));
  return found;
}

function facetsOf(select: Node | undefined): FacetKind[] {
  if (member(select, 'attribute')) return ['attribute'];
  const facet = member(select, 'facet');
  const named = facet?.kind === 'sequence' ? facet.items : facet ? [facet] : [];
  return named.flatMap((one) => (one.kind === 'scalar' ? [one.text as FacetKind] : []));
}

function conditionFaults(
  condition: Node,
  properties: Readonly<Record<string, PropertyKind>>,
  facets: readonly FacetKind[],
): Misfit[] {
  if (condition.kind !== 'mapping') return [];
  return condition.pairs.flatMap(({ key, value }) => {
    if (key.text === 'all' || key.text === 'any')
      return items(value).flatMap((one) => conditionFaults(one, properties, facets));
    if (key.text === 'not' || key.text === 'certainly') return conditionFaults(value, properties, facets);
    const kind = Object.hasOwn(properties, key.text) ? properties[key.text] : undefined;
    if (kind) return testFaults(key, value, kind);
    const expected = Object.keys(properties).sort().join(', ');
    return [misfit(key, 'rule.property', { name: key.text, facet: facets.join(', '), expected })];
  });
}

function testFaults(property: ScalarNode, test: Node, kind: PropertyKind): Misfit[] {
  const name = property.text;
  if (test.kind === 'scalar') {
    const wanted = { text: 'string', number: 'number', 'yes-no': 'boolean', list: 'string', any: undefined }[
      kind
    ];
    return wanted === undefined || typeof test.value === wanted
      ? []
      : [misfit(test, 'rule.equal', { name, found: test.text, expected: { key: `rule.kind.${kind}` } })];
  }
  if (test.kind !== 'mapping') return [];
  return test.pairs.flatMap(({ key, value }) => {
    const expected = ['exists', ...testsOf[kind]];
    if (!expected.includes(key.text)) {
      return [misfit(key, 'rule.test', { name, test: key.text, expected: expected.join(', ') })];
    }
    const listed = value.kind === 'sequence' ? value.items : [value];
    return listed.flatMap((one) =>
      one.kind === 'scalar' && one.text.startsWith('$') && !(one === value && policyLists.includes(one.text))
        ? [misfit(one, 'rule.list', { name: one.text, expected: policyLists.join(', ') })]
        : [],
    );
  });
}

/** One text, or one for each language. */
function textsIn(text: Node | undefined): ScalarNode[] {
  if (text?.kind === 'scalar') return [text];
  return text?.kind === 'mapping' ? text.pairs.flatMap(({ value }) => textsIn(value)) : [];
}

function placeholderFaults(text: ScalarNode): Misfit[] {
  const named = [...String(text.value).matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  return named
    .filter((name) => !placeholders.includes(name))
    .map((name) => misfit(text, 'rule.placeholder', { name, expected: placeholders.join(', ') }));
}

function count(node: Node): number {
  let nodes = 0;
  const open: Node[] = [node];
  for (let one = open.pop(); one && nodes <= mostNodes; one = open.pop()) {
    nodes += 1;
    if (one.kind === 'sequence') open.push(...one.items);
    else if (one.kind === 'mapping') open.push(...one.pairs.map(({ value }) => value));
  }
  return nodes;
}

function member(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping'
    ? (node as MappingNode).pairs.find(({ key }) => key.text === name)?.value
    : undefined;
}

function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function misfit({ range }: Pick<Node, 'range'>, key: string, args?: Misfit['message']['args']): Misfit {
  return { range, message: { key, ...(args && { args }) } };
}
