import type { Fix } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { FixContext } from './index';
import { textAt } from './place';

/** Rewrites an image's reference to the mirror that the configuration names for its registry. */
export function pullThroughMirror(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const { host, value } = verdicts[0]!.facet.properties;
  const mirror = typeof host === 'string' ? context.policy.mirrors[host] : undefined;
  const written = textAt(at, context);
  if (!mirror || written === undefined || typeof value !== 'string' || typeof host !== 'string')
    return undefined;
  // A host that stands apart from the repository (`registry: quay.io`) is replaced alone.
  if (written === host) return fixOf(at, mirror, mirror);
  if (written !== value) return undefined;
  const repository = written.startsWith(`${host}/`) ? written.slice(host.length + 1) : written;
  return fixOf(at, `${mirror}/${repository}`, mirror);
}

function fixOf(at: Location, newText: string, mirror: string): Fix {
  return { title: { key: 'fix.mirror', args: { with: mirror } }, safety: 'unsafe', edits: [{ at, newText }] };
}
