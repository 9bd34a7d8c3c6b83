import type { Reference } from '../../core/finding';
import type { LocalizedText } from '../../core/message';
import type { RuleSettings } from './configuration';

/** A jurisdiction as parameters, severities and the clauses that rules bear on: data only. */
export interface Profile {
  readonly title: LocalizedText;
  /** Profiles whose settings it takes over and changes. */
  readonly extends?: readonly string[];
  readonly home?: string;
  readonly rules?: RuleSettings;
  readonly allow?: {
    readonly countries?: readonly string[];
    readonly operators?: readonly string[];
    readonly hosts?: readonly string[];
  };
  readonly references?: Readonly<Record<string, readonly Reference[]>>;
}

/** Profiles by name (`kr`). */
export type Profiles = Readonly<Record<string, Profile>>;

/** The built-in profiles: `packs/<name>/profile.yaml` of the bundled rule data. */
export function loadProfiles(data: Readonly<Record<string, unknown>>): Profiles {
  return Object.fromEntries(
    Object.entries(data).flatMap(([path, content]) => {
      const name = /^packs\/([^/]+)\/profile\.ya?ml$/.exec(path)?.[1];
      return name === undefined ? [] : [[name, content as Profile]];
    }),
  );
}

/**
 * A profile and all it extends, the most general first, each once.
 *
 * @param circular is told the name of a profile that extends itself
 */
export function lineage(
  name: string,
  profiles: Profiles,
  circular: (name: string) => void = () => {},
): readonly string[] {
  const order: string[] = [];
  const open = new Set<string>();
  const visit = (one: string) => {
    if (open.has(one)) return circular(one);
    if (order.includes(one) || !Object.hasOwn(profiles, one)) return;
    open.add(one);
    for (const parent of profiles[one]!.extends ?? []) visit(parent);
    open.delete(one);
    order.push(one);
  };
  visit(name);
  return order;
}
