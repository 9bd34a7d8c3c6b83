import type { Location } from '../../core/source';
import { type Hop, type Option, through, type Value } from '../../core/value';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { pieceRange } from '../../syntax/tree/piece';
import { ALLOWED_VALUES, choose } from '../values/choices';
import { scalar, throughAll } from '../values/values';
import { literals } from './literals';
import { type Declaration, type Evaluate, locate, member, resourceId, type Scope } from './template';
import { literalText, unknown } from './values';

/** Parameters that CloudFormation itself sets: all of them are decided by whoever deploys. */
const PSEUDO = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/**
 * What `Ref` of a name comes to; undefined for `AWS::NoValue`.
 * @param at the text that names it, for what cannot be told
 */
export function reference(name: string, at: Location, scope: Scope): Value | undefined {
  const variable = scope.variables.get(name);
  if (variable) return variable;
  const parameter = scope.template.parameters.get(name);
  if (parameter) return parameterValue(name, parameter, at, scope);
  if (name === 'AWS::NoValue') return undefined;
  if (PSEUDO.has(name)) return unknown(at, 'pseudo-parameter', { name }, 'pseudo-parameter');
  return resourceValue(name, name, at, scope);
}

/** What `Fn::GetAtt` of a resource's attribute comes to. Only an attribute that repeats a property can be told. */
export function attribute(
  logicalId: string,
  name: string,
  at: Location,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const label = `${logicalId}.${name}`;
  const declared = scope.template.resources.get(logicalId);
  if (declared && name === 'AvailabilityZone') {
    const zone = member(member(declared.value, 'Properties'), name);
    // Only a plain way on: zones do not refer to each other in circles, but a broken template may.
    const value = zone && !refersToAttribute(zone) ? evaluate(zone, scope) : undefined;
    if (value) return through(value, resourceHop(logicalId, label, declared, scope));
  }
  return resourceValue(logicalId, label, at, scope);
}

function refersToAttribute(node: Node): boolean {
  if (node.tag === '!GetAtt' || node.tag === '!Sub') return true;
  if (node.kind === 'sequence') return node.items.some(refersToAttribute);
  if (node.kind !== 'mapping') return false;
  return node.pairs.some(({ key, value }) => /^Fn::(GetAtt|Sub)$/.test(key.text) || refersToAttribute(value));
}

function resourceValue(logicalId: string, label: string, at: Location, scope: Scope): Value {
  const declared = scope.template.resources.get(logicalId);
  if (!declared) return unknown(at, 'nothing-named', { name: logicalId });
  const value = unknown(at, 'resource', { name: label });
  return through(value, resourceHop(logicalId, label, declared, scope));
}

function resourceHop(logicalId: string, name: string, { key }: Declaration, scope: Scope): Hop {
  const resource = resourceId(scope.template.unit, logicalId);
  return { step: 'resource', name, at: locate(scope, key.content), resource };
}

function parameterValue(name: string, declared: Declaration, at: Location, scope: Scope): Value {
  const { key, value: node } = declared;
  const hop: Hop = { step: 'parameter', name, at: locate(scope, key.content) };
  const type = textIn(node, 'Type') ?? 'String';
  const secret = (value: Value): Value =>
    /^true$/i.test(textIn(node, 'NoEcho') ?? '') ? { ...value, sensitive: true } : value;
  if (type.startsWith('AWS::SSM::Parameter::Value')) {
    return secret(through(unknown(at, 'ssm-parameter', { name }), hop));
  }
  const given = scope.template.given.get(name);
  if (given) return secret(throughAll(isList(type) ? splitGiven(given) : given, hop));
  const preset = member(node, 'Default');
  if (preset?.kind === 'scalar') {
    const value = isList(type) ? listOf(preset, scope) : literals(literalText(preset), preset, 0, scope);
    return secret(throughAll(value, hop));
  }
  const allowed = member(node, 'AllowedValues');
  if (allowed?.kind === 'sequence' && !isList(type)) {
    const decision = `parameter ${name}`;
    const options = allowed.items.flatMap((item): Option[] => {
      if (item.kind !== 'scalar') return [];
      const text = literalText(item);
      if ((scope.assumed.get(decision) ?? text) !== text) return [];
      const value = scalar(text, locate(scope, item.content));
      const picks = new Map([[decision, text]]);
      return [
        {
          value: through(value, { ...hop, when: ALLOWED_VALUES }),
          certain: false,
          when: ALLOWED_VALUES,
          picks,
        },
      ];
    });
    if (options.length > 0) return secret(choose(options, at));
  }
  return secret(through(unknown(at, 'parameter', { name }, 'parameter'), hop));
}

const isList = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');

function listOf(node: ScalarNode, scope: Scope): Value {
  const text = literalText(node);
  const items: Value[] = [];
  let start = 0;
  for (const raw of text.split(',')) {
    const lead = raw.length - raw.trimStart().length;
    const range = pieceRange(node, start + lead, start + lead + raw.trim().length);
    items.push(scalar(raw.trim(), locate(scope, range)));
    start += raw.length + 1;
  }
  return { kind: 'list', items, at: locate(scope, node.content) };
}

/** A list parameter's value from outside is one string, its items at its one place. */
function splitGiven(value: Value): Value {
  if (value.kind !== 'scalar') return value;
  const items = String(value.value ?? '').split(',');
  return { kind: 'list', at: value.at, items: items.map((item) => scalar(item.trim(), value.at)) };
}

function textIn(node: Node, name: string): string | undefined {
  const found = member(node, name);
  return found?.kind === 'scalar' ? literalText(found) : undefined;
}
