import type { Knowledge } from '../engine/knowledge';
import { localize } from '../engine/messages';
import type { Rule } from '../engine/rules/rule';
import type { Policy } from '../engine/types';
import { type ScanOptions, UsageError } from './arguments';
import { govern } from './setup';
import type { Terminal } from './terminal';

/** `sovlint rules [ID]`: the rules in force with their severities, or one rule's page. */
export function runRules(
  id: string | undefined,
  options: ScanOptions,
  knowledge: Knowledge,
  { folder, out }: Terminal,
): number {
  const { policy, rules } = govern(folder, folder, options, knowledge);
  if (id === undefined) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    for (const rule of rules) {
      const severity = severityShown(rule, policy, knowledge, options);
      out.write(`${rule.id.padEnd(width)}  ${severity.padEnd(8)} ${rule.title[options.language]}\n`);
    }
    return 0;
  }
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new UsageError('cli.no-rule', { id });
  out.write(pageOf(rule, policy, knowledge, options));
  return 0;
}

function severityShown(rule: Rule, policy: Policy, knowledge: Knowledge, { language }: ScanOptions): string {
  const set = policy.rules[rule.id] ?? (rule.off ? 'off' : rule.severity);
  return set === 'off' ? localize({ key: 'cli.off' }, language, knowledge.texts) : set;
}

function pageOf(rule: Rule, policy: Policy, knowledge: Knowledge, options: ScanOptions): string {
  const { language } = options;
  const { docs } = rule;
  const sections = docs
    ? [docs.what, docs.why, docs.limits, docs.fix, docs.exceptions].flatMap((text) =>
        text ? [text[language]] : [],
      )
    : [];
  const examples = Object.entries(docs?.examples ?? {}).flatMap(([dialect, { bad, good }]) => [
    `${dialect}: ✗\n${indent(bad)}`,
    `${dialect}: ✓\n${indent(good)}`,
  ]);
  const references = (policy.references[rule.id] ?? []).map(
    ({ framework, clause, relation, confidence }) => `${framework} ${clause} (${relation}, ${confidence})`,
  );
  const head = `${rule.id} (${severityShown(rule, policy, knowledge, options)}, ${rule.pack}): ${rule.title[language]}`;
  return `${[head, ...sections, ...examples, ...references].join('\n\n')}\n`;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ');
}
