// The page of a rule, and the list of all.
import { countsOf, reachOf } from './reach.mjs';

const made = '<!-- Made by `npm run docs` from the rule and the catalog. Change those, not this page. -->';

/** Parts of a rule's documentation, and what they are headed by. */
const parts = [
  ['what', 'What', '무엇'],
  ['why', 'Why', '이유'],
  ['limits', 'What the code cannot show', '한계'],
  ['fix', 'How to mend it', '조치'],
  ['exceptions', 'What passes', '예외'],
];

const languages = {
  terraform: 'hcl',
  cloudformation: 'yaml',
  kubernetes: 'yaml',
  packer: 'hcl',
  helm: 'yaml',
  arm: 'json',
  bicep: 'bicep',
  configuration: 'yaml',
};
const names = {
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  arm: 'ARM',
  bicep: 'Bicep',
  kubernetes: 'Kubernetes',
  helm: 'Helm',
  configuration: 'Configuration files',
};

/**
 * @param rule a rule of the core pack
 * @param known all rules, profiles, catalog rows and platforms
 */
export function rulePage(rule, known) {
  const { id, title, docs = {} } = rule;
  const section = (language, heads) =>
    parts.flatMap(([key, ...heading]) =>
      docs[key] ? [`### ${heading[heads]}`, '', docs[key][language].trim(), ''] : [],
    );
  return [
    made,
    '',
    `# ${id}`,
    '',
    `**${title.en}** · ${title.ko}`,
    '',
    severityOf(rule, known.profiles),
    '',
    '## English',
    '',
    ...section('en', 0),
    '## 한국어',
    '',
    ...section('ko', 1),
    ...examples(docs.examples),
    ...references(id, known.profiles),
    ...reach(rule, known),
  ].join('\n');
}

function severityOf({ id, severity, off, cases = [] }, profiles) {
  const lines = [
    `Severity: \`${severity}\`${off ? ', off unless a profile or the configuration turns it on' : ''}.`,
  ];
  const lower = [...new Set(cases.map((one) => one.severity).filter((one) => one && one !== severity))];
  if (lower.length > 0) lines.push(`In some cases \`${lower.join('`, `')}\`.`);
  const own = profiles
    .filter(({ rules }) => rules?.[id] !== undefined)
    .map((profile) => {
      const set = profile.rules[id];
      return `\`${profile.id}\`: \`${typeof set === 'string' ? set : set.severity}\``;
    });
  if (own.length > 0) lines.push(`By profile: ${own.join(', ')}.`);
  return lines.join(' ');
}

function examples(written) {
  if (!written) return [];
  return [
    '## Examples · 예시',
    '',
    ...Object.entries(written).flatMap(([dialect, { bad, good }]) => {
      const language = languages[dialect] ?? '';
      const name = names[dialect] ?? dialect;
      return [
        `${name}, found · 해당:`,
        '',
        `\`\`\`${language}`,
        bad.trimEnd(),
        '```',
        '',
        `${name}, not found · 해당 없음:`,
        '',
        `\`\`\`${language}`,
        good.trimEnd(),
        '```',
        '',
      ];
    }),
  ];
}

function references(id, profiles) {
  const rows = profiles.flatMap((profile) =>
    (profile.references?.[id] ?? []).map(
      ({ framework, clause, relation, confidence, source }) =>
        `| \`${profile.id}\` | ${[framework, clause, relation, confidence, source].map(cell).join(' | ')} |`,
    ),
  );
  if (rows.length === 0) return [];
  return [
    '## References by profile · 프로파일별 참조',
    '',
    'A finding is evidence for a part of a clause, or input to it; it never shows that a clause is met.',
    '',
    '| profile | framework | clause | relation | confidence | source |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function cell(text) {
  return String(text ?? '').replaceAll('|', '\\|');
}

function reach(rule, { rows, platforms }) {
  const found = reachOf(rule, rows);
  if (found.length === 0) return [];
  return [
    '## Coverage · 적용 범위',
    '',
    `Resource types (a family such as \`aws_iam_*\` counts once) in which the rule can be found: ${found.length}.`,
    '',
    '| language | platform | types |',
    '|---|---|---:|',
    ...countsOf(found, platforms).map(
      ([language, platform, count]) => `| ${language} | ${platform} | ${count} |`,
    ),
    '',
  ];
}

/** The list of rules. */
export function ruleList({ rules, rows }) {
  return [
    made,
    '',
    '# Rules',
    '',
    'The question is the first part of a rule’s name: *where* does it sit, who can *read* it, who can *modify* it, who can',
    '*cut it off*, who *operates* it.',
    '',
    '| rule | severity | title | 제목 | types |',
    '|---|---|---|---|---:|',
    ...rules.map(
      (rule) =>
        `| [${rule.id}](${rule.id}.md) | ${rule.off ? 'off' : rule.severity} | ${cell(rule.title.en)} | ${cell(rule.title.ko)} | ${reachOf(rule, rows).length} |`,
    ),
    '',
    'What these rules see of the known risks, and what not: [coverage](../coverage.md).',
    '',
  ].join('\n');
}
