import { writeFileSync } from 'node:fs';
import type { Finding, Severity } from '../core/finding';
import type { Knowledge } from '../engine/knowledge';
import { localize } from '../engine/messages';
import { openProject } from '../engine/project';
import type { Rule } from '../engine/rules/rule';
import type { Report } from '../engine/types';
import { nodeHost } from '../host/node';
import type { ScanOptions } from './arguments';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { type Presentation, present } from './presentation';
import { progressBar } from './progress';
import { govern } from './setup';
import { styleFor } from './style';
import { findTarget } from './target';

/** `sovlint scan`: judges, prints, and gives the exit status. */
export function runScan(paths: readonly string[], options: ScanOptions, knowledge: Knowledge): number {
  const started = performance.now();
  const say = (key: string, args: Record<string, string>) =>
    `${localize({ key, args }, options.language, knowledge.texts)}\n`;
  const target = findTarget(paths);
  for (const path of target.unreadable) {
    process.stderr.write(`sovlint: ${say('cli.unreadable', { path, why: 'ENOENT' })}`);
  }
  const host = nodeHost(target.root);
  const { policy, rules } = govern(target.root, host, options, knowledge);
  if (!policy.homeChosen) process.stderr.write(say('cli.home-default', { home: policy.home }));
  const bar = progressBar(process.stderr);
  const project = openProject({ ...target, host, knowledge, policy, rules, progress: bar.update });
  const report = focused(project.report(), target.focus);
  bar.end();
  const presentation = present({
    report,
    language: options.language,
    texts: knowledge.texts,
    durationMs: performance.now() - started,
    version: SOVLINT_VERSION,
    text: project.text,
    path: (path) => path,
  });
  let status = report.findings.some((finding) => reaches(finding.severity, options.failOn)) ? 1 : 0;
  for (const { format, file } of options.formats) {
    const text = formatted(format, presentation, rules, file === undefined && process.stdout.isTTY);
    if (file === undefined) process.stdout.write(text);
    else if (!write(file, text)) {
      process.stderr.write(`sovlint: ${say('cli.unwritable', { path: file, why: 'EACCES' })}`);
      status = 2;
    }
  }
  return target.unreadable.length > 0 ? 3 : status;
}

function formatted(
  format: ScanOptions['formats'][number]['format'],
  presentation: Presentation,
  rules: readonly Rule[],
  terminal: boolean,
): string {
  switch (format) {
    case 'json':
      return formatJson(presentation);
    case 'sarif':
      return formatSarif(presentation, rules);
    case 'text':
      return formatText(presentation, styleFor(terminal && !process.env.NO_COLOR));
  }
}

/** Keeps what stands in one of the named files or affects something in one. */
function focused(report: Report, focus: ReadonlySet<string> | undefined): Report {
  if (!focus) return report;
  const concerns = ({ at, affects }: Finding) =>
    focus.has(at.path) || affects.some((one) => focus.has(one.at.path));
  const unknowns = report.unknowns.filter((one) => focus.has(one.at.path));
  return {
    ...report,
    files: focus.size,
    values: { ...report.values, unknown: unknowns.length },
    findings: report.findings.filter(concerns),
    unknowns,
    suppressed: report.suppressed.filter((one) => focus.has(one.at.path)),
    problems: report.problems.filter((one) => focus.has(one.path)),
  };
}

function reaches(severity: Severity, level: ScanOptions['failOn']): boolean {
  const order = ['info', 'warning', 'error', 'never'];
  return order.indexOf(severity) >= order.indexOf(level);
}

function write(file: string, text: string): boolean {
  try {
    writeFileSync(file, text);
    return true;
  } catch {
    return false;
  }
}
