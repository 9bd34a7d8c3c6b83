import type { MapValue, Value } from '../../core/value';
import { switchAt, textUnder } from './merge';

/** A chart that a chart brings in. */
export interface Dependency {
  /** Under which its values stand. */
  readonly key: string;
  /** A URL; nothing for what lies in the tree, or behind a name that only the machine knows. */
  readonly repository?: Value;
  readonly condition?: string;
  readonly tags: readonly string[];
}

/** The dependencies that a Chart.yaml or requirements.yaml lists. */
export function dependenciesOf(chart: MapValue): readonly Dependency[] {
  const list = chart.entries.get('dependencies')?.value;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    if (item.kind !== 'map') return [];
    const key = textUnder(item, 'alias') ?? textUnder(item, 'name');
    const repository = item.entries.get('repository')?.value;
    const condition = textUnder(item, 'condition');
    const tags = item.entries.get('tags')?.value;
    return [
      {
        key: String(key?.value ?? ''),
        ...(repository && isRemote(repository) && { repository }),
        ...(condition && { condition: String(condition.value) }),
        tags:
          tags?.kind === 'list'
            ? tags.items.flatMap((tag) => (tag.kind === 'scalar' ? [String(tag.value)] : []))
            : [],
      },
    ];
  });
}

/** Helm's own rule: the first path of the condition that is set decides, else the tags, of which one must be on. */
export function isOn({ condition, tags }: Dependency, values: MapValue): boolean {
  for (const path of condition?.split(',') ?? []) {
    const set = switchAt(values, path.trim());
    if (set !== undefined) return set;
  }
  const set = tags.map((tag) => switchAt(values, `tags.${tag}`)).filter((one) => one !== undefined);
  return set.length === 0 || set.includes(true);
}

/** Values without those of the charts that are switched off. */
export function withoutDisabled(values: MapValue, dependencies: readonly Dependency[]): MapValue {
  const off = dependencies.filter((one) => !isOn(one, values)).map((one) => one.key);
  const on = dependencies.filter((one) => isOn(one, values)).map((one) => one.key);
  const entries = new Map(values.entries);
  for (const key of off) if (!on.includes(key)) entries.delete(key);
  return { ...values, entries };
}

function isRemote(repository: Value): boolean {
  if (repository.kind !== 'scalar') return repository.kind === 'unknown';
  return typeof repository.value === 'string' && /^(https?|oci):\/\//.test(repository.value);
}
