/** Whether a path names a file that Packer reads: a template or a file of variables. */
export function isPacker(path: string): boolean {
  return isTemplate(path) || isVariables(path);
}

export function isTemplate(path: string): boolean {
  return /\.pkr\.(hcl|json)$/.test(path);
}

export function isVariables(path: string): boolean {
  return /\.pkrvars\.(hcl|json)$/.test(path);
}

/** Whether Packer loads a file of variables that stands beside the templates without being told to. */
export function isAutomatic(name: string): boolean {
  return /\.auto\.pkrvars\.(hcl|json)$/.test(name);
}

/** A word that every template in Packer's older JSON holds; their names are of any kind. */
export const LEGACY_WORD = '"builders"';

/** Whether a file may be a template in Packer's older JSON, or hold variables for one. */
export function mayBeLegacy(path: string): boolean {
  return path.endsWith('.json') && !/\.(pkr|pkrvars|tf|tofu|tfvars|hcl)\.json$/.test(path);
}
