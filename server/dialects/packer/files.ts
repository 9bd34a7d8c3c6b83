/** Whether a path names a file that Packer reads: a template or a file of variables. */
export function isPacker(path: string): boolean {
  return isTemplate(path) || isVariables(path);
}

export function isTemplate(path: string): boolean {
  return path.endsWith('.pkr.hcl');
}

export function isVariables(path: string): boolean {
  return path.endsWith('.pkrvars.hcl');
}

/** Whether Packer loads a file of variables that stands beside the templates without being told to. */
export function isAutomatic(name: string): boolean {
  return name.endsWith('.auto.pkrvars.hcl');
}
