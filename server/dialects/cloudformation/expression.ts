import type { Location, Range } from '../../core/source';
import type { MapEntry, Option, Value } from '../../core/value';
import type { MappingNode, Node, ScalarNode, SequenceNode } from '../../syntax/tree/node';
import { choose, under } from '../values/choices';
import { compose } from '../values/composition';
import { scalar, throughAll } from '../values/values';
import { type Call, callOf } from './call';
import { conditionValue, consequences, isTrue } from './conditions';
import { findInMap, length, select, split } from './functions';
import { literals } from './literals';
import { attribute, reference } from './references';
import { substitute } from './substitution';
import { assume, locate, type Scope, withLoopVariables } from './template';
import { literalOf, unknown } from './values';

/** What a node of a template comes to; undefined for `AWS::NoValue`: as if it were not written. */
export function evaluate(node: Node, scope: Scope): Value | undefined {
  if (scope.budget.left <= 0) return unknown(locate(scope, node.range), 'too-large');
  scope.budget.left--;
  if (node.alias) {
    const { alias, anchor, ...target } = node;
    const value = evaluate(target as Node, scope);
    return value && throughAll(value, { step: 'anchor', name: `*${anchor ?? ''}`, at: locate(scope, alias) });
  }
  const call = callOf(node);
  if (call) return evaluateCall(call, scope);
  switch (node.kind) {
    case 'scalar': {
      const value = literalOf(node);
      if (typeof value === 'string') return text(node, value, scope);
      return scalar(value, locate(scope, node.content));
    }
    case 'sequence':
      return list(node, scope);
    case 'mapping':
      return mapping(node, scope);
  }
}

/** Literal text; in a loop, its variables are put in. */
function text(node: ScalarNode, value: string, scope: Scope): Value {
  if (scope.variables.size === 0 || !value.includes('${')) return literals(value, node, 0, scope);
  return substitute(node, scope, (name, at) => scope.variables.get(name) ?? scalar(`\${${name}}`, at));
}

function list(node: SequenceNode, scope: Scope): Value {
  const items = node.items.flatMap((item) => evaluate(item, scope) ?? []);
  return { kind: 'list', items, at: locate(scope, node.range) };
}

/** @param header where findings about the mapping itself stand, if that is not its first key */
function mapping(node: MappingNode, scope: Scope): Value {
  const at = locate(scope, node.range);
  const entries = new Map<string, MapEntry>();
  let open: Value | undefined;
  for (const { key, value: written } of node.pairs) {
    if (key.text === 'Fn::Transform' || key.text.startsWith('Fn::ForEach::')) {
      open = unknown(locate(scope, key.content), 'macro', { name: key.text });
      continue;
    }
    const value = evaluate(written, scope);
    if (!value) continue;
    const placed = value.kind === 'map' && !value.header && value.at.range.start === written.range.start;
    const call = written.alias ?? callOf(written)?.range;
    entries.set(key.text, {
      key: locate(scope, key.content),
      value: placed ? withHeader(value, key.content, scope) : value,
      ...(call && { expression: locate(scope, call) }),
    });
  }
  return { kind: 'map', entries, at, extent: at, ...(open?.kind === 'unknown' && { open }) };
}

function withHeader<V extends Value>(value: V, header: Range, scope: Scope): V {
  return { ...value, header: locate(scope, header) };
}

function evaluateCall(call: Call, scope: Scope): Value | undefined {
  const { name, argument } = call;
  const at = locate(scope, call.range);
  if (scope.literal) return unknown(at, 'malformed', { name });
  const parts = argument.kind === 'sequence' ? argument.items : [];
  const part = (index: number): Value => {
    const node = parts[index];
    return (node && evaluate(node, scope)) ?? unknown(at, 'malformed', { name });
  };
  switch (name) {
    case 'Ref':
      return argument.kind === 'scalar'
        ? reference(argument.text, at, scope)
        : unknown(at, 'malformed', { name });
    case 'Fn::GetAtt':
      return getAttribute(argument, at, scope);
    case 'Fn::Sub':
      return sub(argument, at, scope);
    case 'Fn::Join':
      return join(part(0), part(1), at);
    case 'Fn::Select':
      return select(part(0), part(1), at);
    case 'Fn::Split':
      return parts[1] ? split(part(0), part(1), parts[1], at, scope) : unknown(at, 'malformed', { name });
    case 'Fn::FindInMap':
      return findInMap(parts, at, scope, evaluate);
    case 'Fn::If':
      return choice(parts, at, scope);
    case 'Fn::Length':
      return length(evaluate(argument, scope) ?? unknown(at, 'malformed', { name }), at);
    // What is packed for transport is judged as what it is.
    case 'Fn::Base64':
    case 'Fn::ToJsonString':
      return evaluate(argument, scope);
    case 'Fn::GetAZs':
      return zones(argument, at, scope);
    case 'Fn::ImportValue':
      return unknown(at, 'import', {}, 'import');
    case 'Fn::Transform':
      return { kind: 'map', entries: new Map(), at, open: unknown(at, 'macro', { name }) };
    case 'Fn::And':
    case 'Fn::Or':
    case 'Fn::Not':
    case 'Fn::Equals':
      return unknown(at, 'malformed', { name });
    default:
      return unknown(at, 'function', { name });
  }
}

