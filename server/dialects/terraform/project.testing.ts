import { memoryHost } from '../../core/host.memory';
import type { Resource } from '../../core/resource';
import { type Location, lineStarts, positionAt } from '../../core/source';
import { type Hop, hops, type Option, type Value } from '../../core/value';
import { evaluateRun, openTerraform, parseTerraform, runs, type TerraformTree } from '.';

/** A little project in memory, for tests: what its runs come to, as text. */
export interface Described {
  readonly tree: TerraformTree;
  /** Keys of the runs. */
  readonly runs: readonly string[];
  /** Of a run's resources, their addresses in order. */
  addresses(run?: string): readonly string[];
  resource(address: string, run?: string): Resource | undefined;
  /** `aws_s3_bucket.a region` -> `us-east-1 @main.tf:3:12 < provider.aws < var.region` */
  value(address: string, path: string, run?: string): string;
  /** Of the first run, where each stands and its message's key. */
  problems(): readonly string[];
}

const PLATFORMS = {
  aws: 'aws',
  awscc: 'aws',
  azurerm: 'azure',
  google: 'gcp',
  'google-beta': 'gcp',
  ncloud: 'ncloud',
};

/** @param scanned The files that are scanned; all of them unless given. */
export function describeProject(
  files: Readonly<Record<string, string>>,
  scanned?: readonly string[],
): Described {
  const host = memoryHost(files);
  const read = (path: string) => {
    const result = host.read(path);
    return 'text' in result ? parseTerraform(path, result.text) : undefined;
  };
  const tree = openTerraform(scanned ?? Object.keys(files), read, host, PLATFORMS);
  const all = runs(tree);
  const evaluations = new Map(all.map((run) => [run.key, evaluateRun(tree, run)]));
  const of = (run = all[0]?.key ?? '') => evaluations.get(run)?.resources ?? [];
  const find = (address: string, run?: string) => of(run).find((one) => one.address === address);
  return {
    tree,
    runs: all.map((run) => run.key),
    addresses: (run) => of(run).map((one) => one.address),
    resource: find,
    problems: () =>
      (evaluations.get(all[0]?.key ?? '')?.problems ?? []).map(
        ({ path, range, message }) => `${where({ path, range: range! }, files)} ${message.key}`,
      ),
    value(address, path, run) {
      const resource = find(address, run);
      if (!resource) return 'no resource';
      let value: Value | undefined = resource.body;
      for (const step of path.split('.')) value = value && memberOf(value, step);
      return value ? render(value, files) : 'absent';
    },
  };
}

function memberOf(value: Value, step: string): Value | undefined {
  if (value.kind === 'map') return value.entries.get(step)?.value ?? value.open;
  if (value.kind === 'list') return value.items[Number(step)] ?? value.open;
  return value;
}

/** A value as text: `?` marks what a run may not reach, `…` what may hold more; hops follow `<`. */
export function render(value: Value, files: Readonly<Record<string, string>>): string {
  const way = hops(value.trace)
    .map((hop) => ` < ${hop.name}`)
    .join('');
  switch (value.kind) {
    case 'scalar':
      return `${value.sensitive ? '(sensitive)' : JSON.stringify(value.value)} @${where(value.at, files)}${way}`;
    case 'unknown':
      return `unknown ${value.reason.key.replace('terraform.', '')}${way}`;
    case 'choice':
      return value.options.map((option) => renderOption(option, files)).join(' | ');
    case 'list':
      return `[${[...value.items.map((item) => render(item, files)), ...(value.open ? ['…'] : [])].join(', ')}]${way}`;
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${key}: ${render(entry.value, files)}`);
      return `{${[...entries, ...(value.open ? ['…'] : [])].join(', ')}}${way}`;
    }
  }
}

function renderOption(option: Option, files: Readonly<Record<string, string>>): string {
  return `${render(option.value, files)}${option.certain ? '' : '?'}`;
}

/** `main.tf:3:12`, counted from 1. */
export function where({ path, range }: Location, files: Readonly<Record<string, string>>): string {
  const { line, character } = positionAt(lineStarts(files[path] ?? ''), range.start);
  return `${path}:${line + 1}:${character + 1}`;
}

/** Where each hop stands. */
export function places(trace: Hop | undefined, files: Readonly<Record<string, string>>): string[] {
  return hops(trace).map((hop) => `${hop.name} ${where(hop.at, files)}`);
}

/** One row of a test table: files, and what values, addresses, governors or runs they come to. */
export interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Of this run; the first unless given. */
  readonly run?: string;
  /** `address path` -> rendered value. */
  readonly values?: Readonly<Record<string, string>>;
  /** Address -> address of its governor, or the reason why there is none. */
  readonly governors?: Readonly<Record<string, string>>;
  /** All addresses, `?` after what a run may not create. */
  readonly addresses?: readonly string[];
  readonly runs?: readonly string[];
}

/** What a case's files really come to, in the shape of its expectations. */
export function actual(one: Case): Partial<Case> {
  const project = describeProject(one.files);
  const governor = (address: string) => {
    const resource = project.resource(address, one.run);
    return resource?.governor?.split('#')[1] ?? resource?.ungoverned?.reason.key ?? 'none';
  };
  const split = (key: string) => key.split(' ') as [string, string];
  return {
    title: one.title,
    files: one.files,
    ...(one.run !== undefined && { run: one.run }),
    ...(one.values && {
      values: mapped(one.values, (key) => project.value(...split(key), one.run)),
    }),
    ...(one.governors && { governors: mapped(one.governors, governor) }),
    ...(one.addresses && {
      addresses: project
        .addresses(one.run)
        .map((address) => `${address}${project.resource(address, one.run)!.certain ? '' : '?'}`),
    }),
    ...(one.runs && { runs: project.runs }),
  };
}

function mapped(
  expected: Readonly<Record<string, string>>,
  value: (key: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.keys(expected).map((key) => [key, value(key)]));
}
