import type { Location } from '../../../core/source';
import {
  candidates,
  type ListValue,
  type MapEntry,
  type MapValue,
  type Option,
  type Unknown,
  type Value,
} from '../../../core/value';
import type { Expression, ForExpression, TemplateFor, TemplatePart } from '../../../syntax/hcl/ast';
import { disorder, iterate } from './access';
import { combine, join, under } from './choices';
import { convert } from './conversion';
import { type Possible, possibleMembers, withPossible } from './possible';
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
  untraced,
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
    const kept: Kept[] = [];
    const perhaps: Kept[] = [];
    for (const { scope: inner, option } of walk.rounds) {
      const keep = expression.condition
        ? convert(evaluate(expression.condition, inner), { kind: 'bool' })
        : undefined;
      if (keep === undefined || (keep.kind === 'scalar' && keep.value === true)) {
        // Behind an element that may be left out no index is known.
        if (open !== walk.open) shifted = true;
        (option ? perhaps : kept).push({ scope: inner, ...(option && { option }) });
      } else if (isFailure(keep)) return keep;
      else if (isNull(keep)) return failure('null', keep.at);
      else if (keep.kind !== 'scalar') {
        const condition = expression.condition!;
        open ??=
          keep.kind === 'unknown'
            ? untraced(keep)
            : unknown('filter', { path: scope.path, range: condition.range });
        const text = inner.text.slice(condition.range.start, condition.range.end).replace(/\s+/g, ' ');
        for (const way of keptBy(keep, text, inner)) {
          const joined = option ? join(option, way) : way;
          if (joined) perhaps.push({ scope: inner, option: joined });
        }
      }
    }
    const make = ({ scope: inner }: Kept) => evaluate(expression.value, inner);
    const values = kept.map(make);
    if (expression.form === 'tuple') {
      const made = list(values, at, { ...(open && { open }), ...(shifted && { unordered: true }) });
      if (!walk.bounded) return made;
      return withPossible(
        made,
        perhaps.map((one) => ({ value: make(one), option: one.option! })),
      );
    }
    const keyed = ({ scope: inner }: Kept) => convert(evaluate(expression.key!, inner), { kind: 'string' });
    const possible = walk.bounded
      ? perhaps.flatMap((one) => possibleUnder(keyed(one), make(one), one.option!, expression, at))
      : undefined;
    return combine(kept.map(keyed), at, (plain) => object(expression, plain, values, open, possible, at));
  });
}

/** An element that is taken, or that may be: then with what it depends on. */
interface Kept {
  readonly scope: Scope;
  readonly option?: Omit<Option, 'value'>;
}

/** The ways in which a condition that cannot be decided takes an element. */
function keptBy(keep: Value, when: string, scope: Scope): Omit<Option, 'value'>[] {
  return candidates(keep).flatMap(({ value, ...option }) => {
    if (value.kind === 'scalar') return value.value === true ? [{ ...option, certain: false }] : [];
    const picks = new Map([...(option.picks ?? []), [`${scope.instance}:${when}`, 'true'] as const]);
    return isFailure(value) ? [] : [{ certain: false, when, picks }];
  });
}

/** A member under a key with candidates, one for each. */
function possibleUnder(
  key: Value,
  value: Value,
  option: Omit<Option, 'value'>,
  { grouped }: ForExpression,
  at: Location,
): Possible[] {
  const member = grouped ? list([value], at) : value;
  return under(key, option).map(({ value: one, ...reached }) => ({
    key: one,
    value: member,
    option: reached,
  }));
}

function object(
  expression: ForExpression,
  keys: readonly Plain[],
  values: readonly Value[],
  open: Unknown | undefined,
  perhaps: readonly Possible[] | undefined,
  at: Location,
): Value {
  const groups = new Map<string, { key: Location; values: Value[] }>();
  const hidden: Possible[] = [];
  let more = open;
  for (const [i, key] of keys.entries()) {
    if (isFailure(key)) return key;
    if (key.kind === 'unknown') {
      more ??= untraced(key);
      const value = expression.grouped ? list([values[i]!], at) : values[i]!;
      hidden.push({ key, value, option: { certain: true } });
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
  return withPossible(map(entries, at, { ...(more && { open: more }) }), perhaps && [...perhaps, ...hidden]);
}

/** A scope for each element; why there may be more, and whether those are among the rounds. */
interface Walk {
  readonly rounds: readonly Kept[];
  readonly open: Unknown | undefined;
  readonly bounded: boolean;
  readonly shifted: boolean;
}

function iterations(
  names: Pick<ForExpression, 'keyName' | 'valueName' | 'range'>,
  collection: Plain,
  scope: Scope,
  at: Location,
): Walk | Unknown {
  const pairs = iterate(collection, at);
  if ('kind' in pairs) return pairs;
  const members = collection as ListValue | MapValue;
  const shifted = members.kind === 'list' ? disorder(members) : undefined;
  const cut = pairs.length > MAX_ELEMENTS;
  const open = cut ? unknown('limit', at, { limit: MAX_ELEMENTS }) : (shifted ?? members.open);
  const round = (key: Value, value: Value, i: number): Scope => {
    const bindings = new Map([[names.valueName.name, value]]);
    if (names.keyName) bindings.set(names.keyName.name, key);
    const label = key.kind === 'scalar' ? String(key.value) : String(i);
    return bind(scope, bindings, `${scope.path}:${names.range.start}[${label}]`);
  };
  const rounds: Kept[] = pairs
    .slice(0, MAX_ELEMENTS)
    .map(([key, value], i) => ({ scope: round(key, value, i) }));
  const possible = possibleMembers(members);
  for (const [i, one] of (possible ?? []).entries()) {
    const key = one.key ?? unknown('order', at);
    rounds.push({ scope: round(key, one.value, pairs.length + i), option: one.option });
  }
  return { rounds, open, bounded: possible !== undefined && !cut, shifted: shifted !== undefined };
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
    const rounds = walk.rounds
      .filter(({ option }) => !option)
      .map(({ scope: inner }) => render(part.body, inner));
    if (rounds.length === 0 && !walk.open) return scalar('', at);
    return concatenate(walk.open ? [...rounds, walk.open] : rounds, at);
  });
}
