import { nameOf } from '../terraform/path';

/** What a stack hands to a unit, as Terragrunt writes it beside the unit's file. */
export const VALUES_FILE = 'terragrunt.values.hcl';
export const UNIT_FILE = 'terragrunt.hcl';
export const STACK_FILE = 'terragrunt.stack.hcl';

/** Files of other tools that end like Terragrunt's. */
const FOREIGN =
  /\.(pkr|pkrvars|lock|nomad|tftest|tofutest|tfmock|tfquery|tfcomponent|tfstack|tfdeploy)\.hcl$/;

/** Whether a path names a file that may be Terragrunt's: a unit, a stack, and what they include or read. */
export function isTerragrunt(path: string): boolean {
  return (
    path.endsWith('.hcl') &&
    !FOREIGN.test(path) &&
    !isDownloaded(path) &&
    !/^docker-bake(\.override)?\.hcl$/.test(nameOf(path))
  );
}

/** Whether a file that may be Terragrunt's is, as far as a glance at its text tells: Nomad, Vault and TFLint use HCL too. */
export function isConfiguration(path: string, text: string): boolean {
  return (
    isUnit(path) ||
    isStack(path) ||
    /^[ \t]*(locals|inputs|include|remote_state|generate|dependency|dependencies|terraform|feature)\b/m.test(
      text,
    ) ||
    /^[ \t]*(unit|stack)[ \t]+"/m.test(text)
  );
}

/** Copies that Terragrunt makes when it runs. */
export function isDownloaded(path: string): boolean {
  return /(^|\/)\.terragrunt-(cache|stack)\//.test(path);
}

export function isUnit(path: string): boolean {
  return nameOf(path) === UNIT_FILE;
}

export function isStack(path: string): boolean {
  return nameOf(path) === STACK_FILE;
}
