import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import { candidates, type MapValue, type Scalar, through, type Unknown, type Value } from '../../core/value';
import type { CatalogRow, EnvironmentSpec, FacetContext, ProgramSpec } from '../types';
import { chartPrograms } from './charts';
import { referredTo } from './placing';
import { isEndpointName } from './purposes';
import { nowhere } from './reading';
import { rowOf } from './row';
import { type Found, isLeftOut, select, written } from './select';

/** A program as the code describes it: what it is, its environment, its command line. */
export interface Program {
  readonly spec: ProgramSpec;
  readonly image?: Found;
  readonly variables: readonly Variable[];
  /** Why there may be further variables: a part of its environment cannot be told. */
  readonly open?: Unknown;
  /** The words of its command line. */
  readonly words: readonly Found[];
}

export interface Variable {
  readonly name: string;
  /** The name as it is written, with the way to it. */
  readonly written: Value;
  /** Absent where the value is taken from elsewhere: a secret, a field. */
  readonly value?: Value;
  readonly certain: boolean;
}

/** The programs that a resource describes, by its row; what their environment is taken from is followed. */
export function programsIn(resource: Resource, row: CatalogRow, context: FacetContext): readonly Program[] {
  return [...row.programs, ...chartPrograms(row, context)].flatMap((spec) => {
    const found: Found[] =
      spec.at === undefined ? [{ value: resource.body, certain: true }] : select(resource.body, spec.at);
    const bodies = spec.anywhere ? found.flatMap((one) => below(one, spec.environment ?? [])) : found;
    return bodies.flatMap(({ value, certain }) =>
      value.kind === 'map' ? [program(value, { spec, certain, resource, context })] : [],
    );
  });
}

/** Mappings nested deeper than this are none that anybody wrote. */
const MAX_NESTING = 20;

/** The mappings with an environment, from one on downwards; what `enabled: false` switches off is left out. */
function below(found: Found, specs: readonly EnvironmentSpec[], depth = 0): Found[] {
  const { value, certain } = found;
  if (depth > MAX_NESTING || value.kind !== 'map') return [];
  const switched = value.entries.get('enabled')?.value;
  if (switched?.kind === 'scalar' && switched.value === false) return [];
  const has = ({ at, shape }: EnvironmentSpec) =>
    shape === 'names'
      ? [...value.entries.keys()].some(isVariable)
      : at !== undefined && value.entries.has(at);
  const own = specs.filter(has);
  const used = new Set(own.map(({ at }) => at));
  const inner = [...value.entries].flatMap(([name, entry]) =>
    used.has(name)
      ? []
      : select(entry.value, '').flatMap((one) =>
          below({ ...one, certain: certain && one.certain }, specs, depth + 1),
        ),
  );
  return own.length > 0 ? [found, ...inner] : inner;
}

/** What of a chart's values may be a variable: one in capitals, or one that names an endpoint (`apiBaseUrl`). */
function isVariable(name: string): boolean {
  return isCapital(name) || isEndpointName(name);
}

/** `OPENAI_BASE_URL`: at least two words, so that no abbreviation counts. */
function isCapital(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name);
}

/** Where a program stands. */
interface Setting {
  readonly spec: ProgramSpec;
  readonly certain: boolean;
  readonly resource: Resource;
  readonly context: FacetContext;
}

function program(body: MapValue, setting: Setting): Program {
  const { spec, certain } = setting;
  const held = (found: Found): Found => ({ ...found, certain: certain && found.certain });
  const environments = [
    ...(spec.environment ?? []).map((one) => environment(body, one, setting)),
    ...(spec.from === undefined ? [] : select(body, spec.from).map((one) => taken(one, setting))),
  ];
  const [image] = spec.image === undefined ? [] : written(body, spec.image).map(held);
  const [file] = (spec.more ?? []).flatMap((path) => written(body, path));
  const open =
    body.open ??
    environments.find((one) => one.open)?.open ??
    (file && nowhere(file.value, 'facets.variables-file', {}));
  return {
    spec,
    ...(image && { image }),
    variables: environments
      .flatMap(({ variables }) => variables)
      .map((variable) => ({ ...variable, certain: certain && variable.certain })),
    ...(open && { open }),
    words: (spec.arguments ?? []).flatMap((at) => written(body, at).map(held)),
  };
}

interface Environment {
  readonly variables: readonly Variable[];
  readonly open?: Unknown;
}

function environment(body: MapValue, spec: EnvironmentSpec, setting: Setting): Environment {
  if (spec.shape === 'names')
    return { variables: fromMap(body, true, spec).filter(({ name }) => isVariable(name)) };
  const found = select(body, spec.at ?? '');
  if (spec.shape === 'set') return { variables: fromSet(found) };
  const variables = found.flatMap((one) => {
    if (spec.shape === 'lines') return fromLine(one);
    if (one.value.kind !== 'map') return [];
    return spec.shape === 'map'
      ? fromMap(one.value, one.certain, spec)
      : fromPair(one.value, one.certain, spec, setting);
  });
  const open = found.flatMap(({ value }) => {
    if (value.kind === 'unknown') return [value];
    return spec.shape === 'map' && value.kind === 'map' && value.open ? [value.open] : [];
  })[0];
  return { variables, ...(open && { open }) };
}

/** All variables of the objects that an entry names: `{ prefix: A_, configMapRef: { name } }`. */
function taken({ value, certain }: Found, setting: Setting): Environment {
  if (value.kind === 'unknown') return { variables: [], open: value };
  if (value.kind !== 'map') return { variables: [] };
  const [prefix] = written(value, 'prefix');
  const before = prefix?.value.kind === 'scalar' ? String(prefix.value.value) : '';
  const objects = [...value.entries.values()].flatMap((entry) =>
    select(entry.value, 'name').map((name) => inObject(name, setting)),
  );
  const open = objects.find((one) => one.open)?.open;
  return {
    variables: objects.flatMap(({ variables }) =>
      variables.map((one) => ({ ...one, name: before + one.name, certain: certain && one.certain })),
    ),
    ...(open && { open }),
  };
}

