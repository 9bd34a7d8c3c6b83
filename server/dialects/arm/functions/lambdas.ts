import type { ListValue, MapEntry, Option, Value } from '../../../core/value';
import { combine, under } from '../../values/choices';
import { type Plain, scalar, textOf } from '../../values/values';
import { type Argument, type ArmFunction, type Call, type Lambda, malformed, untold } from './call';
import { list, object } from './collections';
import { isTrue } from './logic';

/** A function of a list or object, further values, and lambdas at its end. */
function applying(
  make: (all: Plain, lambdas: readonly Lambda[], call: Call, rest: readonly Value[]) => Value,
): ArmFunction {
  return (args, call) => {
    const values = args.filter((one): one is Value => one.kind !== 'lambda');
    const lambdas = args.filter((one: Argument): one is Lambda => one.kind === 'lambda');
    const [all, ...rest] = values;
    if (!all || lambdas.length === 0) return malformed(call);
    return combine([all], call.at, ([plain]) => make(plain!, lambdas, call, rest));
  };
}

const map: ArmFunction = applying((all, [each], call) => {
  if (all.kind !== 'list') return untold(call, [all]);
  return { ...all, items: all.items.map((item, i) => each!.apply(item, scalar(i, item.at))) };
});

/** Items of which it is not known whether they pass stay, as candidates. */
const filter: ArmFunction = applying((all, [passes], call) => {
  if (all.kind !== 'list') return untold(call, [all]);
  const items = all.items.flatMap((item, i): Value[] => {
    const answer = passes!.apply(item, scalar(i, item.at));
    if (answer.kind === 'scalar') return isTrue(answer) ? [item] : [];
    const options: Option[] = under(item, { certain: false });
    return [{ kind: 'choice', at: item.at, options }];
  });
  return { ...all, items };
});

const reduce: ArmFunction = applying((all, [combineTwo], call, [start]) => {
  if (all.kind !== 'list' || all.open) return untold(call, [all]);
  return all.items.reduce<Value>(
    (sum, item, i) => combineTwo!.apply(sum, item, scalar(i, item.at)),
    start ?? scalar(null, call.at),
  );
});

/** Where it is not known which comes first, the order stays as it is and is not relied on. */
const sort: ArmFunction = applying((all, [before], call) => {
  if (all.kind !== 'list') return untold(call, [all]);
  let sure = !all.open;
  const items = all.items.toSorted((a, b) => {
    const [ab, ba] = [before!.apply(a, b), before!.apply(b, a)];
    if (ab.kind !== 'scalar' || ba.kind !== 'scalar') sure = false;
    return isTrue(ab) === isTrue(ba) ? 0 : isTrue(ab) ? -1 : 1;
  });
  return { ...all, items: sure ? items : all.items, ...(!sure && { unordered: true }) } satisfies ListValue;
});

const toObject: ArmFunction = applying((all, [keyOf, contentOf], call) => {
  if (all.kind !== 'list') return object(new Map(), call.at, untold(call, [all]));
  const entries = new Map<string, MapEntry>();
  let { open } = all;
  for (const item of all.items) {
    const key = keyOf!.apply(item);
    const name = textOf(key);
    if (name === undefined) open ??= untold(call, [key]);
    else entries.set(name, { key: key.at, value: contentOf ? contentOf.apply(item) : item });
  }
  return object(entries, call.at, open);
});

const groupBy: ArmFunction = applying((all, [keyOf], call) => {
  if (all.kind !== 'list') return object(new Map(), call.at, untold(call, [all]));
  const groups = new Map<string, { key: Value; items: Value[] }>();
  let { open } = all;
  for (const item of all.items) {
    const key = keyOf!.apply(item);
    const name = textOf(key);
    if (name === undefined) open ??= untold(call, [key]);
    else if (groups.has(name)) groups.get(name)!.items.push(item);
    else groups.set(name, { key, items: [item] });
  }
  const entries = [...groups].map(
    ([name, { key, items }]) => [name, { key: key.at, value: list(items, call.at, open) }] as const,
  );
  return object(new Map(entries), call.at, open);
});

const mapValues: ArmFunction = applying((all, [each], call) => {
  if (all.kind !== 'map') return untold(call, [all]);
  const entries = [...all.entries].map(
    ([name, entry]) => [name, { ...entry, value: each!.apply(entry.value) }] as const,
  );
  return { ...all, entries: new Map(entries) };
});

export const lambdas: Readonly<Record<string, ArmFunction>> = {
  map,
  filter,
  reduce,
  sort,
  toObject,
  groupBy,
  mapValues,
};
