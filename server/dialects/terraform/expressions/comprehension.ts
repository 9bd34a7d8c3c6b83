import type { Location } from '../../../core/source';
import type { MapEntry, Unknown, Value } from '../../../core/value';
import type { Expression, ForExpression, TemplateFor, TemplatePart } from '../../../syntax/hcl/ast';
import { disorder, iterate } from './access';
import { combine } from './choices';
import { convert } from './conversion';
import { bind, type Scope } from './scope';
import { concatenate } from './template';
import {
  derived,
  failure,
  isFailure,
  isNull,
  list,
  MAX_ELEMENTS,
  map,
  type Plain,
  scalar,
  unknown,
} from './values';

type Evaluate = (expression: Expression, scope: Scope) => Value;

/** `[for …]` and `{for …}`. Items under a condition that cannot be decided are left to `open`. */
export function evaluateFor(expression: ForExpression, scope: Scope, evaluate: Evaluate): Value {
  const at: Location = { path: scope.path, range: expression.range };
  return combine([evaluate(expression.collection, scope)], at, ([collection]) => {
    const walk = iterations(expression, collection!, scope, at);
    if ('kind' in walk) return walk;
    let { open } = walk;
    let shifted = walk.shifted;
    const kept: Scope[] = [];
    for (const inner of walk.scopes) {
      const keep = expression.condition
        ? convert(evaluate(expression.condition, inner), { kind: 'bool' })
        : undefined;
      if (keep === undefined || (keep.kind === 'scalar' && keep.value === true)) {
        // Behind an element that may be left out no index is known.
        if (open !== walk.open) shifted = true;
        kept.push(inner);
      } else if (isFailure(keep)) return keep;
      else if (isNull(keep)) return failure('null', keep.at);
      else if (keep.kind !== 'scalar')
        open ??= unknown('filter', { path: scope.path, range: expression.condition!.range });
    }
    const values = kept.map((inner) => evaluate(expression.value, inner));
    if (expression.form === 'tuple')
      return list(values, at, { ...(open && { open }), ...(shifted && { unordered: true }) });
    const keys = kept.map((inner) => convert(evaluate(expression.key!, inner), { kind: 'string' }));
    return combine(keys, at, (plain) => object(expression, plain, values, open, at));
  });
}

function object(
  expression: ForExpression,
  keys: readonly Plain[],
  values: readonly Value[],
  open: Unknown | undefined,
  at: Location,
): Value {
  const groups = new Map<string, { key: Location; values: Value[] }>();
  let more = open;
  for (const [i, key] of keys.entries()) {
    if (isFailure(key)) return key;
    if (key.kind === 'unknown') {
      more ??= unknown('key', key.at);
      continue;
    }
    if (key.kind !== 'scalar' || isNull(key)) return failure('key-type', key.at);
    const name = String(key.value);
    const group = groups.get(name);
    if (!group) groups.set(name, { key: key.at, values: [values[i]!] });
    else if (expression.grouped) group.values.push(values[i]!);
    else return failure('duplicate', key.at, { name });
  }
  const entries = new Map<string, MapEntry>();
  for (const [name, group] of groups)
    entries.set(name, {
      key: group.key,
      value: expression.grouped ? list(group.values, at) : group.values[0]!,
    });
  return map(entries, at, { ...(more && { open: more }) });
}

/** A scope for each element, and why there may be more. */
function iterations(
  names: Pick<ForExpression, 'keyName' | 'valueName' | 'range'>,
  collection: Plain,
  scope: Scope,
  at: Location,
): { scopes: Scope[]; open: Unknown | undefined; shifted: boolean } | Unknown {
  const pairs = iterate(collection, at);
  if ('kind' in pairs) return pairs;
  const hidden =
    collection.kind === 'list'
      ? (disorder(collection) ?? collection.open)
      : collection.kind === 'map'
        ? collection.open
        : undefined;
  const open = pairs.length > MAX_ELEMENTS ? unknown('limit', at, { limit: MAX_ELEMENTS }) : hidden;
  const scopes = pairs.slice(0, MAX_ELEMENTS).map(([key, value], i) => {
    const bindings = new Map([[names.valueName.name, value]]);
    if (names.keyName) bindings.set(names.keyName.name, key);
    const label = key.kind === 'scalar' ? String(key.value) : String(i);
    return bind(scope, bindings, `${scope.path}:${names.range.start}[${label}]`);
  });
  return { scopes, open, shifted: collection.kind === 'list' && disorder(collection) !== undefined };
}

/** `%{ for … }…%{ endfor }`: the texts of all rounds, one after the other. */
export function repeatTemplate(
  part: TemplateFor,
  scope: Scope,
  evaluate: Evaluate,
  render: (parts: readonly TemplatePart[], scope: Scope) => Value,
): Value {
  const at: Location = { path: scope.path, range: part.range };
  return combine([evaluate(part.collection, scope)], at, ([collection]) => {
    const walk = iterations(part, collection!, scope, at);
    if ('kind' in walk) return walk;
    if (walk.shifted) return derived(walk.open!);
    const rounds = walk.scopes.map((inner) => render(part.body, inner));
    if (rounds.length === 0 && !walk.open) return scalar('', at);
    return concatenate(walk.open ? [...rounds, walk.open] : rounds, at);
  });
}
