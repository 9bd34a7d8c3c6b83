import type { Edit, Fix } from '../../core/finding';
import { isHcl } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { FixContext } from './index';
import { insertEntry } from './insertion';
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
      const quoted = /^(true|false|\d+)$/.test(setting.fix) ? setting.fix : JSON.stringify(setting.fix);
      const written = isHcl(resource.dialect) ? quoted : setting.fix;
      const edit = insertEntry(resource.body, name!, written, resource.dialect, text);
      if (!edit) return undefined;
      edits.push(edit);
    } else if (edits.length === 0) {
      if (textAt(at, context) !== String(properties.value)) return undefined;
      edits.push({ at, newText: setting.fix });
    }
  }
  return title && { title, safety: 'unsafe', edits };
}
