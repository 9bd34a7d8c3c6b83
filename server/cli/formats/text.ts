import type { Finding, Severity } from '../../core/finding';
import type { Language, Problem } from '../../core/message';
import type { Location } from '../../core/source';
import type { Presentation } from '../presentation';
import { printable, type Style } from '../style';
import { countBySeverity } from './json';

/** Severities as people read them. */
export const severityWords: Record<Severity, Record<Language, string>> = {
  error: { en: 'error', ko: '오류' },
  warning: { en: 'warning', ko: '경고' },
  info: { en: 'info', ko: '정보' },
};

/** The report for people: each finding with its source line, the deciding text underlined, and the way there. */
export function formatText(presentation: Presentation, style: Style): string {
  const { report } = presentation;
  const blocks = [
    ...report.findings.map((finding) => findingText(finding, presentation, style)),
    ...report.problems.map((problem) => problemText(problem, presentation, style)),
  ];
  return [...blocks, overviewText(presentation, style), summaryText(presentation, style)]
    .filter((block) => block !== '')
    .join('\n');
}

/** A report of more findings than a screen holds ends with what they are: by rule, the gravest first. */
const MANY = 10;

function overviewText({ report, language }: Presentation, style: Style): string {
  if (report.findings.length <= MANY) return '';
  const counts = new Map<string, { severity: Severity; rule: string; count: number }>();
  for (const { severity, rule } of report.findings) {
    const key = `${severity} ${rule}`;
    const known = counts.get(key) ?? { severity, rule, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  const rows = [...counts.values()].sort(
    (a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity) || b.count - a.count,
  );
  const word = ({ severity }: { severity: Severity }) => severityWords[severity][language];
  const widest = Math.max(...rows.map((row) => columns(word(row))));
  const digits = String(Math.max(...rows.map(({ count }) => count))).length;
  return rows
    .map((row) => {
      const severity = style[row.severity](word(row)) + ' '.repeat(widest - columns(word(row)));
      return `${severity}  ${String(row.count).padStart(digits)}  ${row.rule}\n`;
    })
    .join('');
}

const gravity: readonly Severity[] = ['error', 'warning', 'info'];

function findingText(finding: Finding, presentation: Presentation, style: Style): string {
  const { language, say, span } = presentation;
  const severity = style[finding.severity](severityWords[finding.severity][language]);
  const lines = [
    `${style.bold(place(finding.at, presentation))} ${severity} ${printable(say(finding.message))} ${style.dim(`[${finding.rule}]`)}`,
    ...(finding.sensitive ? [] : excerpt(finding.at, presentation, style, finding.severity)),
  ];
  if (finding.trace.length > 0) {
    const steps = finding.trace.map((hop) => {
      const when = hop.when ? ` (${say({ key: 'cli.when', args: { condition: hop.when } })})` : '';
      return `${printable(hop.name)} ${style.dim(`${printable(hop.at.path)}:${span(hop.at).line}`)}${printable(when)}`;
    });
    lines.push(`  ${say({ key: 'cli.via' })} ${steps.join(' ← ')}`);
  }
  const others = finding.affects;
  if (others.length > 1) {
    const shown = others.slice(0, 3).map(({ address }) => printable(address));
    const more =
      others.length > 3 ? ` ${say({ key: 'cli.and-more', args: { count: others.length - 3 } })}` : '';
    lines.push(`  ${say({ key: 'cli.affects' })} ${shown.join(', ')}${more}`);
  }
  const fix = finding.fixes[0];
  if (fix) lines.push(`  ${say({ key: 'cli.fix' })} ${printable(say(fix.title))}`);
  return `${lines.join('\n')}\n`;
}

function problemText({ path, range, message }: Problem, presentation: Presentation, style: Style): string {
  const { say } = presentation;
  const at = place({ path, range: range ?? { start: 0, end: 0 } }, presentation);
  return `${style.bold(at)} ${style.dim(say({ key: 'cli.problem' }))} ${printable(say(message))}\n`;
}

function place(at: Location, { span }: Presentation): string {
  const { line, column } = span(at);
  return `${printable(at.path)}:${line}:${column}`;
}

/** The line of a location and a caret line under it. Long lines are cut around the location. */
function excerpt(at: Location, presentation: Presentation, style: Style, severity: Severity): string[] {
  const { line, column, endLine, endColumn } = presentation.span(at);
  const text = presentation.line(at.path, line);
  if (text === undefined) return [];
  const whole = printable(text.replaceAll('\t', ' '));
  const from = Math.max(0, column - 1 - 60);
  const shown = whole.slice(from, from + 140);
  const end = endLine === line ? endColumn - 1 : whole.length;
  const width = Math.max(1, columns(whole.slice(column - 1, Math.min(end, from + 140))));
  const gutter = String(line);
  return [
    `  ${style.dim(`${gutter} |`)} ${shown}`,
    `  ${style.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(columns(whole.slice(from, column - 1)))}${style[severity]('^'.repeat(width))}`,
  ];
}

/** The width of a text on a terminal: Hangul, Han, full-width forms and emoji take two columns. */
function columns(text: string): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

/** What was scanned and how much was found, and what the report leaves out. */
export function summaryText({ report, say, durationMs }: Presentation, style: Style): string {
  const { files, resources } = report;
  const args = { files, resources, ...countBySeverity(report.findings), ms: Math.round(durationMs) };
  const lines = [say({ key: 'cli.summary', args })];
  if (report.values.unknown > 0)
    lines.push(say({ key: 'cli.unknowns', args: { count: report.values.unknown } }));
  if (report.suppressed.length > 0)
    lines.push(say({ key: 'cli.suppressed', args: { count: report.suppressed.length } }));
  if (report.problems.length > 0)
    lines.push(say({ key: 'cli.problems', args: { count: report.problems.length } }));
  return `${style.bold(lines.join('\n'))}\n`;
}
