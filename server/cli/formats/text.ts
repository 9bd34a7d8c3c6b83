import type { Finding, Severity } from '../../core/finding';
import type { Language } from '../../core/message';
import { type Location, lineStarts } from '../../core/source';
import type { Presentation } from '../presentation';
import type { Style } from '../style';
import { countBySeverity } from './json';

const words: Record<Severity, Record<Language, string>> = {
  error: { en: 'error', ko: '오류' },
  warning: { en: 'warning', ko: '경고' },
  info: { en: 'info', ko: '정보' },
};

/** The report for people: each finding with its source line, the deciding text underlined, and the way there. */
export function formatText(presentation: Presentation, style: Style): string {
  const { report } = presentation;
  const blocks = report.findings.map((finding) => findingText(finding, presentation, style));
  for (const problem of report.problems) {
    const { line, column } = presentation.span({
      path: problem.path,
      range: problem.range ?? { start: 0, end: 0 },
    });
    const place = `${presentation.path(problem.path)}:${line}:${column}`;
    blocks.push(`${style.dim(place)} ${presentation.say(problem.message)}\n`);
  }
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${summary(presentation, style)}`;
}

function findingText(finding: Finding, presentation: Presentation, style: Style): string {
  const { language, say, span, path } = presentation;
  const { line, column } = span(finding.at);
  const severity = style[finding.severity](words[finding.severity][language]);
  const lines = [
    `${style.bold(`${path(finding.at.path)}:${line}:${column}`)} ${severity} ${say(finding.message)} ${style.dim(`[${finding.rule}]`)}`,
    ...excerpt(finding.at, presentation, style, finding.severity),
  ];
  if (finding.trace.length > 0) {
    const steps = finding.trace.map((hop) => {
      const when = hop.when
        ? ` (${presentation.say({ key: 'cli.when', args: { condition: hop.when } })})`
        : '';
      return `${hop.name} ${style.dim(`${path(hop.at.path)}:${span(hop.at).line}`)}${when}`;
    });
    lines.push(`  ${label('cli.via', presentation)} ${steps.join(' ← ')}`);
  }
  const others = finding.affects;
  if (others.length > 1) {
    const shown = others.slice(0, 3).map(({ address }) => address);
    const more =
      others.length > 3 ? ` ${say({ key: 'cli.and-more', args: { count: others.length - 3 } })}` : '';
    lines.push(`  ${label('cli.affects', presentation)} ${shown.join(', ')}${more}`);
  }
  const fix = finding.fixes[0];
  if (fix) lines.push(`  ${label('cli.fix', presentation)} ${say(fix.title)}`);
  return `${lines.join('\n')}\n`;
}

function label(key: string, { say }: Presentation): string {
  return say({ key });
}

/** The line of a location and a caret line under it. Long lines are cut around the location. */
function excerpt(at: Location, { text, span }: Presentation, style: Style, severity: Severity): string[] {
  const source = text(at.path);
  if (source === undefined) return [];
  const { line, column, endLine, endColumn } = span(at);
  const start = lineStarts(source)[line - 1]!;
  const whole = source
    .slice(start)
    .split(/\r\n|\r|\n/, 1)[0]!
    .replaceAll('\t', ' ');
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

/** The width of a text on a terminal: Hangul, Han and full-width forms take two columns. */
function columns(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

function summary({ report, say, durationMs }: Presentation, style: Style): string {
  const { error, warning, info } = countBySeverity(report.findings);
  const lines = [
    say({
      key: 'cli.summary',
      args: {
        files: report.files,
        resources: report.resources,
        error,
        warning,
        info,
        ms: Math.round(durationMs),
      },
    }),
  ];
  if (report.values.unknown > 0)
    lines.push(say({ key: 'cli.unknowns', args: { count: report.values.unknown } }));
  if (report.suppressed.length > 0) {
    lines.push(say({ key: 'cli.suppressed', args: { count: report.suppressed.length } }));
  }
  return `${style.bold(lines.join('\n'))}\n`;
}
