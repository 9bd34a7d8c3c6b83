import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';

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
  const { contents, errors } = parseDocument(text);
  if (errors.length > 0) return undefined;
  const entry = (indent: string) =>
    `- fingerprint: ${JSON.stringify(fingerprint)}\n${indent}  reason: ${JSON.stringify(reason)}`;
  const insert = (at: number, newText: string) => ({ start: at, end: at, newText });
  const allow = isMap(contents) ? pairOf(contents, 'allow') : undefined;
  if (contents === null || (isMap(contents) && !contents.flow && !allow)) {
    const newline = text === '' || text.endsWith('\n') ? '' : '\n';
    return insert(text.length, `${newline}allow:\n  findings:\n    ${entry('    ')}\n`);
  }
  if (!isMap(allow?.value)) return undefined;
  const findings = pairOf(allow.value, 'findings');
  const flow = (open: number) =>
    insert(
      open + 1,
      ` { fingerprint: ${JSON.stringify(fingerprint)}, reason: ${JSON.stringify(reason)} }${
        /^\s*\]/.test(text.slice(open + 1)) ? ' ' : ','
      }`,
    );
  if (!findings) {
    const first = (allow.value.items[0]?.key as Node | undefined)?.range?.[0];
    if (allow.value.flow || first === undefined) return undefined;
    const indent = indentAt(text, first);
    return insert(first, `findings:\n${indent}  ${entry(`${indent}  `)}\n${indent}`);
  }
  if (!isSeq(findings.value) || !findings.value.range) return undefined;
  const [start] = findings.value.range;
  if (findings.value.flow) return flow(start);
  const indent = indentAt(text, start);
  return insert(start, `${entry(indent)}\n${indent}`);
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

/** The blanks before an offset in its line. */
function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}
