import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../core/finding';
import type { Location } from '../core/source';
import { diagnosticOf, problemDiagnostic } from './diagnostics';
import { type Folder, type FolderReport, placeIn } from './folder';
import type { Lines } from './lines';
import type { Status } from './protocol';
import type { Say } from './texts';

/** One document's diagnostics as of the last run. */
export interface DocumentReport {
  readonly uri: string;
  /** Another one whenever the diagnostics are others. */
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface FoundIn {
  readonly folder: Folder;
  readonly finding: Finding;
}

/** What one run over all folders comes to, by document. All keys are `uriKey`s. */
export interface Reports {
  readonly documents: ReadonlyMap<string, DocumentReport>;
  readonly findings: ReadonlyMap<string, readonly FoundIn[]>;
  readonly status: Status;
  /** The documents whose diagnostics are others than in the run before. */
  readonly changed: ReadonlySet<string>;
}

export const noReports: Reports = {
  documents: new Map(),
  findings: new Map(),
  status: { homes: [], homeChosen: true, files: 0, findings: { error: 0, warning: 0, info: 0 } },
  changed: new Set(),
};

/** Makes reports, run after run; keeps the diagnostics of findings that stay as they are. */
export interface Reporter {
  report(
    runs: readonly { readonly folder: Folder; readonly result: FolderReport }[],
    before: Reports,
    say: Say,
  ): Reports;
  /** Another language: nothing is kept. */
  forget(): void;
}

interface Rendered {
  readonly diagnostic: Diagnostic;
  /** The texts it was placed in. */
  readonly lines: ReadonlyMap<string, Lines>;
}

export function openReporter(): Reporter {
  let nextResult = 1;
  // The engine makes a finding's message anew whenever anything about the finding is another.
  let kept = new WeakMap<Finding['message'], Rendered>();

  const render = (folder: Folder, finding: Finding, say: Say): Diagnostic => {
    const known = kept.get(finding.message);
    if (known && [...known.lines].every(([path, lines]) => folder.lines(path) === lines)) {
      return known.diagnostic;
    }
    const lines = new Map<string, Lines>();
    const place = (location: Location) => {
      lines.set(location.path, folder.lines(location.path));
      return placeIn(folder, location);
    };
    const diagnostic = diagnosticOf(finding, place, say);
    kept.set(finding.message, { diagnostic, lines });
    return diagnostic;
  };

  return {
    report: (runs, before, say) => {
      const collected = new Map<string, { uri: string; diagnostics: Map<string, Diagnostic> }>();
      const findings = new Map<string, FoundIn[]>();
      /** Two folders may reach one file; what both say is said once. */
      const add = (folder: Folder, path: string, identity: string, diagnostic: () => Diagnostic): boolean => {
        const { uri, key } = folder.addressOf(path);
        let document = collected.get(key);
        if (!document) {
          document = { uri, diagnostics: new Map() };
          collected.set(key, document);
        }
        if (document.diagnostics.has(identity)) return false;
        document.diagnostics.set(identity, diagnostic());
        return true;
      };
      const homes = new Set<string>();
      const total = { error: 0, warning: 0, info: 0 };
      let homeChosen = true;
      let files = 0;
      for (const { folder, result } of runs) {
        const { report, problems } = result;
        homes.add(report.home);
        homeChosen &&= report.homeChosen;
        files += report.files;
        for (const finding of report.findings) {
          const { path, range } = finding.at;
          const identity = `${finding.rule} ${range.start}-${range.end}`;
          if (!add(folder, path, identity, () => render(folder, finding, say))) continue;
          total[finding.severity]++;
          const { key } = folder.addressOf(path);
          const list = findings.get(key);
          if (list) list.push({ folder, finding });
          else findings.set(key, [{ folder, finding }]);
        }
        const place = (location: Location) => placeIn(folder, location);
        for (const problem of [...problems, ...report.problems]) {
          const identity = `${problem.message.key} ${problem.range?.start ?? ''}`;
          add(folder, problem.path, identity, () => problemDiagnostic(problem, place, say));
        }
      }
      const documents = new Map<string, DocumentReport>();
      const changed = new Set<string>();
      for (const [key, { uri, diagnostics: byIdentity }] of collected) {
        const diagnostics = [...byIdentity.values()];
        const old = before.documents.get(key);
        if (old && same(old.diagnostics, diagnostics)) documents.set(key, old);
        else {
          documents.set(key, { uri, resultId: String(nextResult++), diagnostics });
          changed.add(key);
        }
      }
      for (const key of before.documents.keys()) if (!collected.has(key)) changed.add(key);
      const status = { homes: [...homes].sort(), homeChosen, files, findings: total };
      return { documents, findings, status, changed };
    },
    forget: () => {
      kept = new WeakMap();
    },
  };
}

function same(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return (
    a.length === b.length && a.every((one, i) => one === b[i] || JSON.stringify(one) === JSON.stringify(b[i]))
  );
}
