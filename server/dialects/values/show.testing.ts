import type { Location } from '../../core/source';
import { hops, type Value } from '../../core/value';

/** A value in one line: what it is, the deciding text where that is another, the way there. */
export function show(value: Value, text: string): string {
  const slice = (at: Location) => text.slice(at.range.start, at.range.end).replace(/\s+/g, ' ');
  const way = hops(value.trace)
    .map((hop) => ` < ${hop.step} ${hop.name}${hop.when ? ` (${hop.when})` : ''}`)
    .join('');
  switch (value.kind) {
    case 'scalar': {
      const is = String(value.value);
      const parts = value.parts ? ` = ${value.parts.map((part) => show(part, text)).join(' + ')}` : '';
      return `${is}${slice(value.at) === is ? '' : ` @ ${slice(value.at)}`}${parts}${way}`;
    }
    case 'unknown': {
      const known = `${value.prefix ? `${value.prefix}..` : ''}${value.suffix ? `..${value.suffix}` : ''}`;
      return `?${value.reason.key.replace(/^\w+\.unknown\./, '')} ${known}@ ${slice(value.at)}${way}`;
    }
    case 'choice':
      return value.options
        .map((o) => `${o.certain ? '' : '~'}${show(o.value, text)}${o.when ? ` {${o.when}}` : ''}`)
        .join(' | ');
    case 'list':
      return `[${value.items.map((item) => show(item, text)).join(', ')}${value.open ? ', …' : ''}]`;
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${key}: ${show(entry.value, text)}`);
      return `{${entries.join(', ')}${value.open ? ', …' : ''}}`;
    }
  }
}
