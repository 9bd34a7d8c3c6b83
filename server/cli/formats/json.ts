import type { Finding } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Presentation } from '../presentation';

/** The machine-readable report, version 1: the contract's section 5. */
export function formatJson(presentation: Presentation): string {
  const { report, say, span } = presentation;
  const start = (at: Location) => {
    const { line, column } = span(at);
    return { file: at.path, line, column };
  };
  return `${JSON.stringify(
    {
      version: 1,
      tool: { name: 'sovlint', version: presentation.version },
      home: report.home,
      profile: report.profile,
      summary: {
        files: report.files,
        resources: report.resources,
        values: report.values,
        findings: countBySeverity(report.findings),
        durationMs: Math.round(presentation.durationMs),
      },
      findings: report.findings.map((finding) => ({
        rule: finding.rule,
        question: finding.question,
        severity: finding.severity,
        message: say(finding.message),
        file: finding.at.path,
        ...span(finding.at),
        ...(finding.value !== undefined && { value: finding.value }),
        ...(finding.countries && { countries: finding.countries }),
        certain: finding.certain,
        trace: finding.trace.map(({ step, name, at, when }) => ({
          step,
          name,
          ...start(at),
          ...(when && { when }),
        })),
        affects: finding.affects.map(({ address, type, at }) => ({ address, type, ...start(at) })),
        fixes: finding.fixes.map(({ title, safety, edits }) => ({
          title: say(title),
          safety,
          edits: edits.map(({ at, newText }) => ({ file: at.path, ...span(at), newText })),
        })),
        fingerprint: finding.fingerprint,
        references: finding.references,
        pack: finding.pack,
      })),
      unknowns: report.unknowns.map(({ at, what, reason, settle }) => ({
        ...start(at),
        what: say(what),
        reason: say(reason),
        ...(settle && { settle: say(settle) }),
      })),
      suppressed: report.suppressed.map(({ rule, at, reason, until, by }) => ({
        rule,
        file: at.path,
        line: span(at).line,
        reason,
        ...(until && { until }),
        by,
      })),
      problems: report.problems.map((problem) => ({
        ...start({ path: problem.path, range: problem.range ?? { start: 0, end: 0 } }),
        message: say(problem.message),
      })),
    },
    undefined,
    2,
  )}\n`;
}

export function countBySeverity(findings: readonly Finding[]) {
  const count = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) count[severity] += 1;
  return count;
}
