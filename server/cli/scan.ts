import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding, Severity } from '../core/finding';
import type { MessageArgument } from '../core/message';
import type { Knowledge } from '../engine/knowledge';
import { localize } from '../engine/messages';
import { openProject } from '../engine/project';
import type { Report } from '../engine/types';
import { nodeHost } from '../host/node';
import { type Output, type ScanOptions, UsageError } from './arguments';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText, summaryText } from './formats/text';
import { readPlans } from './plans';
import { present } from './presentation';
import { progressBar } from './progress';
import { type Governed, govern } from './setup';
import { printable, styleFor } from './style';
import { findTarget, type Target } from './target';
import type { Stream, Terminal } from './terminal';

/** `sovlint scan`: judges, writes the reports, and gives the exit status, the highest of those that fit. */
export function runScan(
  paths: readonly string[],
  options: ScanOptions,
  knowledge: Knowledge,
  terminal: Terminal,
): number {
  const started = performance.now();
  const { folder, environment, out, error } = terminal;
  let status = 0;
  const say = (key: string, args: Readonly<Record<string, MessageArgument>>) =>
    printable(localize({ key, args }, options.language, knowledge.texts));
  const complain = (at: number, key: string, args: Readonly<Record<string, MessageArgument>>) => {
    status = Math.max(status, at);
    error.write(`sovlint: ${say(key, args)}\n`);
  };

  const named = findTarget(paths, folder);
  const { plans, unreadable } = readPlans(options.plans, named.root, folder);
  const planned = new Set(plans.map(({ path }) => path));
  const target = withFocus(named, planned);
  for (const { path, why } of [...named.unreadable, ...unreadable])
    complain(3, 'cli.unreadable', { path, why });
  let governed: Governed;
  try {
    governed = govern(target.root, folder, options, knowledge);
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    complain(failure.status, failure.key, failure.args);
    return status;
  }
  const { policy, rules } = governed;
  if (!policy.homeChosen) error.write(`${say('cli.home-default', { home: policy.home })}\n`);
  const bar = progressBar(error);
  const project = openProject({
    ...target,
    plans,
    host: nodeHost(target.root, target.tops),
    knowledge,
    policy,
    rules,
    progress: bar.update,
  });
  for (const { path, text } of plans) project.edit(path, text);
  const report = reportOn(target, project.report());
  bar.end();
  const presentation = present({
    report,
    language: options.language,
    texts: knowledge.texts,
    durationMs: performance.now() - started,
    version: SOVLINT_VERSION,
    text: project.text,
    secret: planned,
  });

  if (report.findings.some(({ severity }) => reaches(severity, options.failOn))) status = Math.max(status, 1);
  const style = (stream: Stream) => styleFor(stream.isTTY === true && !environment.NO_COLOR);
  const formatted = ({ format, file }: Output) => {
    if (format === 'json') return formatJson(presentation);
    if (format === 'sarif') return formatSarif(presentation, rules);
    return formatText(presentation, file === undefined ? style(out) : styleFor(false));
  };
  for (const output of options.formats) {
    if (output.file === undefined) {
      out.write(formatted(output));
      continue;
    }
    try {
      writeFileSync(resolve(folder, output.file), formatted(output));
    } catch (failure) {
      const { code = String(failure) } = failure as NodeJS.ErrnoException;
      complain(2, 'cli.unwritable', { path: output.file, why: code });
    }
  }
  const shown = options.formats.some(({ format, file }) => format === 'text' && file === undefined);
  if (!shown) error.write(summaryText(presentation, style(error)));
  return status;
}

/** Where only named files are reported on, plans are among them. */
function withFocus(target: Target, plans: Iterable<string>): Target {
  return target.focus ? { ...target, focus: new Set([...target.focus, ...plans]) } : target;
}

/** The report on what was named: what stands in a named file or affects something in one, and what could not be read. */
function reportOn({ focus, problems }: Target, report: Report): Report {
  const all = [...report.problems, ...problems];
  const sorted = all.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  if (!focus) return { ...report, problems: sorted };
  const concerns = ({ at, affects }: Finding) =>
    focus.has(at.path) || affects.some((one) => focus.has(one.at.path));
  const unknowns = report.unknowns.filter((one) => focus.has(one.at.path));
  return {
    ...report,
    values: { ...report.values, unknown: unknowns.length },
    findings: report.findings.filter(concerns),
    unknowns,
    suppressed: report.suppressed.filter((one) => focus.has(one.at.path)),
    problems: sorted.filter((one) => focus.has(one.path) || problems.includes(one)),
  };
}

function reaches(severity: Severity, level: ScanOptions['failOn']): boolean {
  const order = ['info', 'warning', 'error', 'never'];
  return order.indexOf(severity) >= order.indexOf(level);
}
