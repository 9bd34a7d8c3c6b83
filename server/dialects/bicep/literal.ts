import type { Template } from '../../syntax/bicep/ast';

/** A string without interpolations. */
export function literalText({ parts }: Template): string | undefined {
  const [only] = parts;
  if (only === undefined) return '';
  return parts.length === 1 && only.kind === 'text' ? only.value : undefined;
}
