import type { Severity } from '../core/finding';

/** Terminal styles; each leaves its text alone where the stream shows no colour. */
export type Style = Readonly<Record<Severity | 'bold' | 'dim', (text: string) => string>>;

/** @param coloured whether the stream is a terminal and NO_COLOR is not set */
export function styleFor(coloured: boolean): Style {
  const wrap = (open: number, close: number) => (text: string) =>
    coloured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    error: wrap(31, 39),
    warning: wrap(33, 39),
    info: wrap(36, 39),
    bold: wrap(1, 22),
    dim: wrap(2, 22),
  };
}

/**
 * A text without what a terminal would obey instead of show: control characters and changes of writing direction are
 * shown as symbols of one column. Code is foreign text.
 */
export function printable(text: string): string {
  return text
    .replace(/[\u0000-\u001f]/g, (code) =>
      code === '\n' ? code : String.fromCharCode(0x2400 + code.charCodeAt(0)),
    )
    .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
