import { loadCatalog } from './catalog';
import { loadFacts } from './facts';
import { type KeyKnowledge, loadKeyKnowledge } from './fixes/key-knowledge';
import { loadTexts, type Texts } from './messages';
import { loadCoreRules, type Rule } from './rules/rule';
import type { Catalog, Facts } from './types';

/** What the product knows before it reads any code: everything under rules/, ready for look-up. */
export interface Knowledge {
  readonly facts: Facts;
  readonly catalog: Catalog;
  readonly texts: Texts;
  readonly coreRules: readonly Rule[];
  /** How fixes encrypt. */
  readonly keys: KeyKnowledge;
  /** Terraform provider sources by the platform they speak for. */
  readonly platforms: Readonly<Record<string, string>>;
  /** The bundled data itself, for profiles and schemas. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** @param data the bundled rule data: the default export of `sovlint:rules` */
export function loadKnowledge(data: Readonly<Record<string, unknown>>): Knowledge {
  return {
    facts: loadFacts(data),
    catalog: loadCatalog(data),
    texts: loadTexts(data),
    coreRules: loadCoreRules(data),
    keys: loadKeyKnowledge(data),
    platforms: platformsOf(data['facts/terraform-providers.yaml']),
    data,
  };
}

function platformsOf(table: unknown): Readonly<Record<string, string>> {
  const rows = (table as { platforms?: Record<string, string> } | undefined) ?? {};
  return rows.platforms ?? (rows as Record<string, string>);
}
