import type { CopySpec, HolderSpec, KeySpec, PlaceSpec, ProgramSpec } from '../types';
import { pascalPath, snake, snakePath } from './case';
import type { CloudFormation, WrittenFile, WrittenKey, WrittenPlace, WrittenRow } from './written';

/** CloudFormation has no providers: a stack's region is told by whoever deploys it. */
export function cloudFormationRow(row: WrittenRow, override: CloudFormation, file: WrittenFile): WrittenRow {
  const { type: _, ...rest } = override;
  const { also: __, aka: ___, tags, ...base } = row;
  return {
    ...renamed(base, file, pascalPath),
    ...(tags && { tags: { at: 'Tags', shape: 'list' } }),
    ...rest,
  };
}

/** The `awscc` provider is CloudFormation in snake case: `AWS::RDS::DBInstance` -> `awscc_rds_db_instance`. */
export function cloudControlType(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snake(name)}`;
}

export function cloudControlRow(row: WrittenRow, file: WrittenFile): WrittenRow {
  const { tags, place, ...base } = row;
  return {
    ...renamed(base, file, snakePath),
    place: [...places(place ?? [], snakePath).map(ofControl), 'provider.region'],
    ...(tags && typeof tags === 'object' && { tags: { ...tags, at: snakePath(tags.at) } }),
  };
}

function ofControl(spec: PlaceSpec): PlaceSpec {
  return spec.members === undefined ? spec : { ...spec, members: cloudControlType(spec.members) };
}

type Rename = (path: string) => string;

function renamed(row: Omit<WrittenRow, 'tags'>, file: WrittenFile, rename: Rename): WrittenRow {
  return {
    ...row,
    place: places(row.place ?? file.defaults?.place ?? [], rename),
    ...(row.copies && { copies: row.copies.map((copy) => renamedCopy(copy, rename)) }),
    ...(row.key && { key: renamedKey(row.key, rename) }),
    ...(row.holder && { holder: renamedHolder(row.holder, rename) }),
    ...(row.images && { images: row.images.map(rename) }),
    ...(row.packages && {
      packages: row.packages.map(({ at, when }) => ({
        at: rename(at),
        ...(when && { when: wanted(when, rename) }),
      })),
    }),
    ...(row.programs && { programs: row.programs.map((program) => renamedProgram(program, rename)) }),
    ...(row.services && { services: row.services.map((one) => ({ ...one, at: rename(one.at) })) }),
    ...(row.models && { models: row.models.map((one) => ({ ...one, at: rename(one.at) })) }),
    ...(row.principals && { principals: row.principals.map((one) => ({ ...one, at: rename(one.at) })) }),
  };
}

function renamedProgram(program: ProgramSpec, rename: Rename): ProgramSpec {
  const { at, image, environment, arguments: words } = program;
  return {
    ...program,
    ...(at !== undefined && { at: rename(at) }),
    ...(image !== undefined && { image: rename(image) }),
    ...(words && { arguments: words.map(rename) }),
    ...(environment && {
      environment: environment.map(({ at, shape, name = 'name', value = 'value' }) => ({
        ...(at !== undefined && { at: rename(at) }),
        shape,
        name: rename(name),
        value: rename(value),
      })),
    }),
  };
}

function places(specs: readonly WrittenPlace[], rename: Rename): PlaceSpec[] {
  return specs
    .map((spec): PlaceSpec => (typeof spec === 'string' ? { at: spec } : spec))
    .filter(({ at }) => at !== 'region' && !at.startsWith('provider.'))
    .map((spec) => ({
      ...spec,
      at: rename(spec.at),
      ...(spec.primary !== undefined && { primary: rename(spec.primary) }),
      ...(spec.necessary && { necessary: renamedNecessity(spec.necessary, rename) }),
    }));
}

type Necessity = NonNullable<PlaceSpec['necessary']>;

/** Who else names it is said of Terraform's types alone. */
function renamedNecessity({ namedBy: _, ...necessary }: Necessity, rename: Rename): Necessity {
  const { when, with: named } = necessary;
  return {
    ...necessary,
    ...(when && { when: wanted(when, rename) }),
    ...(named !== undefined && { with: rename(named) }),
  };
}

/** Values that arguments must have, by the arguments' paths. */
function wanted<T>(when: Readonly<Record<string, T>>, rename: Rename): Record<string, T> {
  return Object.fromEntries(Object.entries(when).map(([path, value]) => [rename(path), value]));
}

function renamedCopy(copy: CopySpec, rename: Rename): CopySpec {
  const { place, target, primary, unless, when, redundancy } = copy;
  return {
    ...copy,
    ...(place !== undefined && { place: rename(place) }),
    ...(target !== undefined && { target: rename(target) }),
    ...(primary !== undefined && { primary: rename(primary) }),
    ...(unless && { unless: unless.map(rename) }),
    ...(when && { when: wanted(when, rename) }),
    ...(redundancy && { redundancy: renamedRedundancy(redundancy, rename) }),
  };
}

function renamedRedundancy(
  redundancy: NonNullable<CopySpec['redundancy']>,
  rename: Rename,
): NonNullable<CopySpec['redundancy']> {
  const { at, when } = redundancy;
  return { ...redundancy, at: rename(at), ...(when && { when: wanted(when, rename) }) };
}

function renamedKey(key: WrittenKey, rename: Rename): WrittenKey {
  const { linked: _, account: __, ...rest } = key;
  const at = typeof key.at === 'string' ? [key.at] : key.at;
  return {
    ...rest,
    at: at.map(rename),
    ...(key.encrypted && { encrypted: rename(key.encrypted) }),
    ...(key.unless && { unless: key.unless.map(rename) }),
    ...(key.when && { when: wanted(key.when, rename) }),
  } satisfies Omit<KeySpec, 'linked'>;
}

function renamedHolder(holder: HolderSpec, rename: Rename): HolderSpec {
  const levels = holder.levels?.map((level) => ({
    ...level,
    at: rename(level.at),
    ...(level.endpoint !== undefined && { endpoint: rename(level.endpoint) }),
    ...(level.through !== undefined && { through: rename(level.through) }),
  }));
  return {
    ...holder,
    ...(levels && { levels }),
    ...(holder.in !== undefined && { in: rename(holder.in) }),
    ...(holder.of && { of: holder.of.map(rename) }),
  };
}
