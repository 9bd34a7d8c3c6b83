import type { Facts } from '../types';
import type { FileDefaults } from './rows';

export interface ClaimFile extends FileDefaults {
  readonly keys: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  readonly not: readonly string[];
}

type Names = Readonly<Record<string, { readonly en: string; readonly ko: string }>>;

/**
 * What tags claim of where a thing is meant to be.
 * @param names countries and blocs by their codes
 * @param members the members of a bloc, or the country itself
 */
export function claimTable(
  file: ClaimFile | undefined,
  names: Names,
  members: (jurisdiction: string) => readonly string[],
): Facts['claims'] {
  const keys = new Set(file?.keys.map(bare));
  const codes = new Map<string, string>();
  for (const [code, { en, ko }] of Object.entries(names)) {
    for (const name of [code, en, ko]) codes.set(bare(name), code);
  }
  for (const [word, code] of Object.entries(file?.words ?? {})) codes.set(bare(word), code);
  for (const word of file?.not ?? []) codes.delete(bare(word));
  return {
    key: (name) => {
      const key = bare(name);
      return keys.has(key) ? key : undefined;
    },
    countries: (text) => {
      const code = codes.get(bare(text));
      return code === undefined ? undefined : members(code);
    },
  };
}

/** Without case and what separates words: `Data_Residency` and `dataResidency` are one key. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[\s_.:/-]+/g, '');
}
