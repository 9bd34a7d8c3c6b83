import { nameOf } from '../terraform/path';

/** Whether a path names a file that may be Terragrunt's: `terragrunt.hcl`, and what such a file includes or reads. */
export function isTerragrunt(path: string): boolean {
  return (
    path.endsWith('.hcl') &&
    !/\.(pkr|pkrvars|lock|stack|nomad|tftest|tfquery)\.hcl$/.test(path) &&
    !isDownloaded(path) &&
    !/^docker-bake(\.override)?\.hcl$/.test(nameOf(path))
  );
}

/** Whether a file that may be Terragrunt's is, as far as a glance at its text tells: Nomad, Vault and TFLint use HCL too. */
export function isConfiguration(path: string, text: string): boolean {
  return (
    isUnit(path) ||
    /^[ \t]*(locals|inputs|include|remote_state|generate|dependency|dependencies|terraform|feature)\b/m.test(
      text,
    )
  );
}

/** Copies that Terragrunt makes when it runs. */
export function isDownloaded(path: string): boolean {
  return /(^|\/)\.terragrunt-(cache|stack)\//.test(path);
}

export function isUnit(path: string): boolean {
  return nameOf(path) === 'terragrunt.hcl';
}
