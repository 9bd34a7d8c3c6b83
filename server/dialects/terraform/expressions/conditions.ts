/** Conditions as people read them, made of the texts of expressions: `Option.when`. */

export function negation(text: string): string {
  const [, left, right] = /^([^=!<>&|?:]+) == ([^=!<>&|?:]+)$/.exec(text) ?? [];
  return left === undefined ? `!${bracketed(text)}` : `${left} != ${right}`;
}

export function equation(text: string, key: string | number): string {
  return `${bracketed(text)} == ${JSON.stringify(key)}`;
}

/** @param collection The text of a map, of whose keys none is taken. */
export function absence(key: string, collection: string): string {
  return `!contains(keys(${collection}), ${key})`;
}

export function conjunction(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return `${a} && ${b}`;
}

/** What is more than a name stands in parentheses. */
function bracketed(text: string): string {
  return /^[\w.-]+(?:\[[^[\]]*\][\w.-]*)*$/.test(text) ? text : `(${text})`;
}