/** What an object holds that a value names, if it is in the tree. */
function inObject(name: Found, setting: Setting): Environment {
  const { context } = setting;
  const target = objectNamed(name.value, setting);
  const row = target && rowOf(target, context.catalog);
  if (!row) {
    const text = name.value.kind === 'scalar' ? String(name.value.value) : '';
    return {
      variables: [],
      open:
        name.value.kind === 'unknown' ? name.value : nowhere(name.value, 'facets.no-object', { name: text }),
    };
  }
  const programs = programsIn(target, row, context);
  const hop = { step: 'resource', name: target.address, at: name.value.at } as const;
  const open = programs.find((one) => one.open)?.open;
  return {
    variables: programs
      .flatMap(({ variables }) => variables)
      .map((one) => ({
        ...one,
        written: through(one.written, hop),
        ...(one.value && { value: through(one.value, hop) }),
        certain: name.certain && one.certain,
      })),
    ...(open && { open }),
  };
}

/** The object behind a reference, else the one object of the module that has this name. */
function objectNamed(name: Value, { resource, context }: Setting): Resource | undefined {
  const target = referredTo(name, context);
  if (target || name.kind !== 'scalar' || resource.dialect !== 'terraform') return target;
  const objects = context
    .ask({ by: 'scope', of: resource.scope })
    .filter(
      (one) =>
        rowOf(one, context.catalog)?.programs.some(({ partial }) => partial) &&
        written(one.body, 'metadata.name').some(
          ({ value }) => value.kind === 'scalar' && value.value === name.value,
        ),
    );
  return objects.length === 1 ? objects[0] : undefined;
}

function fromMap({ entries }: MapValue, certain: boolean, { withheld }: EnvironmentSpec): Variable[] {
  return [...entries].map(([name, { key, value }]) => ({
    name,
    written: { kind: 'scalar', at: key, value: name },
    ...(!withheld && { value }),
    certain,
  }));
}

function fromPair(map: MapValue, certain: boolean, spec: EnvironmentSpec, setting: Setting): Variable[] {
  const { entries } = map;
  const named = entries.get(spec.name ?? 'name')?.value;
  const value = entries.get(spec.value ?? 'value')?.value ?? heldElsewhere(map, spec, setting);
  if (!named) return [];
  return candidates(named).flatMap((one): Variable[] => {
    if (one.value.kind !== 'scalar' || typeof one.value.value !== 'string') return [];
    return [
      {
        name: one.value.value,
        written: one.value,
        ...(value && { value }),
        certain: certain && one.certain,
      },
    ];
  });
}

/** The value that an entry takes from one key of an object in the tree. */
function heldElsewhere(map: MapValue, { held }: EnvironmentSpec, setting: Setting): Value | undefined {
  const [reference] = held === undefined ? [] : select(map, held);
  if (reference?.value.kind !== 'map') return undefined;
  const [key] = written(reference.value, 'key');
  const [name] = written(reference.value, 'name');
  if (!name || key?.value.kind !== 'scalar') return undefined;
  const { value: wanted } = key.value;
  return inObject(name, setting).variables.find((one) => one.name === wanted)?.value;
}

/** `env.NAME` with its value; or `env[0].name` with the name, and `env[0].value` with the value. */
function fromSet(found: readonly Found[]): Variable[] {
  const set = found.flatMap(({ value, certain }) => {
    const name = value.kind === 'map' ? value.entries.get('name')?.value : undefined;
    const own = value.kind === 'map' ? value.entries.get('value')?.value : undefined;
    return name?.kind === 'scalar' && own ? [{ path: String(name.value), name, own, certain }] : [];
  });
  const at = (path: string) => set.find((one) => one.path === path);
  return set.flatMap(({ path, name, own, certain }): Variable[] => {
    const last = path.slice(path.lastIndexOf('.') + 1);
    if (isCapital(last)) return [{ name: last, written: { ...name, value: last }, value: own, certain }];
    if (!/\[\d+\]\.name$/.test(path) || own.kind !== 'scalar') return [];
    const value = at(path.replace(/name$/, 'value'));
    return [{ name: String(own.value), written: own, ...(value && { value: value.own }), certain }];
  });
}

/** `NAME=value`; a name alone is taken from whoever starts the program. */
function fromLine({ value, certain }: Found): Variable[] {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
  const [name, ...rest] = value.value.split('=');
  const { parts: _, ...line } = value;
  return [
    {
      name: name!,
      written: { ...line, value: name! },
      ...(rest.length > 0 && { value: { ...line, value: rest.join('=') } satisfies Scalar }),
      certain,
    },
  ];
}

/** Whether a variable is certain to say nothing: it is set to the empty text. */
export function isEmpty({ value }: Variable): boolean {
  return value !== undefined && candidates(value).every((one) => isLeftOut(one.value));
}

/** An option's value in a command line: `--name=value`, or the word after `--name`. */
export function optionIn(
  words: readonly Found[],
  name: string,
): (Found & { readonly text: Location }) | undefined {
  for (const [i, word] of words.entries()) {
    if (word.value.kind !== 'scalar' || typeof word.value.value !== 'string') continue;
    const { parts: _, ...value } = word.value;
    const text = word.value.value;
    if (text.startsWith(`${name}=`)) {
      return { ...word, value: { ...value, value: text.slice(name.length + 1) }, text: value.at };
    }
    const next = words[i + 1];
    if (text === name && next) return { ...next, text: next.value.at };
  }
  return undefined;
}
