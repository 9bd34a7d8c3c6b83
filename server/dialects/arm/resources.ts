import type { Resource } from '../../core/resource';
import { candidates, entryOf, type MapEntry, type MapValue, type Value } from '../../core/value';
import { settle } from '../values/choices';
import type { Declared } from './declared';
import { evaluateMapping } from './evaluate';
import { isTrue, outcome } from './functions';
import { isDeployment } from './nested';
import { lookUp, recognised, referenceTo } from './references';
import { pairOf } from './template';
import { unknown } from './unknowns';

/** What says how and whether a resource is declared, and no part of it. */
const DECLARING = new Set([
  'type',
  'apiversion',
  'copy',
  'condition',
  'dependson',
  'comments',
  'resources',
  'existing',
]);
/** What a deployment deploys is declared by itself. */
const OF_DEPLOYMENT = new Set([...DECLARING, 'properties']);

/** The resource that a declaration makes; nothing where its condition certainly keeps it from being made. */
export function resourceOf(declared: Declared, certain: boolean): Resource | undefined {
  const existence = existenceOf(declared);
  if (!existence) return undefined;
  const { id, address, type, header, extent, scope, existing } = declared;
  return {
    id,
    address,
    dialect: 'arm',
    kind: existing ? 'data' : 'resource',
    type,
    provider: 'azure',
    header,
    extent,
    body: settle(bodyOf(declared), existence.picks) as MapValue,
    certain: certain && declared.certain && existence.certain,
    library: false,
    scope: scope.template.path,
  };
}

interface Existence {
  readonly certain: boolean;
  /** What is decided where it is made. */
  readonly picks: ReadonlyMap<string, string>;
}

function existenceOf({ conditions }: Declared): Existence | undefined {
  let certain = true;
  const picks = new Map<string, string>();
  for (const { node, scope } of conditions) {
    const condition = scope.template.run.evaluate(node, scope);
    const ways = candidates(condition).filter(({ value }) => value.kind !== 'scalar' || isTrue(value));
    if (ways.length === 0) return undefined;
    if (condition.kind === 'scalar') continue;
    certain = false;
    if (ways.length > 1) continue;
    for (const [decision, pick] of [...(ways[0]!.picks ?? []), ...outcome(ways[0]!.value, true)]) {
      picks.set(decision, pick);
    }
  }
  return { certain, picks };
}

function bodyOf(declared: Declared): MapValue {
  const { node, scope, header, extent } = declared;
  const skip = isDeployment(declared) ? OF_DEPLOYMENT : DECLARING;
  const body = evaluateMapping(node, scope, skip);
  const entries = new Map(body.entries);
  const link = (name: string, value: Value | undefined): void => {
    if (value && !pairOf(node, name)) entries.set(name, { key: header, value } satisfies MapEntry);
  };
  link('parent', parentOf(declared));
  link('scope', extended(declared));
  const scoped = entryOf(body, 'scope');
  if (scoped) entries.set('scope', { ...scoped, value: recognised(scoped.value, scope) });
  return { ...body, entries, header, extent };
}

/** The resource that this one is a part of. */
function parentOf({ type, name, within, scope, header }: Declared): Value | undefined {
  const types = type.split('/').slice(0, -1);
  if (types.length < 2) return undefined;
  if (within && within.type === types.join('/')) return referenceTo(within, header);
  const names = name?.split('/').slice(0, -1);
  const parent = names && lookUp(scope.template.run, types.join('/'), names.join('/'));
  return parent
    ? referenceTo(parent, header)
    : unknown(header, 'outside', { name: types.join('/') }, 'outside');
}

/** What it extends, where its type says so the older way. */
function extended({ extends: target, scope, header }: Declared): Value | undefined {
  if (!target) return undefined;
  const found = target.name === undefined ? undefined : lookUp(scope.template.run, target.type, target.name);
  return found ? referenceTo(found, header) : unknown(header, 'outside', { name: target.type }, 'outside');
}
