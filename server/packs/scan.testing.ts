import data from 'sovlint:rules';
import type { Finding, Fix } from '../core/finding';
import { memoryHost } from '../core/host.memory';
import { type Knowledge, loadKnowledge } from '../engine/knowledge';
import { openProject, type Project } from '../engine/project';
import type { Report } from '../engine/types';
import { type Choices, governanceOf } from './governance';

let loaded: Knowledge | undefined;

/** The product's knowledge, loaded once for all tests. */
export function knowledge(): Knowledge {
  loaded ??= loadKnowledge(data);
  return loaded;
}

/**
 * A project over files in memory, judged as the command line would judge it.
 * @param judged the files to scan; the others only give values. All of them unless given
 */
export function openFiles(
  files: Readonly<Record<string, string>>,
  choices: Partial<Choices> = {},
  judged: readonly string[] = Object.keys(files).sort(),
): Project {
  const host = memoryHost(files);
  const { policy, rules } = governanceOf(host, knowledge(), { today: '2026-11-23', ...choices });
  return openProject({ host, files: judged, knowledge: knowledge(), policy, rules });
}

/** The files after a fix. */
export function applied(files: Readonly<Record<string, string>>, fix: Fix): Record<string, string> {
  const after = { ...files };
  const edits = [...fix.edits].sort((a, b) => b.at.range.start - a.at.range.start);
  for (const { at, newText } of edits) {
    const text = after[at.path]!;
    after[at.path] = text.slice(0, at.range.start) + newText + text.slice(at.range.end);
  }
  return after;
}

/**
 * The findings of one rule (or of all), a line each: `main.tf:2 error where/offshore-region us-east-1 -> aws_sns_topic.a`.
 * The severity of an uncertain one ends in `?`.
 */
export function findingsIn(project: Project, rule?: string): string[] {
  const text = (path: string) => project.text(path) ?? '';
  return project
    .report()
    .findings.filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ at, severity, certain, rule: id, affects }) => {
      const line = text(at.path).slice(0, at.range.start).split('\n').length;
      const covered = text(at.path).slice(at.range.start, at.range.end);
      const things = affects.map(({ address }) => address).join(', ');
      return `${at.path}:${line} ${severity}${certain ? '' : '?'} ${id} ${covered} -> ${things}`;
    });
}

/** What is wrong with a fix: its finding stays, others come, or the files can no longer be read. */
export function faultsOf(
  files: Readonly<Record<string, string>>,
  before: Report,
  finding: Finding,
  fix: Fix,
): string[] {
  const after = openFiles(applied(files, fix)).report();
  const known = new Set(before.findings.map((one) => one.fingerprint));
  const problems = new Set(before.problems.map((one) => `${one.path} ${one.message.key}`));
  const isSkeleton = 'key' in fix.title && fix.title.key === 'fix.key-skeleton';
  const isNew = (one: Finding) =>
    !known.has(one.fingerprint) && !(isSkeleton && one.rule === 'read/foreign-held-key');
  return [
    ...after.findings
      .filter((one) => one.fingerprint === finding.fingerprint)
      .map(() => 'the finding is still there'),
    ...after.findings
      .filter(isNew)
      .map((one) => `${one.rule} is new, at ${one.at.path}:${one.at.range.start}`),
    ...after.problems.map((one) => `${one.path} ${one.message.key}`).filter((one) => !problems.has(one)),
  ];
}
