import type { Evaluation } from '../../core/evaluation';
import type { Resource, UnknownValue } from '../../core/resource';
import type { Location } from '../../core/source';
import { type ListValue, type MapEntry, type MapValue, through, type Value } from '../../core/value';
import type { TreeFile } from '../../syntax/tree/node';
import { mapOf, nodeAt } from '../kubernetes/node-value';
import type { Chart } from './charts';
import { type Dependency, dependenciesOf, isOn, withoutDisabled } from './dependencies';
import { type ImageValue, imagesIn } from './images';
import { mapUnder, overlaid, textUnder } from './merge';

/**
 * A chart as one resource of type `chart`. Its body holds `values` of each of its runs, `images` and `repositories`: what
 * all its runs would pull, each at its deciding text; what only some runs say is uncertain.
 * Its templates are not rendered: that is said once.
 */
export function evaluateChart(chart: Chart, tree: (path: string) => TreeFile | undefined): Evaluation {
  const inputs = new Set<string>();
  const read = (path: string | undefined): MapValue | undefined => {
    if (path === undefined) return undefined;
    inputs.add(path);
    return documentOf(tree(path), path);
  };
  const about = read(chart.path) ?? empty(chart.path);
  const dependencies = [
    ...dependenciesOf(about),
    ...dependenciesOf(read(chart.requirements) ?? empty(chart.path)),
  ];
  const runs = runsOf(chart, about, read);
  const name = String(textUnder(about, 'name')?.value ?? chart.folder.split('/').at(-1) ?? '');
  const header = headerOf(chart, tree(chart.path));
  const unknowns: UnknownValue[] =
    chart.templates > 0
      ? [
          {
            at: header,
            what: { key: 'helm.chart', args: { name } },
            reason: { key: 'helm.chart-not-judged', args: { name } },
            settle: { key: 'helm.chart-not-judged.settle' },
          },
        ]
      : [];
  const body = new Map<string, MapEntry>([
    [
      'values',
      entry(
        {
          kind: 'list',
          at: header,
          items: runs.map(({ file, values }) => {
            const used = withoutDisabled(values, dependencies);
            return file === undefined ? used : uncertain(used, file);
          }),
        },
        header,
      ),
    ],
    [
      'images',
      entry(
        gathered(runs, (run) => imagesIn(withoutDisabled(run.values, dependencies)), header),
        header,
      ),
    ],
    [
      'repositories',
      entry(
        gathered(runs, (run) => repositoriesIn(run.values, dependencies), header),
        header,
      ),
    ],
  ]);
  const resource: Resource = {
    id: `helm ${chart.folder} Chart/${name}`,
    address: `Chart/${name}`,
    dialect: 'helm',
    kind: 'chart',
    type: 'chart',
    header,
    extent: about.at,
    body: { kind: 'map', at: about.at, entries: body },
    certain: true,
    library: false,
    scope: chart.folder,
  };
  return { resources: [resource], unknowns, problems: [], inputs };
}

/** One way of installing the chart: with its own values alone, or with one more file. */
interface Run {
  /** Absent for the first, which loads no further file. */
  readonly file?: string;
  readonly values: MapValue;
}

function runsOf(
  chart: Chart,
  about: MapValue,
  read: (path: string | undefined) => MapValue | undefined,
): Run[] {
  const own = read(chart.values) ?? empty(chart.path);
  const further = chart.runs.map((file) => ({ file, over: read(file) }));
  const base = underParent(chart, about, own, read);
  if (!base) return [];
  return [
    { values: base },
    ...further.flatMap(({ file, over }) => (over ? [{ file, values: overlaid(base, over) }] : [])),
  ];
}

/** A carried chart's values as its carrier sets them; nothing where the carrier switches it off. */
function underParent(
  { parent }: Chart,
  about: MapValue,
  own: MapValue,
  read: (path: string | undefined) => MapValue | undefined,
): MapValue | undefined {
  if (!parent) return own;
  const carrier = read(parent.path) ?? empty(parent.path);
  const values = underParent(parent, carrier, read(parent.values) ?? empty(parent.path), read);
  if (!values) return undefined;
  const name = String(textUnder(about, 'name')?.value ?? '');
  const uses = [
    ...dependenciesOf(carrier),
    ...dependenciesOf(read(parent.requirements) ?? empty(parent.path)),
  ];
  const use = uses.find((one) => one.key === name);
  if (use && !isOn(use, values)) return undefined;
  const set = mapUnder(values, name);
  const global = values.entries.get('global');
  const over = new Map<string, MapEntry>([
    ...(set?.entries ?? []),
    ...(global ? [['global', global] as const] : []),
  ]);
  return overlaid(own, { ...own, entries: over });
}

function repositoriesIn(values: MapValue, dependencies: readonly Dependency[]): readonly ImageValue[] {
  return dependencies.flatMap((one) => {
    const { repository } = one;
    if (repository?.kind !== 'scalar' && repository?.kind !== 'unknown') return [];
    return isOn(one, values) ? [repository] : [];
  });
}

/** What the runs find, each deciding text once: certain where the run without further files finds it. */
function gathered(runs: readonly Run[], find: (run: Run) => readonly ImageValue[], at: Location): ListValue {
  const items = new Map<string, Value>();
  for (const run of runs) {
    for (const image of find(run)) {
      const key = `${image.at.path}:${image.at.range.start}`;
      if (items.has(key)) continue;
      const step = { step: 'values' as const, name: nameOf(image.at.path), at: image.at };
      const value = image.at.path.endsWith('Chart.yaml') ? image : through(image, step);
      items.set(key, run.file === undefined ? value : uncertain(value, run.file));
    }
  }
  return { kind: 'list', at, items: [...items.values()] };
}

function uncertain(value: ImageValue | MapValue, file: string): Value {
  const picks = new Map([['values', file]]);
  return {
    kind: 'choice',
    at: value.at,
    options: [{ value, certain: false, when: nameOf(file), picks }],
  };
}

function headerOf({ path }: Chart, file: TreeFile | undefined): Location {
  const name = nodeAt(file?.documents[0], 'name');
  return { path, range: name?.kind === 'scalar' ? name.content : { start: 0, end: 0 } };
}

function documentOf(file: TreeFile | undefined, path: string): MapValue | undefined {
  const [document] = file?.documents ?? [];
  return document?.kind === 'mapping' ? mapOf(document, { path }) : undefined;
}

function empty(path: string): MapValue {
  return { kind: 'map', at: { path, range: { start: 0, end: 0 } }, entries: new Map() };
}

function entry(value: Value, key: Location): MapEntry {
  return { key, value };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
