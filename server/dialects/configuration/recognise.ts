import { type MapValue, valuesAt } from '../../core/value';
import type { TreeFile } from '../../syntax/tree/node';
import { mapOf } from '../kubernetes/node-value';

/** A kind of configuration, told by its content: sets of paths, one of which must be there whole. */
export interface Kind {
  readonly type: string;
  readonly signs: readonly (readonly string[])[];
}

/** A glance at a text that spares parsing what is none of the kinds. */
export function mayBeConfiguration(text: string, kinds: readonly Kind[]): boolean {
  return kinds.some(({ signs }) =>
    signs.some((set) => set.every((path) => hasName(text, path.split('.')[0]!))),
  );
}

const patterns = new Map<string, RegExp>();

/** Whether a line begins with a name and a colon; in JSON it may be indented. */
function hasName(text: string, name: string): boolean {
  const pattern = patterns.get(name) ?? new RegExp(`^(?:[ \\t]*["'])?${name}["']?[ \\t]*:`, 'm');
  patterns.set(name, pattern);
  return pattern.test(text);
}

/** The kind of configuration that a file is as a whole; undefined for any other file. */
export function recogniseConfiguration(file: TreeFile, kinds: readonly Kind[]): string | undefined {
  const [document, ...others] = file.documents;
  if (document?.kind !== 'mapping' || others.length > 0) return undefined;
  const names = new Set(document.pairs.map(({ key }) => key.text));
  // Most files are ruled out by the names they begin with.
  const likely = kinds.filter(({ signs }) =>
    signs.some((set) => set.every((path) => names.has(path.split('.')[0]!))),
  );
  if (likely.length === 0) return undefined;
  const body = mapOf(document, { path: '' });
  return likely.find(({ signs }) => isOfKind(body, signs))?.type;
}

/** Whether a mapping shows one of the sets of signs. */
export function isOfKind(body: MapValue, signs: Kind['signs']): boolean {
  return signs.some((set) =>
    set.every((path) => valuesAt(body, path).some(({ value }) => value.kind !== 'unknown')),
  );
}
