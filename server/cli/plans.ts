import { relative, resolve } from 'node:path';
import type { Message } from '../core/message';
import { type Plan, readPlan } from '../dialects/plan';
import { readText } from '../host/node';

/** Plans of large estates are larger than any source file. */
const LARGEST = 256 * 1024 * 1024;

export interface NamedPlans {
  /** Named by their paths from the root. */
  readonly plans: readonly Plan[];
  /** Those that cannot be read or are no plans, as they were written, and why. */
  readonly unreadable: readonly { readonly path: string; readonly why: Message }[];
}

/**
 * Reads what `--plan` names.
 * @param root what is scanned, absolute
 * @param folder the working directory, absolute
 */
export function readPlans(paths: readonly string[], root: string, folder: string): NamedPlans {
  const plans: Plan[] = [];
  const unreadable: { path: string; why: Message }[] = [];
  for (const path of paths) {
    const absolute = resolve(folder, path);
    const read = readText(absolute, LARGEST);
    const name = relative(root, absolute).replaceAll('\\', '/');
    const plan = 'text' in read ? readPlan(name, read.text) : read;
    if ('missing' in plan) unreadable.push({ path, why: { key: 'cli.not-there' } });
    else if ('problem' in plan) {
      const isBinary = plan.problem.key === 'host.binary';
      unreadable.push({ path, why: isBinary ? { key: 'plan.binary', args: { path } } : plan.problem });
    } else plans.push(plan);
  }
  return { plans, unreadable };
}