function getAttribute(argument: Node, at: Location, scope: Scope): Value {
  if (argument.kind === 'scalar') return dotted(withLoopVariables(argument.text, scope), at, scope);
  const [resource, ...names] = argument.kind === 'sequence' ? argument.items : [];
  const parts = names.map((item) => evaluate(item, scope));
  const known = parts.map((value) => (value?.kind === 'scalar' ? String(value.value) : '?'));
  if (resource?.kind !== 'scalar') return unknown(at, 'malformed', { name: 'Fn::GetAtt' });
  return attribute(withLoopVariables(resource.text, scope), known.join('.'), at, scope, evaluate);
}

/** `Resource.Attribute`, as `Fn::Sub` and the short `!GetAtt` write it. */
function dotted(text: string, at: Location, scope: Scope): Value {
  const dot = text.indexOf('.');
  if (dot < 0) return unknown(at, 'malformed', { name: 'Fn::GetAtt' });
  return attribute(text.slice(0, dot), text.slice(dot + 1), at, scope, evaluate);
}

function sub(argument: Node, at: Location, scope: Scope): Value {
  const [template, map] = argument.kind === 'sequence' ? argument.items : [argument];
  if (template?.kind !== 'scalar') return unknown(at, 'malformed', { name: 'Fn::Sub' });
  const own = new Map(map?.kind === 'mapping' ? map.pairs.map((pair) => [pair.key.text, pair.value]) : []);
  return substitute(template, scope, (name, placed) => {
    const node = own.get(name);
    if (node) return evaluate(node, scope);
    const named = scope.variables.has(name) || !name.includes('.');
    return named ? reference(name, placed, scope) : dotted(name, placed, scope);
  });
}

function join(delimiter: Value, list: Value, at: Location): Value {
  if (list.kind === 'choice') {
    const options = list.options.flatMap((option) => under(join(delimiter, option.value, at), option));
    return choose(options, at);
  }
  if (list.kind === 'unknown') return list;
  if (list.kind !== 'list') return unknown(at, 'malformed', { name: 'Fn::Join' });
  const items: Value[] = list.open ? [...list.items, list.open] : [...list.items];
  return compose(
    items.flatMap((item, index) => (index === 0 ? [item] : [delimiter, item])),
    at,
  );
}

/** The zones of a region that is written: which there are cannot be told, but how they begin. */
function zones(argument: Node, at: Location, scope: Scope): Value {
  const region = evaluate(argument, scope);
  const value = unknown(at, 'zones');
  if (region?.kind === 'unknown') return { ...region, at };
  if (region?.kind !== 'scalar' || typeof region.value !== 'string' || region.value === '') return value;
  return { ...value, prefix: region.value, ...(region.trace && { trace: region.trace }) };
}

/** `Fn::If`: the arm of a condition that is decided, else both; an arm of `AWS::NoValue` is a null there. */
function choice(parts: readonly Node[], at: Location, scope: Scope): Value | undefined {
  const [named, yes, no] = parts;
  if (named?.kind !== 'scalar' || !yes || !no) return unknown(at, 'malformed', { name: 'Fn::If' });
  const name = named.text;
  const condition = conditionValue(name, locate(scope, named.content), scope, evaluate);
  if (condition.kind === 'scalar') return evaluate(isTrue(condition) ? yes : no, scope);
  const arms = [true, false].flatMap((truth): Option[] => {
    const node = truth ? yes : no;
    const picks = consequences(name, truth, scope, evaluate);
    const value = evaluate(node, assume(scope, picks)) ?? scalar(null, locate(scope, node.range));
    return under(value, { certain: false, when: truth ? name : `!${name}`, picks });
  });
  return choose(arms, at);
}
