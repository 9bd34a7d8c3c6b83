import { globMatcher } from '../policy/glob';

export interface BaseImageFile {
  /** Further names of one registry. */
  readonly same: Readonly<Record<string, string>>;
  /** Globs of repositories, by the registry's host. */
  readonly images: Readonly<Record<string, readonly string[]>>;
}

/** Whether a repository of a registry is a public base image. */
export function baseImages(file: BaseImageFile | undefined): (host: string, repository: string) => boolean {
  const same = new Map(Object.entries(file?.same ?? {}));
  const byHost = new Map(
    Object.entries(file?.images ?? {}).map(([host, globs]) => [host, globs.map(globMatcher)]),
  );
  return (host, repository) => {
    const matchers = byHost.get(same.get(host) ?? host) ?? [];
    return matchers.some((fits) => fits(repository));
  };
}
