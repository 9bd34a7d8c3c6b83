import type { Unknown } from '../../core/value';
import { matchGlob } from '../policy/glob';
import type { FacetContext, SettingSpec } from '../types';
import { nowhere } from './reading';
import { written } from './select';

/** That something in the tree may set for all of a kind what leaving their place out means. */
export function placeOfSetting(
  settings: readonly SettingSpec[] | undefined,
  context: FacetContext,
): Unknown | undefined {
  for (const { type, at, value: glob } of settings ?? []) {
    const setting = context.ask({ by: 'type', of: type }).find(({ body }) => {
      if (at === undefined || glob === undefined) return true;
      return written(body, at).some(
        ({ value }) => value.kind !== 'scalar' || matchGlob(glob, String(value.value)),
      );
    });
    if (setting) return nowhere({ at: setting.header }, 'facets.place-of-setting', {});
  }
  return undefined;
}
