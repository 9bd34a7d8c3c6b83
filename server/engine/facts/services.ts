import { globMatcher } from '../policy/glob';
import type { Facts, ServiceFact } from '../types';
import type { FileDefaults, RowSource } from './rows';

export interface ServiceFile extends FileDefaults {
  readonly services: Readonly<Record<string, ServiceRow>>;
}

interface ServiceRow extends Partial<Omit<ServiceFact, 'id' | 'purpose'>>, RowSource {
  readonly purpose: string;
}

/** The services of a file, found by what names them. */
export function serviceTable(file: ServiceFile | undefined): Facts['services'] {
  const rows: ServiceFact[] = [];
  const byVariable = new Map<string, ServiceFact[]>();
  const images: { readonly fits: (repository: string) => boolean; readonly service: ServiceFact }[] = [];
  for (const [id, row] of Object.entries(file?.services ?? {})) {
    const {
      purpose,
      host,
      base = [],
      key = [],
      off = {},
      words = {},
      flags = [],
      images: globs = [],
      charts = [],
    } = row;
    const service: ServiceFact = {
      id,
      purpose,
      ...(host !== undefined && { host }),
      base,
      key,
      off,
      words,
      flags,
      images: globs,
      charts,
    };
    rows.push(service);
    for (const name of [...base, ...key, ...flags]) {
      byVariable.set(name, [...(byVariable.get(name) ?? []), service]);
    }
    for (const glob of globs) images.push({ fits: globMatcher(glob), service });
  }
  return {
    rows,
    of: (variable) => byVariable.get(variable) ?? [],
    ofImage: (repository) => images.find(({ fits }) => fits(repository))?.service,
  };
}
