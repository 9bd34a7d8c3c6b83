import type { Edit, Fix } from '../../core/finding';
import type { Resource } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { CopySpec } from '../types';
import type { FixContext } from './index';
import { entryAt, insertAt } from './insertion';
import { textAt } from './place';

/** Writes the redundancy that stays in the region, as the catalog names it. */
export function dropGeoRedundancy(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const edits: Edit[] = [];
  let title: Fix['title'] | undefined;
  for (const { facet } of verdicts) {
    const { properties, resource, argument, row } = facet;
    const setting = row?.copies.find(
      (copy) => copy.redundancy && copy.redundancy.at === argument,
    )?.redundancy;
    if (properties.how !== 'redundancy' || !setting?.fix || !argument) return undefined;
    title ??= { key: 'fix.drop-geo-redundancy', args: { with: setting.fix } };
    if (properties.defaulted === true) {
      const text = context.text(resource.extent.path);
      if (text === undefined) return undefined;
      const path = argument.split('.');
      const name = path.pop()!;
      const entries = { ...unwritten(resource, path, setting.when), [name]: literalOf(setting.fix) };
      const made = insertAt(resource, path, entries, { kind: 'block' }, text);
      if (!made) return undefined;
      edits.push(...made);
    } else if (edits.length === 0) {
      if (textAt(at, context) !== String(properties.value)) return undefined;
      edits.push({ at, newText: setting.fix });
    }
  }
  return title && { title, safety: 'unsafe', edits };
}

function literalOf(text: string): string | boolean {
  return /^(true|false)$/.test(text) ? text === 'true' : text;
}

/** What a block that is made for the setting must say beside it: the arguments that it depends on. */
function unwritten(
  resource: Resource,
  path: readonly string[],
  when: NonNullable<CopySpec['redundancy']>['when'] = {},
): Record<string, string | boolean> {
  const beside = Object.entries(when).flatMap(([at, { is }]) => {
    const way = at.split('.');
    const name = way.pop()!;
    const here = way.join('.') === path.join('.') && !entryAt(resource, [...path, name]);
    return here ? [[name, literalOf(is)] as const] : [];
  });
  return Object.fromEntries(beside);
}
