import type { Value } from '../../../core/value';
import { mapOptions } from './choices';
import { readYaml } from './functions/yaml-read';
import { decode, structureOf } from './structure';

/**
 * The list or map that a text stands for in JSON or YAML, every member at its own text, as `structureOf` has it for JSON.
 * Undefined where the text is neither.
 */
export function documentOf(value: Value): Value | undefined {
  if (value.kind === 'choice') {
    const made = mapOptions(value, value.at, (plain) => documentOf(plain) ?? plain);
    return made.kind === 'scalar' ? undefined : made;
  }
  const structure = structureOf(value);
  if (structure) return structure;
  if (value.kind !== 'scalar' && value.kind !== 'unknown') return undefined;
  if (value.kind === 'scalar' && !(typeof value.value === 'string' && value.value.includes(':')))
    return undefined;
  const made = decode(value, readYaml);
  return made && made !== 'invalid' && (made.kind === 'map' || made.kind === 'list') ? made : undefined;
}
