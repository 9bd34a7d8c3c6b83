/** A seeded generator of numbers in [0, 1): mulberry32. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Put in at random places; parted by spaces. */
const TOKENS = [
  '{ } [ ] ( ) " " , . ... = == => : :: ? ! - + * / % & && | || < <= <<EOT\n <<-EOT\n EOT\n',
  ' \x24{ \x24{~ %{ ~} ~ \n \r\n # // /* */ \\ \\n $$ %% ; for in if else endif endfor true null 0 1.5 1e3 .0 .* [*]',
  ' x\u00a0y e\u0301 \u00e9 \t',
]
  .join('')
  .split(' ');

/** One to three small changes: characters dropped or doubled, tokens swapped, dropped, copied or put in. */
export function mutate(text: string, random: () => number): string {
  let result = text;
  const count = 1 + Math.floor(random() * random() * 3);
  for (let i = 0; i < count; i++) result = mutateOnce(result, random);
  // Half of a surrogate pair is no text: encoders make this of it.
  return result.replace(/\p{Surrogate}/gu, '\ufffd');
}

function mutateOnce(text: string, random: () => number): string {
  const pick = (count: number) => Math.floor(random() * count);
  const at = pick(text.length);
  const kind = pick(8);
  if (kind < 4) {
    const end = at + (kind % 2 === 0 ? 1 : pick(30));
    return kind < 2 ? text.slice(0, at) + text.slice(end) : text.slice(0, end) + text.slice(at);
  }
  if (kind === 4) return text.slice(0, at) + TOKENS[pick(TOKENS.length)] + text.slice(at);
  const tokens: string[] = text.match(/\s+|[\w-]+|[^\w\s]/gu) ?? [''];
  const i = pick(tokens.length);
  const j = pick(tokens.length);
  if (kind === 5) [tokens[i], tokens[j]] = [tokens[j]!, tokens[i]!];
  else if (kind === 6) tokens.splice(i, 1);
  else tokens.splice(i, 0, tokens[j]!);
  return tokens.join('');
}
