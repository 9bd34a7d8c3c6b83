import { dirname, relative, resolve } from 'node:path';
import { lineStarts, offsetAt } from '../core/source';
import type { Hop, Value } from '../core/value';
import type { Knowledge } from '../engine/knowledge';
import { ladderMessage } from '../engine/ladder';
import { inAllLanguages } from '../engine/messages';
import { type Explanation, openProject } from '../engine/project';
import type { Facts } from '../engine/types';
import { gitRoot, isWithin, nodeHost } from '../host/node';
import { type ScanOptions, UsageError } from './arguments';
import { severityWords } from './formats/text';
import { type Presentation, present } from './presentation';
import { govern } from './setup';
import { printable } from './style';
import { findTarget, slashed } from './target';
import type { Terminal } from './terminal';

/** `sovlint explain FILE:LINE[:COL]`: every value judged there as a small tree, with each verdict on it. */
export function runExplain(
  place: string,
  options: ScanOptions,
  knowledge: Knowledge,
  { folder, out }: Terminal,
): number {
  const parts = /^(.+?):(\d+)(?::(\d+))?$/.exec(place);
  if (!parts) throw new UsageError('cli.explain-target');
  const [, file = '', line, column] = parts;
  const absolute = resolve(folder, file);
  // The verdicts are those of a scan here; of a file elsewhere, those of a scan there.
  const root = isWithin(folder, absolute) ? folder : (gitRoot(dirname(absolute)) ?? dirname(absolute));
  const [unreadable] = findTarget([file], folder).unreadable;
  if (unreadable) throw new UsageError('cli.unreadable', { path: file, why: unreadable.why }, 3);
  const target = findTarget([root], folder);
  const path = slashed(relative(root, absolute));
  const { policy, rules } = govern(root, folder, options, knowledge);
  const files = target.files.includes(path) ? target.files : [...target.files, path].sort();
  const project = openProject({ ...target, files, host: nodeHost(root), knowledge, policy, rules });
  const presentation = present({
    report: project.report(),
    language: options.language,
    texts: knowledge.texts,
    durationMs: 0,
    version: SOVLINT_VERSION,
    text: project.text,
  });
  const text = project.text(path) ?? '';
  const starts = lineStarts(text);
  if (Number(line) < 1 || Number(line) > starts.length || column === '0') {
    throw new UsageError('cli.no-line', { path: file, line: line!, lines: starts.length });
  }
  const from = offsetAt(text, starts, { line: Number(line) - 1, character: column ? Number(column) - 1 : 0 });
  const to = column ? from : (starts[Number(line)] ?? text.length + 1) - 1;
  const shownPath = (one: string) => slashed(relative(folder, resolve(root, one)));
  const blocks = new Set(
    project
      .explain(path, from, Math.max(from, to))
      .map((one) => explained(one, knowledge.facts, presentation, shownPath)),
  );
  if (blocks.size === 0) {
    out.write(`${printable(presentation.say({ key: 'cli.nothing-here', args: { target: place } }))}\n`);
  }
  for (const block of blocks) out.write(`${printable(block)}\n`);
  return 0;
}

function explained(
  { facet, verdicts }: Explanation,
  facts: Facts,
  presentation: Presentation,
  shownPath: (path: string) => string,
): string {
  const { say, span } = presentation;
  const at = (where: Hop['at']) => `${shownPath(where.path)}:${span(where).line}:${span(where).column}`;
  const what = facet.argument ?? facet.kind;
  const lines = [say({ key: 'cli.resolved', args: { what, address: facet.resource.address } })];
  let depth = 1;
  const branch = (text: string) => lines.push(`${'  '.repeat(depth++)}└ ${text}`);
  for (let hop: Hop | undefined = facet.value?.trace; hop; hop = hop.next) {
    const when = hop.when ? `  ${say({ key: 'cli.when', args: { condition: hop.when } })}` : '';
    branch(`${hop.name}  ${at(hop.at)}${when}`);
  }
  // Why it is unknown is said below, once.
  const chosen =
    facet.when === undefined ? '' : `  ${say({ key: 'cli.when', args: { condition: facet.when } })}`;
  if (facet.value && !(facet.unknown && facet.value.kind === 'unknown'))
    branch(`${shown(facet.value, presentation)}  ${at(facet.value.at)}${chosen}`);
  const ladder = ladderMessage(facet, facts);
  if (ladder) lines.push(`  ${say(ladder)}`);
  if (facet.unknown) {
    lines.push(`  ${say({ key: 'cli.unknown', args: { reason: facet.unknown.reason } })}`);
    if (facet.unknown.settle)
      lines.push(`  ${say({ key: 'cli.settle', args: { settle: facet.unknown.settle } })}`);
  } else if (verdicts.length === 0) lines.push(`  ${say({ key: 'cli.passes' })}`);
  for (const { rule, message, args, severity } of verdicts) {
    const text = inAllLanguages(message, { ...args, things: args.thing }, presentation.texts);
    lines.push(`  ${severityWords[severity][presentation.language]} ${say(text)} [${rule.id}]`);
  }
  return lines.join('\n');
}

function shown(value: Value, { say }: Presentation): string {
  if (value.sensitive) return '(sensitive)';
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  if (value.kind === 'unknown') return say({ key: 'cli.unknown', args: { reason: value.reason } });
  return value.kind;
}
