import type { Message } from '../../core/message';

/** A message, or where something like it is known, its form that asks "did you mean {meant}?" (`<key>-meant`). */
export function withGuess(
  key: string,
  args: NonNullable<Message['args']>,
  written: string,
  known: readonly string[],
): Message {
  const meant = closest(written, known);
  return meant === undefined ? { key, args } : { key: `${key}-meant`, args: { ...args, meant } };
}

/** What was probably meant: the same but for case, the end of it, or a few letters apart. */
export function closest(written: string, known: readonly string[]): string | undefined {
  const lower = written.toLowerCase().trim();
  if (lower === '') return undefined;
  const same = known.find((name) => name.toLowerCase() === lower);
  if (same !== undefined) return same;
  const ends = known.filter((name) => name.toLowerCase().endsWith(`/${lower}`));
  if (ends.length === 1) return ends[0];
  let best: string | undefined;
  // Codes of two letters are all alike: nothing is guessed for them.
  let least = Math.min(3, Math.floor(lower.length / 3)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - lower.length) >= least) continue;
    const far = distance(lower, name.toLowerCase());
    if (far < least) {
      least = far;
      best = name;
    }
  }
  return best;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
