import { parse, relative, resolve } from 'node:path';
import type { Problem } from '../core/message';
import { lineStarts, positionAt } from '../core/source';
import type { Knowledge } from '../engine/knowledge';
import { localize } from '../engine/messages';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';
import { nodeHost } from '../host/node';
import { governanceOf } from '../packs/governance';
import { type ScanOptions, UsageError } from './arguments';
import { findConfiguration, namedConfiguration, slashed } from './target';

export interface Governed {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
}

/**
 * What to judge by: flags over the configuration over the profile.
 * @param root the project's folder, absolute
 * @param folder the working directory, absolute
 * @throws UsageError naming file and line of the first thing in the configuration or a pack that cannot be used
 */
export function govern(root: string, folder: string, options: ScanOptions, knowledge: Knowledge): Governed {
  const file =
    options.config === undefined ? findConfiguration(root) : namedConfiguration(options.config, folder);
  // A configuration that is named may stand anywhere, and so may the packs beside it.
  const host = nodeHost(root, [parse(root).root]);
  const { policy, rules, problems } = governanceOf(host, knowledge, {
    ...(options.home !== undefined && { home: options.home }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(file !== undefined && { configuration: slashed(relative(root, file)) }),
    rules: options.rules,
  });
  const [problem] = problems;
  if (!problem) return { policy, rules };
  const text = localize(problem.message, options.language, knowledge.texts);
  throw new UsageError('cli.unusable', { place: placeOf(problem), text });

  /** A flag by its name; a file as it is found from the working directory, with line and column. */
  function placeOf({ path, range }: Problem): string {
    if (path.startsWith('--')) return path;
    const read = host.read(path);
    const start = positionAt(lineStarts('text' in read ? read.text : ''), range?.start ?? 0);
    const shown = slashed(relative(folder, resolve(root, path)));
    return `${shown}:${start.line + 1}:${start.character + 1}`;
  }
}
