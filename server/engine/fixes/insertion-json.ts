import type { Edit } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Inserted, Members } from './inserted';
import { insertFlow } from './insertion-yaml';

/** An edit that adds members to an object, by its location from brace to brace. */
export function insertJson(at: Location, members: Members['members'], text: string): Edit {
  return insertFlow(at, jsonMembers(members), text);
}

/** An edit that adds an item to a list, by its location from bracket to bracket. */
export function insertJsonItem(at: Location, value: Inserted, text: string): Edit {
  return insertFlow(at, jsonText(value), text);
}

/** An edit that adds members beside one of an object, behind it. */
export function insertJsonBeside({ path, range }: Location, members: Members['members'], text: string): Edit {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const before = text.slice(start, range.start);
  const joint = before.trim() === '' ? `,\n${before}` : ', ';
  const at = { path, range: { start: range.end, end: range.end } };
  return { at, newText: `${joint}${jsonMembers(members)}` };
}

/** A value as JSON; an expression as the template string that Terraform reads. */
export function jsonText(value: Inserted): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('expression' in value) return JSON.stringify(`\${${value.expression}}`);
  if ('items' in value) return `[${value.items.map(jsonText).join(', ')}]`;
  return `{ ${jsonMembers(value.members)} }`;
}

function jsonMembers(members: Members['members']): string {
  const entries = Object.entries(members).map(([name, one]) => `${JSON.stringify(name)}: ${jsonText(one)}`);
  return entries.join(', ');
}
