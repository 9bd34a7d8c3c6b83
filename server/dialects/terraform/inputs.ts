import { candidates, type Option, type Value } from '../../core/value';
import { choose } from './expressions';

/** What a tool around Terraform hands over for a variable, in each candidate of its inputs. */
export function inputNamed(inputs: Value | undefined, name: string): Value | undefined {
  if (!inputs) return undefined;
  const found = candidates(inputs).flatMap((option): Option[] => {
    const { value } = option;
    if (value.kind === 'unknown') return [option];
    if (value.kind !== 'map') return [];
    const given = value.entries.get(name)?.value ?? value.open;
    if (!given) return [];
    return candidates(given).map((inner) => ({ ...inner, certain: inner.certain && option.certain }));
  });
  const [only] = found;
  if (!only) return undefined;
  return found.length === 1 && only.certain ? only.value : choose(found, inputs.at);
}
