import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Finding } from '../core/finding';
import type { Message } from '../core/message';
import { type Hop, hops } from '../core/value';
import { ladderMessage } from '../engine/ladder';
import type { Explanation } from '../engine/project';
import type { Facts } from '../engine/types';
import { type Folder, placeIn } from './folder';
import type { Say } from './texts';

export interface HoverContext {
  readonly folder: Folder;
  readonly path: string;
  readonly offset: number;
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  readonly say: Say;
}

/** Affected things beyond this many are counted. */
const affectedShown = 5;

/** What the findings at an offset say, and how the values there were resolved; undefined where there is nothing. */
export function hoverAt(context: HoverContext): Hover | undefined {
  const { folder, path, offset, findings } = context;
  const here = findings.filter(({ at: { range } }) => range.start <= offset && offset <= range.end);
  const told = new Set(here.map(({ value }) => value));
  const values = folder.project.explain(path, offset);
  const parts = [
    ...here.map((finding) => findingText(finding, context)),
    ...unique(values.flatMap((one) => explanationText(one, told, context))),
  ];
  if (parts.length === 0) return undefined;
  const range = here[0] && folder.lines(path).range(here[0].at.range);
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
    ...(range && { range }),
  };
}

function findingText(finding: Finding, context: HoverContext): string {
  const { say } = context;
  const severity = say({ key: `editor.severity.${finding.severity}` });
  const uncertain = finding.certain ? '' : ` · ${say({ key: 'editor.hover.uncertain' })}`;
  return [
    `**${finding.rule}** · ${severity}${uncertain}`,
    plain(say(finding.message)),
    ...traceText(finding.trace, context),
    ...affectsText(finding, context),
    ...finding.references.map(({ framework, clause }) => `*${plain(`${framework} ${clause}`)}*`),
  ].join('\n\n');
}

function affectsText({ affects }: Finding, context: HoverContext): string[] {
  if (affects.length < 2) return [];
  const items = affects.slice(0, affectedShown).map((one) => `- ${link(code(one.address), one.at, context)}`);
  const rest = affects.length - affectedShown;
  if (rest > 0) items.push(`- ${context.say({ key: 'editor.affects-more', args: { count: rest } })}`);
  return [
    `${context.say({ key: 'editor.hover.affects', args: { count: affects.length } })}:\n${items.join('\n')}`,
  ];
}

function explanationText(
  { facet }: Explanation,
  told: ReadonlySet<unknown>,
  context: HoverContext,
): string[] {
  const { say, facts } = context;
  const { properties, resource, unknown } = facet;
  const ladder = ladderMessage(facet, facts);
  if (unknown) {
    const reason = say(unknown.reason);
    const settle = unknown.settle ? ` ${say(unknown.settle)}` : '';
    const parts = [
      ...(ladder ? [plain(say(ladder))] : []),
      `${say({ key: 'editor.hover.unknown' })}: ${plain(reason + settle)}`,
    ];
    return [`${code(resource.address)} · ${parts.join(' · ')}`];
  }
  const lines: Message[] = ladder ? [ladder] : [];
  const { value, countries, operator } = properties;
  if (typeof value === 'string' && Array.isArray(countries) && countries.length > 0) {
    const shown = facet.value?.sensitive ? '(sensitive)' : value;
    lines.push({ key: 'editor.hover.place', args: { value: shown, countries: names(countries, say) } });
  }
  const known = typeof operator === 'string' ? facts.operator(operator) : undefined;
  if (known) {
    lines.push({
      key: 'editor.hover.operator',
      args: { name: known.name, countries: names(known.control, say) },
    });
  }
  if (lines.length === 0) return [];
  if (facet.when !== undefined) lines.push({ key: 'cli.when', args: { condition: facet.when } });
  const head = `${code(resource.address)} · ${lines.map((line) => plain(say(line))).join(' · ')}`;
  return [[head, ...(told.has(value) ? [] : traceText(hops(facet.value?.trace), context))].join('\n\n')];
}

function names(countries: readonly unknown[], say: Say): string {
  return countries
    .map((country) => say({ key: 'editor.country', args: { name: { country: String(country) } } }))
    .join(', ');
}

function traceText(trace: readonly Hop[], context: HoverContext): string[] {
  if (trace.length === 0) return [];
  const items = trace.map((hop) => {
    const text = plain(context.say({ key: `editor.step.${hop.step}`, args: { name: hop.name } }));
    const when = hop.when ? ` (${code(hop.when)})` : '';
    return `1. ${text}${when} · ${link(undefined, hop.at, context)}`;
  });
  return [`${context.say({ key: 'editor.hover.trace' })}:\n${items.join('\n')}`];
}

function link(text: string | undefined, at: Hop['at'], { folder }: HoverContext): string {
  const { uri, range } = placeIn(folder, at);
  const { line, character } = range.start;
  return `[${text ?? plain(`${at.path}:${line + 1}`)}](${uri}#L${line + 1},${character + 1})`;
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replace(/\s+/g, ' ')}${fence}`;
}

/** Texts come from the code that is looked at; nothing in them is to be read as markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>!|~]/g, '\\$&').replace(/\s+/g, ' ');
}

function unique(parts: readonly string[]): string[] {
  return [...new Set(parts)];
}
