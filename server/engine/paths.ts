/**
 * A path from a project's root, from a folder above: `infra/` and `../modules/a.tf` make `modules/a.tf`.
 * @param folder leads down to the root, with a `/` at its end unless empty
 */
export function below(folder: string, path: string): string {
  const parts = folder.split('/').slice(0, -1);
  let rest = path;
  while (rest.startsWith('../') && parts.length > 0) {
    parts.pop();
    rest = rest.slice(3);
  }
  return [...parts, rest].join('/');
}
