import type { Edit } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Rule } from '../../engine/rules/rule';
import type { Presentation } from '../presentation';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS), as code-scanning services read it. */
export function formatSarif(presentation: Presentation, rules: readonly Rule[]): string {
  const { report, language, say, span } = presentation;
  const used = rules.filter((rule) => report.findings.some((finding) => finding.rule === rule.id));
  const physical = (at: Location) => {
    const { line, column, endLine, endColumn } = span(at);
    return {
      artifactLocation: { uri: at.path.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    };
  };
  const changes = (edits: readonly Edit[]) =>
    [...new Set(edits.map(({ at }) => at.path))].map((path) => ({
      artifactLocation: physical({ path, range: { start: 0, end: 0 } }).artifactLocation,
      replacements: edits
        .filter(({ at }) => at.path === path)
        .map(({ at, newText }) => ({
          deletedRegion: physical(at).region,
          insertedContent: { text: newText },
        })),
    }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sovlint',
            semanticVersion: presentation.version,
            rules: used.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title[language] },
              ...(rule.docs && { fullDescription: { text: rule.docs.what[language] } }),
              ...(rule.docs?.fix && { help: { text: rule.docs.fix[language] } }),
              defaultConfiguration: { level: levels[rule.severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: used.findIndex((rule) => rule.id === finding.rule),
          level: levels[finding.severity],
          message: { text: say(finding.message) },
          locations: [{ physicalLocation: physical(finding.at) }],
          ...(finding.trace.length > 0 && {
            relatedLocations: finding.trace.map((hop, id) => ({
              id,
              physicalLocation: physical(hop.at),
              message: { text: hop.name },
            })),
          }),
          ...(finding.fixes.length > 0 && {
            fixes: finding.fixes.map(({ title, edits }) => ({
              description: { text: say(title) },
              artifactChanges: changes(edits),
            })),
          }),
          partialFingerprints: { 'sovlint/v1': finding.fingerprint },
          properties: { certain: finding.certain, affects: finding.affects.map(({ address }) => address) },
        })),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.problems.map((problem) => ({
              level: 'warning',
              message: { text: say(problem.message) },
              locations: [
                {
                  physicalLocation: physical({
                    path: problem.path,
                    range: problem.range ?? { start: 0, end: 0 },
                  }),
                },
              ],
            })),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
