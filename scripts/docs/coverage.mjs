// The table of risks: which rules see each, in which types, or why none does.
import { reachOf } from './reach.mjs';

/**
 * @param risks scripts/docs/coverage.yaml
 * @throws where a risk names a rule or a type that does not exist, or that rule cannot be found in that type
 */
export function coveragePage({ groups }, { rules, rows }) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const reach = new Map(rules.map((rule) => [rule.id, new Set(reachOf(rule, rows))]));
  const all = groups.flatMap(({ risks }) => risks);
  const count = (state) => all.filter((risk) => risk.is === state).length;
  return [
    '<!-- Made by `npm run docs` from scripts/docs/coverage.yaml and the catalog. Change those, not this page. -->',
    '',
    '# Coverage',
    '',
    `Risks to sovereignty that infrastructure code can show, and what sovlint sees of them: ${count('covered')} covered,`,
    `${count('partly')} in part, ${count('not')} not, ${count('mechanism')} are ways to recognise something that the rules share.`,
    'Numbers are of the catalog’s resource types, in all languages.',
    '',
    ...groups.flatMap(({ title, risks }) => [
      `## ${title}`,
      '',
      '| | risk | | seen by | in, or why not |',
      '|---|---|---|---|---|',
      ...risks.map((risk) => line(risk, { byId, reach, rows })),
      '',
    ]),
  ].join('\n');
}

const marks = { covered: 'yes', partly: 'in part', not: 'no', mechanism: 'shared' };

function line({ key, risk, is, rules = [], types = [], note }, { byId, reach, rows }) {
  if (!marks[is]) throw new Error(`${key}: ${is} is none of ${Object.keys(marks).join(', ')}`);
  if (is === 'covered' && rules.length === 0) throw new Error(`${key}: covered by no rule`);
  for (const id of rules) if (!byId.has(id)) throw new Error(`${key}: there is no rule ${id}`);
  const found = types.map((type) => {
    const row = rows.find((one) => one.type === type);
    if (!row) throw new Error(`${key}: the catalog has no ${type}`);
    if (!rules.some((id) => reach.get(id).has(row))) throw new Error(`${key}: no rule of it reaches ${type}`);
    return `\`${type}\``;
  });
  const seen = rules.map((id) => `[${id}](rules/${id}.md) (${reach.get(id).size})`).join(', ');
  const where = [found.join(', '), note].filter(Boolean).join('; ');
  return `| ${key} | ${risk} | ${marks[is]} | ${seen} | ${where.replaceAll('|', '\\|')} |`;
}
