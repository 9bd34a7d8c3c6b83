import type { MappingNode, Pair } from '../syntax/tree/node';
import { parseYaml } from '../syntax/tree/yaml';

/** A replacement of one stretch of a text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * The edit that puts an entry first in `allow.findings` of a configuration, and leaves all else as it stands.
 * Undefined where the configuration is not of a shape that this can be written into.
 */
export function allowFinding(text: string, fingerprint: string, reason: string): Replacement | undefined {
  const { documents, problems } = parseYaml(text);
  const [root] = documents;
  if (problems.length > 0 || documents.length > 1 || (root && root.kind !== 'mapping')) return undefined;
  const print = `fingerprint: ${JSON.stringify(fingerprint)}`;
  const why = `reason: ${JSON.stringify(reason)}`;
  const entry = (indent: string) => `- ${print}\n${indent}  ${why}`;
  const allow = root && pairOf(root, 'allow')?.value;
  if (!allow) {
    if (root?.flow) return undefined;
    const newline = text === '' || text.endsWith('\n') ? '' : '\n';
    return insert(text.length, `${newline}allow:\n  findings:\n    ${entry('    ')}\n`);
  }
  if (allow.kind !== 'mapping') return undefined;
  const findings = pairOf(allow, 'findings')?.value;
  if (!findings) {
    const first = allow.pairs[0]?.key.range.start;
    if (allow.flow || first === undefined) return undefined;
    const indent = indentAt(text, first);
    return insert(first, `findings:\n${indent}  ${entry(`${indent}  `)}\n${indent}`);
  }
  if (findings.kind !== 'sequence') return undefined;
  const { start } = findings.range;
  if (findings.flow)
    return insert(start + 1, ` { ${print}, ${why} }${findings.items.length > 0 ? ',' : ' '}`);
  const indent = indentAt(text, start);
  return insert(start, `${entry(indent)}\n${indent}`);
}

function insert(at: number, newText: string): Replacement {
  return { start: at, end: at, newText };
}

function pairOf(map: MappingNode, name: string): Pair | undefined {
  return map.pairs.find(({ key }) => key.value === name);
}

/** As many blanks as stand before an offset in its line. */
function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}
