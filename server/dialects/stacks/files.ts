/** Whether a path names a file of Terraform Stacks: its components, or how often they are deployed. */
export function isStackFile(path: string): boolean {
  return isComponents(path) || isDeployments(path);
}

/** Providers and components; `.tfstack.hcl` is the older name. */
export function isComponents(path: string): boolean {
  return /\.(tfcomponent|tfstack)\.hcl$/.test(path);
}

export function isDeployments(path: string): boolean {
  return path.endsWith('.tfdeploy.hcl');
}
