import type { CopySpec, HolderSpec, KeySpec, PlaceSpec, ProgramSpec } from '../types';
import type { WrittenKey, WrittenPlace, WrittenRow } from './written';

/** How another language writes a row's paths. */
export interface Renaming {
  /** A path from the resource's body. */
  readonly path: (path: string) => string;
  /** A path from inside something that another path leads to. */
  readonly inner: (path: string) => string;
}

/** A row with its paths as another language writes them. What links to it is left out: those are the first language's types. */
export function renamed(row: Omit<WrittenRow, 'tags' | 'place'>, renaming: Renaming): WrittenRow {
  const at = <Spec extends Placed>(spec: Spec): Spec => ({
    ...spec,
    ...(spec.at !== undefined && { at: renaming.path(spec.at) }),
    ...(spec.when && { when: keysRenamed(spec.when, renaming) }),
    ...(spec.unless && { unless: keysRenamed(spec.unless, renaming) }),
  });
  return {
    ...row,
    ...(row.copies && { copies: row.copies.map((copy) => renamedCopy(copy, renaming)) }),
    ...(row.key && { key: renamedKey(row.key, renaming) }),
    ...(row.holder && { holder: renamedHolder(row.holder, renaming) }),
    ...(row.images && { images: row.images.map(renaming.path) }),
    ...(row.packages && { packages: row.packages.map(at) }),
    ...(row.programs && { programs: row.programs.map((program) => renamedProgram(program, renaming)) }),
    ...(row.services && { services: row.services.map(at) }),
    ...(row.accelerator && { accelerator: row.accelerator.map(at) }),
    ...(row.models && { models: row.models.map(at) }),
    ...(row.guards && {
      guards: row.guards.map((guard) => ({
        ...at(guard),
        ...(guard.beside && { beside: keysRenamed(guard.beside, { ...renaming, path: renaming.inner }) }),
        ...(guard.named && { named: { ...guard.named, at: renaming.path(guard.named.at) } }),
      })),
    }),
    ...(row.confidential && { confidential: row.confidential.map(at) }),
    ...(row.principals && { principals: row.principals.map(at) }),
  };
}

interface Placed {
  readonly at?: string;
  readonly when?: Readonly<Record<string, string>>;
  readonly unless?: Readonly<Record<string, string>>;
}

function keysRenamed<T>(when: Readonly<Record<string, T>>, { path }: Renaming): Record<string, T> {
  return Object.fromEntries(Object.entries(when).map(([at, value]) => [path(at), value]));
}

/** A program's own paths begin at `at`, or at the body where that is the program. */
function renamedProgram(program: ProgramSpec, renaming: Renaming): ProgramSpec {
  const { at, image, environment, from, more, arguments: words } = program;
  const { path, inner } = renaming;
  const own = at === undefined ? path : inner;
  return {
    ...program,
    ...(at !== undefined && { at: path(at) }),
    ...(image !== undefined && { image: own(image) }),
    ...(from !== undefined && { from: own(from) }),
    ...(more && { more: more.map(own) }),
    ...(words && { arguments: words.map(own) }),
    ...(environment && {
      environment: environment.map(({ at, name = 'name', value = 'value', held, ...rest }) => ({
        ...rest,
        ...(at !== undefined && { at: own(at) }),
        name: inner(name),
        value: inner(value),
        ...(held !== undefined && { held: inner(held) }),
      })),
    }),
  };
}

/** The places but for those that a provider block tells. */
export function placesOf(specs: readonly WrittenPlace[], renaming: Renaming): PlaceSpec[] {
  const { path, inner } = renaming;
  return specs
    .map((spec): PlaceSpec => (typeof spec === 'string' ? { at: spec } : spec))
    .filter(({ at }) => at !== 'region' && !at.startsWith('provider.'))
    .map((spec) => ({
      ...spec,
      at: path(spec.at),
      ...(spec.primary !== undefined && { primary: inner(spec.primary) }),
      ...(spec.necessary && { necessary: renamedNecessity(spec.necessary, renaming) }),
    }));
}

type Necessity = NonNullable<PlaceSpec['necessary']>;

/** Who else names it is said of Terraform's types alone. */
function renamedNecessity({ namedBy: _, ...necessary }: Necessity, renaming: Renaming): Necessity {
  const { when, with: named } = necessary;
  return {
    ...necessary,
    ...(when && { when: keysRenamed(when, renaming) }),
    ...(named !== undefined && { with: renaming.path(named) }),
  };
}

function renamedCopy(copy: CopySpec, renaming: Renaming): CopySpec {
  const { place, target, from, redundancy, primary, unless, when } = copy;
  const { path, inner } = renaming;
  return {
    ...copy,
    ...(place !== undefined && { place: path(place) }),
    ...(target !== undefined && { target: path(target) }),
    ...(from !== undefined && { from: path(from) }),
    ...(primary !== undefined && { primary: inner(primary) }),
    ...(unless && { unless: unless.map(path) }),
    ...(when && { when: keysRenamed(when, renaming) }),
    ...(redundancy && {
      redundancy: {
        ...redundancy,
        at: path(redundancy.at),
        ...(redundancy.when && { when: keysRenamed(redundancy.when, renaming) }),
      },
    }),
  };
}

function renamedKey(key: WrittenKey, renaming: Renaming): WrittenKey {
  const { linked: _, account: __, ...rest } = key;
  const at = typeof key.at === 'string' ? [key.at] : key.at;
  const { path } = renaming;
  return {
    ...rest,
    at: at.map(path),
    ...(key.encrypted && { encrypted: path(key.encrypted) }),
    ...(key.unless && { unless: key.unless.map(path) }),
    ...(key.when && { when: keysRenamed(key.when, renaming) }),
  } satisfies Omit<KeySpec, 'linked'>;
}

function renamedHolder(holder: HolderSpec, { path }: Renaming): HolderSpec {
  const levels = holder.levels?.map((level) => ({
    ...level,
    at: path(level.at),
    ...(level.endpoint !== undefined && { endpoint: path(level.endpoint) }),
    ...(level.through !== undefined && { through: path(level.through) }),
  }));
  return {
    ...holder,
    ...(levels && { levels }),
    ...(holder.in !== undefined && { in: path(holder.in) }),
    ...(holder.of && { of: holder.of.map(path) }),
  };
}
