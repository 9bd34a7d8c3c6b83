import type { Edit, Fix } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { FixContext } from './index';
import { insertArguments } from './insertion';
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
      const [name, ...rest] = argument.split('.');
      if (text === undefined || rest.length > 0) return undefined;
      const literal = /^(true|false)$/.test(setting.fix) ? setting.fix === 'true' : setting.fix;
      const made = insertArguments(resource, { [name!]: literal }, text);
      if (!made) return undefined;
      edits.push(...made);
    } else if (edits.length === 0) {
      if (textAt(at, context) !== String(properties.value)) return undefined;
      edits.push({ at, newText: setting.fix });
    }
  }
  return title && { title, safety: 'unsafe', edits };
}
