import { type Hop, type Option, through, type Value } from '../../core/value';
import { withMembers } from './members';

/**
 * The same value, reached through one more step, and so are its members: what is taken out of a local's map or a
 * module's output was reached through the local and the output.
 */
export function passing(value: Value, hop: Omit<Hop, 'next'>): Value {
  switch (value.kind) {
    case 'choice': {
      const options = value.options.map(
        (option): Option => ({ ...option, value: passing(option.value, hop) as Option['value'] }),
      );
      return { ...value, options };
    }
    case 'list':
    case 'map': {
      const { trace, open } = value;
      return withMembers(value, (member) => passing(member, hop), {
        trace: { ...hop, ...(trace && { next: trace }) },
        ...(open && { open: through(open, hop) }),
      });
    }
    default:
      return through(value, hop);
  }
}
