/**
 * A public module's name as the registry has it (`terraform-aws-modules/vpc/aws`, `…//modules/endpoints`), also where
 * the source names the repository behind it; any other source as it is, without its query.
 */
export function publicModule(source: string): { readonly name: string; readonly provider?: string } {
  const plain = source.replace(/[?#].*$/, '');
  const registry =
    /^(?:(?:registry\.terraform\.io|registry\.opentofu\.org|app\.terraform\.io)\/)?([\w-]+)\/([\w-]+)\/([\w-]+)(\/\/.*)?$/.exec(
      plain,
    );
  if (registry && !plain.startsWith('github.com/')) {
    const [, namespace, name, provider, below = ''] = registry;
    return { name: `${namespace}/${name}/${provider}${below}`, provider: provider! };
  }
  const repository = /github\.com[/:]([\w-]+)\/terraform-([a-z0-9]+)-([\w-]+?)(?:\.git)?(\/\/.*)?$/.exec(
    plain,
  );
  if (repository) {
    const [, namespace, provider, name, below = ''] = repository;
    return { name: `${namespace}/${name}/${provider}${below}`, provider: provider! };
  }
  return { name: plain };
}
