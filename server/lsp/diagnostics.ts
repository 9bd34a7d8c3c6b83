import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Location as LspLocation,
} from 'vscode-languageserver';
import type { Finding, Severity } from '../core/finding';
import type { Problem } from '../core/message';
import type { Location } from '../core/source';
import type { Say } from './texts';

/** What a diagnostic carries for the code action request: which finding it is. */
export interface DiagnosticData {
  readonly fingerprint: string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Affected things beyond this many are counted in one line. */
const affectedShown = 10;

/** @param place where a location is, as the client counts */
export function diagnosticOf(
  finding: Finding,
  place: (location: Location) => LspLocation,
  say: Say,
): Diagnostic {
  const related = [...traceOf(finding, place, say), ...affectsOf(finding, place, say)];
  return {
    range: place(finding.at).range,
    severity: severities[finding.severity],
    code: finding.rule,
    source: 'sovlint',
    message: say(finding.message),
    ...(related.length > 0 && { relatedInformation: related }),
    data: { fingerprint: finding.fingerprint } satisfies DiagnosticData,
  };
}

/** What could not be read: an error in the configuration, else a hint, since judging syntax is not our trade. */
export function problemDiagnostic(
  problem: Problem,
  place: (location: Location) => LspLocation,
  say: Say,
): Diagnostic {
  const own = /(^|\/)\.sovlint\.ya?ml$/.test(problem.path);
  const range = problem.range ?? { start: 0, end: 0 };
  return {
    range: place({ path: problem.path, range }).range,
    severity: own ? DiagnosticSeverity.Error : problem.range ? DiagnosticSeverity.Hint : severities.info,
    source: 'sovlint',
    message: say(problem.message),
  };
}

function traceOf(
  finding: Finding,
  place: (location: Location) => LspLocation,
  say: Say,
): DiagnosticRelatedInformation[] {
  return finding.trace.map((hop) => ({
    location: place(hop.at),
    message: say({ key: `editor.step.${hop.step}`, args: { name: hop.name } }),
  }));
}

/** The things affected; not the one thing that the finding stands in. */
function affectsOf(
  { affects, at, trace }: Finding,
  place: (location: Location) => LspLocation,
  say: Say,
): DiagnosticRelatedInformation[] {
  if (affects.length === 1 && trace.length === 0) return [];
  const elsewhere = affects.filter(
    ({ at: header }) => header.path !== at.path || header.range.start !== at.range.start,
  );
  const lines = elsewhere.slice(0, affectedShown).map((affected) => ({
    location: place(affected.at),
    message: say({ key: 'editor.affects', args: { address: affected.address } }),
  }));
  const more = elsewhere[affectedShown];
  if (!more) return lines;
  const message = say({ key: 'editor.affects-more', args: { count: elsewhere.length - affectedShown } });
  return [...lines, { location: place(more.at), message }];
}
