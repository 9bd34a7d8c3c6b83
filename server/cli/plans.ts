import { relative, resolve } from 'node:path';
import type { Message } from '../core/message';
import { readPlan } from '../dialects/plan';
import { readText } from '../host/node';

/** Plans of large estates are larger than any source file. */
const LARGEST = 256 * 1024 * 1024;

export interface NamedPlans {
  /** By their paths from the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those that cannot be read or are no plans, as they were written, and why. */
  readonly unreadable: readonly { readonly path: string; readonly why: Message }[];
}

/**
 * Reads what `--plan` names.
 * @param root what is scanned, absolute
 * @param folder the working directory, absolute
 */
export function readPlans(paths: readonly string[], root: string, folder: string): NamedPlans {
  const texts = new Map<string, string>();
  const unreadable: { path: string; why: Message }[] = [];
  for (const path of paths) {
    const absolute = resolve(folder, path);
    const read = readText(absolute, LARGEST);
    const why: Message | undefined =
      'missing' in read ? { key: 'cli.not-there' } : 'problem' in read ? read.problem : undefined;
    const plan = 'text' in read ? readPlan(path, read.text) : undefined;
    const problem = why ?? (plan && 'problem' in plan ? plan.problem : undefined);
    if (problem) unreadable.push({ path, why: problem });
    else if ('text' in read) texts.set(relative(root, absolute).replaceAll('\\', '/'), read.text);
  }
  return { texts, unreadable };
}
