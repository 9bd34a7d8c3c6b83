import type { Location } from '../../core/source';
import { candidates, type MapValue, type Scalar, type Value } from '../../core/value';
import type { EnvironmentSpec, ProgramSpec } from '../types';
import { type Found, isLeftOut, select, written } from './select';

/** A program as the code describes it: what it is, its environment, its command line. */
export interface Program {
  readonly spec: ProgramSpec;
  readonly image?: Found;
  readonly variables: readonly Variable[];
  /** There may be further variables: a part of its environment cannot be told. */
  readonly open: boolean;
  /** The words of its command line. */
  readonly words: readonly Found[];
  /** Objects that further variables are taken from, by name. */
  readonly from: readonly string[];
}

export interface Variable {
  readonly name: string;
  /** The name as it is written, with the way to it. */
  readonly written: Value;
  /** Absent where the value is taken from elsewhere: a secret, a field. */
  readonly value?: Value;
  readonly certain: boolean;
}

/** The programs that a body describes, by a row's specs. */
export function programsIn(body: MapValue, specs: readonly ProgramSpec[]): readonly Program[] {
  return specs.flatMap((spec) => {
    const found: Found[] = spec.at === undefined ? [{ value: body, certain: true }] : select(body, spec.at);
    return found.flatMap((one) => (one.value.kind === 'map' ? [program(one.value, spec, one.certain)] : []));
  });
}

function program(body: MapValue, spec: ProgramSpec, certain: boolean): Program {
  const held = (found: Found): Found => ({ ...found, certain: certain && found.certain });
  const environments = (spec.environment ?? []).map((one) => environment(body, one));
  const [image] = spec.image === undefined ? [] : written(body, spec.image).map(held);
  const names = spec.from === undefined ? [] : select(body, spec.from);
  return {
    spec,
    ...(image && { image }),
    variables: environments
      .flatMap(({ variables }) => variables)
      .map((variable) => ({ ...variable, certain: certain && variable.certain })),
    open: body.open !== undefined || environments.some(({ open }) => open),
    words: (spec.arguments ?? []).flatMap((at) => written(body, at).map(held)),
    from: names.flatMap(({ value }) => (value.kind === 'map' ? namesUnder(value) : [])),
  };
}

/** `{ configMapRef: { name } }` */
function namesUnder(source: MapValue): string[] {
  return [...source.entries.values()].flatMap(({ value }) => {
    const name = value.kind === 'map' ? value.entries.get('name')?.value : undefined;
    return name?.kind === 'scalar' ? [String(name.value)] : [];
  });
}

interface Environment {
  readonly variables: readonly Variable[];
  readonly open: boolean;
}

function environment(body: MapValue, spec: EnvironmentSpec): Environment {
  const found = select(body, spec.at);
  const variables = found.flatMap((one) => {
    if (spec.shape === 'lines') return fromLine(one);
    if (one.value.kind !== 'map') return [];
    return spec.shape === 'map' ? fromMap(one.value, one.certain) : fromPair(one.value, one.certain, spec);
  });
  const open = found.some(
    ({ value }) => value.kind === 'unknown' || (spec.shape === 'map' && value.kind === 'map' && value.open),
  );
  return { variables, open };
}

function fromMap({ entries }: MapValue, certain: boolean): Variable[] {
  return [...entries].map(([name, { key, value }]) => ({
    name,
    written: { kind: 'scalar', at: key, value: name },
    value,
    certain,
  }));
}

function fromPair({ entries }: MapValue, certain: boolean, spec: EnvironmentSpec): Variable[] {
  const named = entries.get(spec.name ?? 'name')?.value;
  const value = entries.get(spec.value ?? 'value')?.value;
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
