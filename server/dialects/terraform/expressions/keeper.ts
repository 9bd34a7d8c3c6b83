/** So many characters of texts are kept, twice over: those of late, and those of before. */
const CAPACITY = 4_000_000;

/**
 * The same function, its latest results kept by text: hundreds of files that a factory reads are read again by every
 * run and at every keystroke. What the function gives depends on the text alone, so keeping it is never seen.
 */
export function keeper<T>(read: (text: string) => T): (text: string) => T {
  let late = new Map<string, T>();
  let before = new Map<string, T>();
  let size = 0;
  return (text) => {
    const known = late.get(text);
    if (known !== undefined) return known;
    const made = before.get(text) ?? read(text);
    size += text.length;
    if (size > CAPACITY) {
      before = late;
      late = new Map();
      size = text.length;
    }
    late.set(text, made);
    return made;
  };
}
