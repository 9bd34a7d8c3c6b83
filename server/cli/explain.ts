import { relative, resolve } from 'node:path';
import { lineStarts, offsetAt } from '../core/source';
import type { Hop, Value } from '../core/value';
import type { Knowledge } from '../engine/knowledge';
import { inAllLanguages } from '../engine/messages';
import { type Explanation, openProject } from '../engine/project';
import { nodeHost } from '../host/node';
import { type ScanOptions, UsageError } from './arguments';
import { type Presentation, present } from './presentation';
import { govern } from './setup';
import { findTarget } from './target';

/** `sovlint explain FILE:LINE[:COL]`: every value judged there as a small tree, with each verdict on it. */
export function runExplain(targetText: string, options: ScanOptions, knowledge: Knowledge): number {
  const parts = /^(.*?):(\d+)(?::(\d+))?$/.exec(targetText);
  if (!parts) throw new UsageError('cli.explain-target');
  const [, file, line, column] = parts;
  const target = findTarget(['.']);
  const path = relative(target.root, resolve(file!)).replaceAll('\\', '/');
  const host = nodeHost(target.root);
  const { policy, rules } = govern(target.root, host, options, knowledge);
  const files = target.files.includes(path) ? target.files : [...target.files, path].sort();
  const project = openProject({ ...target, files, host, knowledge, policy, rules });
  const report = project.report();
  const text = project.text(path);
  if (text === undefined) throw new UsageError('cli.unreadable', { path: file!, why: 'ENOENT' }, 3);
  const starts = lineStarts(text);
  const presentation = present({
    report,
    language: options.language,
    texts: knowledge.texts,
    durationMs: 0,
    version: SOVLINT_VERSION,
    text: project.text,
    path: (one) => one,
  });
  const from = offsetAt(text, starts, { line: Number(line) - 1, character: column ? Number(column) - 1 : 0 });
  const to = column ? from : offsetAt(text, starts, { line: Number(line), character: 0 }) - 1;
  const found = new Set<string>();
  for (const explanation of project.explain(path, from, Math.max(from, to))) {
    found.add(explained(explanation, presentation));
  }
  if (found.size === 0) {
    process.stdout.write(`${presentation.say({ key: 'cli.nothing-here', args: { target: targetText } })}\n`);
  }
  for (const block of found) process.stdout.write(`${block}\n`);
  return 0;
}

function explained({ facet, verdicts }: Explanation, presentation: Presentation): string {
  const { say } = presentation;
  const what = facet.argument ?? facet.kind;
  const lines = [say({ key: 'cli.resolved', args: { what, address: facet.resource.address } })];
  let depth = 1;
  for (let hop: Hop | undefined = facet.value?.trace; hop; hop = hop.next) {
    lines.push(
      `${'  '.repeat(depth)}└ ${hop.name}  ${place(hop.at, presentation)}${hop.when ? `  ${say({ key: 'cli.when', args: { condition: hop.when } })}` : ''}`,
    );
    depth += 1;
  }
  if (facet.value)
    lines.push(
      `${'  '.repeat(depth)}└ ${shown(facet.value, presentation)}  ${place(facet.value.at, presentation)}`,
    );
  if (facet.unknown) {
    lines.push(`  ${say({ key: 'cli.unknown', args: { reason: facet.unknown.reason } })}`);
    if (facet.unknown.settle)
      lines.push(`  ${say({ key: 'cli.settle', args: { settle: facet.unknown.settle } })}`);
  } else if (verdicts.length === 0) lines.push(`  ${say({ key: 'cli.passes' })}`);
  for (const { rule, message, args, severity } of verdicts) {
    const text = inAllLanguages(message, { ...args, things: args.thing }, presentation.texts);
    lines.push(`  ${severity} ${say(text)} [${rule.id}]`);
  }
  return lines.join('\n');
}

function shown(value: Value, { say }: Presentation): string {
  if (value.sensitive) return '(sensitive)';
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  if (value.kind === 'unknown') return say({ key: 'cli.unknown', args: { reason: value.reason } });
  return value.kind;
}

function place(
  at: { readonly path: string; readonly range: { readonly start: number; readonly end: number } },
  presentation: Presentation,
): string {
  const { line, column } = presentation.span(at);
  return `${presentation.path(at.path)}:${line}:${column}`;
}
