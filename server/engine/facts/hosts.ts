import type { HostFact, Operator, Place } from '../types';
import { type FileDefaults, type HostRow, sourced } from './rows';

export interface HostTable {
  /** @param name a host name; case, a port and a final dot do not matter */
  find(name: string): HostFact | undefined;
  readonly rows: readonly HostFact[];
}

export interface HostFile extends FileDefaults {
  readonly hosts: Readonly<Record<string, HostRow>>;
}

interface Pattern {
  readonly fact: HostFact;
  /** Provider whose codes stand in what the wildcards cover. */
  readonly places?: string;
  readonly regex: RegExp;
  /** Literal characters: the more, the more specific. */
  readonly weight: number;
}

/** The longest name that the domain name system allows. */
const LONGEST_HOST = 253;

/**
 * Hosts without wildcard are found in one look; those with wildcards stand under their literal end (`amazonaws.com`).
 *
 * @param files by kind
 */
export function hostTable(
  files: ReadonlyMap<string, HostFile>,
  operator: (id: string) => Operator | undefined,
  place: (provider: string, code: string) => Place | undefined,
): HostTable {
  const exact = new Map<string, HostFact>();
  const byEnd = new Map<string, Pattern[]>();
  const rows: HostFact[] = [];
  for (const [kind, file] of files) {
    for (const [written, row] of Object.entries(file.hosts)) {
      for (const pattern of row.subdomains ? [written, `*.${written}`] : [written]) {
        const fact = factOf(pattern, kind, row, file);
        rows.push(fact);
        if (pattern.includes('*')) fileUnderEnd(pattern, fact, row.places);
        else exact.set(pattern, fact);
      }
    }
  }
  for (const patterns of byEnd.values()) patterns.sort((a, b) => b.weight - a.weight);

  function factOf(pattern: string, kind: string, row: HostRow, file: HostFile): HostFact {
    const runs = operator(row.operator);
    const [provider, code] = row.place?.split('/') ?? [];
    const at = provider && code ? place(provider, code) : undefined;
    const countries = row.countries ?? at?.countries;
    return {
      pattern,
      operator: row.operator,
      name: row.name ?? runs?.name ?? row.operator,
      control: row.control ?? runs?.control ?? [],
      kind,
      ...(row.also && { also: row.also }),
      ...(at && { place: at }),
      ...(countries && { countries }),
      ...(row.level !== undefined && { level: row.level }),
      ...sourced(row, file),
    };
  }

  function fileUnderEnd(pattern: string, fact: HostFact, places: string | undefined): void {
    const end = pattern.slice(pattern.lastIndexOf('*') + 1).replace(/^[^.]*\./, '');
    const list = byEnd.get(end) ?? [];
    byEnd.set(end, list);
    list.push({
      fact,
      regex: regexOf(pattern),
      weight: pattern.replaceAll('*', '').length,
      ...(places && { places }),
    });
  }

  return {
    rows,
    find(name) {
      const host = name.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
      if (host.length > LONGEST_HOST) return undefined;
      const fact = exact.get(host);
      if (fact) return fact;
      for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        const best = bestOf(byEnd.get(host.slice(dot + 1)), host);
        if (best) return best;
      }
      return undefined;
    },
  };

  function bestOf(patterns: readonly Pattern[] | undefined, host: string): HostFact | undefined {
    for (const { regex, fact, places } of patterns ?? []) {
      const match = regex.exec(host);
      if (!match) continue;
      const at = places && placeIn(match.slice(1), (code) => place(places, code));
      return at ? { ...fact, place: at, countries: at.countries } : fact;
    }
    return undefined;
  }
}

/** `*` as a label of its own is one or more labels, within a label it is a part of that one. */
function regexOf(pattern: string): RegExp {
  const labels = pattern
    .split('.')
    .map((label) => (label === '*' ? '(.+)' : label.split('*').map(escapeRegex).join('([^.]*)')));
  return new RegExp(`^${labels.join('\\.')}$`);
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * The place that the covered text names: nearest to the end first, and only its last two labels, since further ahead
 * stand names that people chose (`us-east-1.example.s3.…`).
 */
function placeIn(covered: readonly string[], find: (code: string) => Place | undefined): Place | undefined {
  for (const text of covered.toReversed()) {
    for (const label of text.split('.').slice(-2).reverse()) {
      const place = find(label);
      if (place) return place;
    }
  }
  return undefined;
}
