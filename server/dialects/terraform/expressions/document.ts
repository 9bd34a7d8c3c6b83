import type { MapValue, Value } from '../../../core/value';
import { parseSections } from '../../../syntax/tree/sections';
import { mapOptions } from './choices';
import { readYaml } from './functions/yaml-read';
import { keeper } from './keeper';
import { decode, type Reader, structureOf } from './structure';

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

const readSections: Reader = keeper(parseSections);

/** The map that a text of sections stands for (Fluent Bit's classic configuration), every member at its own text. */
export function sectionsOf(value: Value): MapValue | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  const made = decode(value, readSections);
  return made && made !== 'invalid' && made.kind === 'map' ? made : undefined;
}
