import type { Location } from '../../core/source';
import type { Unknown } from '../../core/value';
import type { ScalarNode } from '../../syntax/tree/node';

/** `${X}`, `$(X)`, `{{ x }}`: filled in by envsubst, Flux, kubelet, Helm, Jinja and the like. */
const MARK = /\$\{\s*[A-Za-z_]|\$\([A-Za-z_][\w.]*\)|\{\{|\{%/;
const CLOSE = /\}\}|%\}|\}|\)/g;
/** `$REGION`, `<REGION>`, `__REGION__`, `%REGION%`, `@REGION@`. */
const WHOLE = /^(\$[A-Za-z_]\w*|<[^<>]+>|__\w+__|%\w+%|@\w+@)$/;

/** Whether a text is filled in before it is used. Block scalars are programs and files: theirs stays as it is. */
export function isPlaceholder(text: string, style: ScalarNode['style']): boolean {
  return style !== 'block' && (MARK.test(text) || WHOLE.test(text));
}

/** What is known of a text with placeholders: how it begins and ends. */
export function placeholderValue(text: string, at: Location): Unknown {
  const start = text.search(MARK);
  const closes = start < 0 ? [] : [...text.matchAll(CLOSE)];
  const last = closes.at(-1);
  const prefix = start > 0 ? text.slice(0, start) : '';
  const suffix = last ? text.slice(last.index + last[0].length) : '';
  return {
    kind: 'unknown',
    at,
    reason: { key: 'kubernetes.placeholder', args: { text: shortened(text) } },
    settle: { key: 'kubernetes.placeholder.settle' },
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
  };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
