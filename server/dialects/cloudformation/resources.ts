import type { Problem } from '../../core/message';
import type { Resource, UnknownValue } from '../../core/resource';
import type { MapValue, Value } from '../../core/value';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { conditionValue, consequences, isTrue } from './conditions';
import { evaluate } from './expression';
import { withGlobals } from './globals';
import { type Instance, instancesOf } from './instances';
import { assume, locate, member, pairOf, resourceId, type Scope, scopeOf, type Template } from './template';
import { unknown } from './values';

/** Transforms that only add what we read anyhow, or nothing to what is written. */
const TRANSPARENT =
  /^AWS::(Serverless-|LanguageExtensions|Include|CodeDeployBlueGreen|SecretsManager-|CloudFormation)/;

export interface Declared {
  readonly resources: readonly Resource[];
  readonly unknowns: readonly UnknownValue[];
  readonly problems: readonly Problem[];
}

/**
 * The resources that a template's run creates.
 * @param certain false for a run that need not take place (with a candidate parameters file)
 */
export function resourcesOf(template: Template, certain: boolean): Declared {
  const scope = scopeOf(template);
  const { instances, problems, unknowns } = instancesOf(template.resources, scope, evaluate);
  const macro = macroOf(scope);
  // From here on, references see the resources that loops declare.
  const byName = new Map(instances.map(({ logicalId, declared }) => [logicalId, declared]));
  const unrolled = { ...template, resources: byName };
  const resources = instances.flatMap((instance) =>
    resourceOf({ ...instance, scope: { ...instance.scope, template: unrolled } }, certain, macro),
  );
  const what = { key: 'cloudformation.what.resources' };
  return {
    resources,
    unknowns: macro ? [...unknowns, { at: macro.at, what, reason: macro.reason }] : unknowns,
    problems: scope.budget.left > 0 ? problems : [...problems, exhausted(template)],
  };
}

function exhausted({ path }: Template): Problem {
  return { path, message: { key: 'cloudformation.too-large' } };
}

/** A transform that may rewrite every resource. */
function macroOf(scope: Scope) {
  const name = scope.template.transforms.find((transform) => !TRANSPARENT.test(transform.text));
  return name && unknown(locate(scope, name.content), 'macro', { name: name.text });
}

function resourceOf(
  { logicalId, declared, scope, certain: reached }: Instance,
  certain: boolean,
  macro: ReturnType<typeof macroOf>,
): Resource[] {
  const { key, value: node } = declared;
  const type = member(node, 'Type');
  if (type?.kind !== 'scalar' || !type.text) return [];
  const { template } = scope;
  const existence = existenceOf(node, scope);
  if (!existence) return [];
  const header = locate(scope, key.content);
  const extent = locate(scope, { start: key.range.start, end: Math.max(key.range.end, node.range.end) });
  const body = bodyOf(node, type.text, existence.scope);
  const open = body.open ?? macro;
  return [
    {
      id: resourceId(template.unit, logicalId),
      address: logicalId,
      dialect: 'cloudformation',
      kind: 'resource',
      type: type.text,
      ...(type.text.startsWith('AWS::') && { provider: 'aws' }),
      header,
      extent,
      body: { ...body, header, extent, ...(open && { open }) },
      certain: certain && reached && existence.certain,
      library: false,
      scope: template.path,
    },
  ];
}

/** Nothing where the resource's condition is certainly false; else what holds where it is created. */
function existenceOf(
  node: Node,
  scope: Scope,
): { readonly certain: boolean; readonly scope: Scope } | undefined {
  const named = member(node, 'Condition');
  if (named?.kind !== 'scalar') return { certain: true, scope };
  const condition = conditionValue(named.text, locate(scope, named.content), scope, evaluate);
  if (condition.kind === 'scalar') return isTrue(condition) ? { certain: true, scope } : undefined;
  return { certain: false, scope: assume(scope, consequences(named.text, true, scope, evaluate)) };
}

function bodyOf(node: Node, type: string, scope: Scope): MapValue {
  const pair = pairOf(node, 'Properties');
  const value = pair && evaluate(pair.value, scope);
  const own = asMap(value, pair?.key ?? scopeKey(node), scope);
  return withGlobals(own, type, scope);
}

function scopeKey(node: Node): Pick<ScalarNode, 'range'> {
  return { range: { start: node.range.start, end: node.range.start } };
}

function asMap(value: Value | undefined, place: Pick<ScalarNode, 'range'>, scope: Scope): MapValue {
  if (value?.kind === 'map') return value;
  const at = value?.at ?? locate(scope, place.range);
  const empty: MapValue = { kind: 'map', entries: new Map(), at };
  if (value?.kind === 'unknown') return { ...empty, open: value };
  if (value?.kind === 'choice') return { ...empty, open: unknown(at, 'several', {}) };
  return empty;
}
