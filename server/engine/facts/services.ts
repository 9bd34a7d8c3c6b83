import { globMatcher } from '../policy/glob';
import type { Facts, ServiceFact } from '../types';
import type { FileDefaults, RowSource } from './rows';

export interface ServiceFile extends FileDefaults {
  readonly services: Readonly<Record<string, ServiceRow>>;
}

interface ServiceRow extends Partial<Omit<ServiceFact, 'id' | 'purpose'>>, RowSource {
  readonly purpose: string;
  /** Globs of the names by which routers ask for its models. */
  readonly routes?: readonly string[];
  /** Schemes of URLs that stand for it. */
  readonly schemes?: readonly string[];
}

/** The services of a file, found by what names them. */
export function serviceTable(file: ServiceFile | undefined): Facts['services'] {
  const rows: ServiceFact[] = [];
  const byVariable = new Map<string, ServiceFact[]>();
  const images: { readonly fits: (repository: string) => boolean; readonly service: ServiceFact }[] = [];
  const routes: { readonly fits: (model: string) => boolean; readonly service: ServiceFact }[] = [];
  const schemes = new Map<string, ServiceFact>();
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
      ...(row.weights && { weights: row.weights }),
    };
    rows.push(service);
    for (const name of [...base, ...key, ...flags]) {
      byVariable.set(name, [...(byVariable.get(name) ?? []), service]);
    }
    for (const glob of globs) images.push({ fits: globMatcher(glob), service });
    for (const glob of row.routes ?? []) routes.push({ fits: globMatcher(glob), service });
    for (const scheme of row.schemes ?? []) schemes.set(scheme, service);
  }
  return {
    rows,
    of: (variable) => byVariable.get(variable) ?? [],
    ofImage: (repository) => images.find(({ fits }) => fits(repository))?.service,
    ofModel: (name) => routes.find(({ fits }) => fits(name))?.service,
    ofScheme: (scheme) => schemes.get(scheme),
  };
}
