import type { Location } from '../../core/source';
import type { Node, ScalarNode } from '../../syntax/tree/node';
import { itemsAt, nodeAt, textAt } from './node-value';
import type { PlacedText } from './overlays';

/** A ConfigMap or Secret that a kustomization makes. Plain data: it may be compared as JSON. */
export interface GeneratedMap {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Its name, as the kustomization states it. */
  readonly at: Location;
  readonly entries: readonly { readonly key: PlacedText; readonly value: PlacedText }[];
  /** It may hold more: it is laid over another one, or a file could not be read. */
  readonly open: boolean;
}

/** What a file named by a node holds, and its path from the project's root. */
export type ReadFile = (node: Node) => { readonly path: string; readonly text: string } | undefined;

/** The ConfigMaps and Secrets that a kustomization generates from literals and files of variables. */
export function generatedMaps(document: Node, path: string, read: ReadFile): readonly GeneratedMap[] {
  const of = (key: string, kind: GeneratedMap['kind']) =>
    itemsAt(document, key).flatMap((item): GeneratedMap[] => {
      const name = nodeAt(item, 'name');
      if (name?.kind !== 'scalar' || name.text === '') return [];
      const literals = itemsAt(item, 'literals').flatMap((literal) => pairOf(literal, path));
      const single = nodeAt(item, 'env');
      const files = [...itemsAt(item, 'envs'), ...(single ? [single] : [])].map(read);
      return [
        {
          kind,
          name: name.text,
          at: { path, range: name.content },
          entries: [...literals, ...files.flatMap((file) => (file ? variablesIn(file.text, file.path) : []))],
          open: files.includes(undefined) || textAt(item, 'behavior') === 'merge',
        },
      ];
    });
  return [...of('configMapGenerator', 'ConfigMap'), ...of('secretGenerator', 'Secret')];
}

/** `NAME=value`, as a text of the kustomization. */
function pairOf(node: Node, path: string): GeneratedMap['entries'] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const split = node.value.indexOf('=');
  if (split < 0) return [];
  const at = (start: number, end: number): Location => ({ path, range: stretch(node, start, end) });
  const value = node.value.slice(split + 1).replace(/^(["'])(.*)\1$/, '$2');
  return [
    {
      key: { text: node.value.slice(0, split), at: at(0, split) },
      value: { text: value, at: at(split + 1, node.value.length) },
    },
  ];
}

/** A stretch of a scalar's text; the whole where it is not written as it reads. */
function stretch({ content, value }: ScalarNode, start: number, end: number): Location['range'] {
  const plain = content.end - content.start === String(value).length && end > start;
  return plain ? { start: content.start + start, end: content.start + end } : content;
}

/** The lines of a file of variables. */
export function variablesIn(text: string, path: string): GeneratedMap['entries'] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=([^\r\n]*)/gm)].map((match) => {
    const start = match.index + match[0].indexOf(match[1]!);
    const end = match.index + match[0].length;
    const written = match[2]!.trim();
    const value = /^(["'])(.*)\1$/.exec(written)?.[2] ?? written;
    const from = end - match[2]!.length + match[2]!.indexOf(value);
    return {
      key: { text: match[1]!, at: { path, range: { start, end: start + match[1]!.length } } },
      value: { text: value, at: { path, range: { start: from, end: from + value.length } } },
    };
  });
}
