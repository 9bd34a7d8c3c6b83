import { relative } from 'node:path';
import type { Host } from '../core/host';
import { lineStarts, positionAt } from '../core/source';
import type { Knowledge } from '../engine/knowledge';
import { localize } from '../engine/messages';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';
import { governanceOf } from '../packs/governance';
import { type ScanOptions, UsageError } from './arguments';
import { findConfiguration, namedConfiguration } from './target';

/**
 * What to judge by: flags over the configuration over the profile.
 * @param root absolute
 * @throws UsageError naming file and line of the first thing in the configuration or a pack that cannot be used
 */
export function govern(
  root: string,
  host: Host,
  options: ScanOptions,
  knowledge: Knowledge,
): { readonly policy: Policy; readonly rules: readonly Rule[] } {
  const file = options.config === undefined ? findConfiguration(root) : namedConfiguration(options.config);
  const { policy, rules, problems } = governanceOf(host, knowledge, {
    ...(options.home !== undefined && { home: options.home }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(file !== undefined && { configuration: relative(root, file).replaceAll('\\', '/') }),
    rules: options.rules,
  });
  const [problem] = problems;
  if (!problem) return { policy, rules };
  const read = host.read(problem.path);
  const start = problem.range?.start ?? 0;
  const { line, character } = positionAt(lineStarts('text' in read ? read.text : ''), start);
  const text = localize(problem.message, options.language, knowledge.texts);
  throw new UsageError('cli.unusable', { place: `${problem.path}:${line + 1}:${character + 1}`, text });
}
