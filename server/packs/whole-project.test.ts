import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finding } from '../core/finding';
import type { Location } from '../core/source';
import type { Project } from '../engine/project';
import { listFiles, readText } from '../host/node';
import { faultsOf, knowledge, openFiles } from './scan.testing';

/** A text of a file, as the expected file beside the project names it. */
interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

interface ExpectedFinding extends Place {
  readonly rule: string;
  readonly severity: string;
  readonly value?: string;
  readonly certain?: boolean;
  readonly affects?: readonly string[];
}

interface Expected {
  readonly findings: readonly ExpectedFinding[];
  readonly suppressed: readonly (Place & { readonly rule: string; readonly by: string })[];
  readonly may: readonly (Place & { readonly rule: string })[];
  readonly silent: readonly Place[];
}

const fixtures = join(SOVLINT_ROOT, 'test-fixtures');
const suffix = '.expected.yaml';

for (const name of readdirSync(fixtures).filter((entry) => entry.endsWith(suffix))) {
  const expected = parse(readFileSync(join(fixtures, name), 'utf8')) as Expected;
  const rules = new Set(knowledge().coreRules.map((rule) => rule.id));
  const known = <T extends { readonly rule: string }>(rows: readonly T[]) =>
    rows.filter(({ rule }) => rules.has(rule));

  describe(`the project ${name.slice(0, -suffix.length)}`, () => {
    const root = join(fixtures, name.slice(0, -suffix.length));
    const texts = textsBelow(root);
    const project = openFiles(texts);
    const report = project.report();
    const found = report.findings.map((finding) => ({ finding, ...placeOf(project, finding.at) }));
    const waiting = expected.findings.map(({ rule }) => rule).filter((rule) => !rules.has(rule));

    it('is read without problems', () => {
      assert.deepEqual(report.problems, []);
    });

    for (const row of known(expected.findings)) {
      it(`${row.rule} at ${shown(row)}`, () => {
        const matching = found.filter((one) => one.finding.rule === row.rule && shown(one) === shown(row));
        assert.equal(matching.length, 1);
        const { finding } = matching[0]!;
        assert.deepEqual(factsOf(finding, row), {
          severity: row.severity,
          certain: row.certain ?? true,
          value: row.value ?? (finding.value === undefined ? undefined : row.text),
          missing: [],
        });
      });
    }

    it('shows nothing else', () => {
      const named = new Set(
        [...expected.findings, ...expected.may].map((row) => `${row.rule} ${shown(row)}`),
      );
      const others = found.map((one) => `${one.finding.rule} ${shown(one)}`).filter((one) => !named.has(one));
      assert.deepEqual(others, []);
    });

    it('lists what comment or configuration takes away, and that alone', () => {
      const taken = report.suppressed.map(
        (one) => `${one.rule} ${one.by} ${shown(placeOf(project, one.at))}`,
      );
      assert.deepEqual(
        taken.sort(),
        known(expected.suppressed)
          .map((row) => `${row.rule} ${row.by} ${shown(row)}`)
          .sort(),
      );
    });

    it('is silent at the traps', () => {
      for (const row of expected.silent) {
        const line = project.text(row.file)?.split('\n')[row.line - 1] ?? '';
        assert.ok(line.includes(row.text), `the trap ${shown(row)} is in the file`);
      }
      const traps = new Set(expected.silent.map((row) => `${row.file}:${row.line}`));
      const caught = found.filter(({ file, line }) => traps.has(`${file}:${line}`)).map(shown);
      assert.deepEqual(caught, []);
    });

    it('offers fixes of which each mends its finding and breaks nothing', () => {
      const faults = report.findings.flatMap((finding) =>
        finding.fixes.flatMap((fix) =>
          faultsOf(texts, report, finding, fix).map(
            (fault) => `${finding.rule} at ${shown(placeOf(project, finding.at))}: ${fault}`,
          ),
        ),
      );
      assert.deepEqual(faults, []);
    });

    if (waiting.length > 0) {
      it(`passes over ${waiting.length} findings of rules to come: ${[...new Set(waiting)].join(', ')}`);
    }
  });
}

function textsBelow(root: string): Record<string, string> {
  return Object.fromEntries(
    ['.sovlint.yaml', ...listFiles(root)].flatMap((path) => {
      const read = readText(join(root, path));
      return 'text' in read ? [[path, read.text]] : [];
    }),
  );
}

function placeOf(project: Project, { path, range }: Location): Place {
  const text = project.text(path)!;
  const line = text.slice(0, range.start).split('\n').length;
  return { file: path, line, text: text.slice(range.start, range.end) };
}

function shown({ file, line, text }: Place): string {
  return `${file}:${line} ${text}`;
}

function factsOf({ severity, certain, value, affects }: Finding, row: ExpectedFinding) {
  const addresses = affects.map(({ address }) => address);
  const missing = (row.affects ?? []).filter((address) => !addresses.includes(address));
  return { severity, certain, value, missing };
}
