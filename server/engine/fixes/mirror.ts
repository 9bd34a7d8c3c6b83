import type { Fix } from '../../core/finding';
import type { Location } from '../../core/source';
import type { Verdict } from '../judge';
import type { FixContext } from './index';
import { textAt } from './place';

/** Rewrites a reference to an image or chart to the mirror that the configuration names for its registry. */
export function pullThroughMirror(
  verdicts: readonly Verdict[],
  at: Location,
  context: FixContext,
): Fix | undefined {
  const { host, value, upstream } = verdicts[0]!.facet.properties;
  // A mirror of a mirror: which upstreams it may have is not told.
  if (upstream || typeof host !== 'string' || typeof value !== 'string') return undefined;
  const { mirrors } = context.policy;
  const mirror = mirrors[host] ?? (isDockerHub(host) ? mirrors[dockerHub] : undefined);
  const written = textAt(at, context);
  if (mirror === undefined || written === undefined) return undefined;
  // A host that stands apart from the repository (`registry: quay.io`) is replaced alone.
  if (written === host) return fixOf(at, mirror, mirror);
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(written)!;
  if (rest !== host && !rest.startsWith(`${host}/`)) {
    if (scheme !== '' || written !== value) return undefined;
    return fixOf(at, `${mirror}/${official(rest, host)}`, mirror);
  }
  const repository = rest.slice(host.length + 1);
  const path = scheme === '' ? official(repository, host) : repository;
  return fixOf(at, `${scheme}${mirror}${path === '' ? '' : `/${path}`}`, mirror);
}

const dockerHub = 'docker.io';

/** Docker Hub under its several names. */
function isDockerHub(host: string): boolean {
  return [dockerHub, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'].includes(host);
}

/** Only Docker Hub itself lets the namespace of its own images be left out. */
function official(repository: string, host: string): string {
  return isDockerHub(host) && !repository.includes('/') ? `library/${repository}` : repository;
}

function fixOf(at: Location, newText: string, mirror: string): Fix {
  return { title: { key: 'fix.mirror', args: { with: mirror } }, safety: 'unsafe', edits: [{ at, newText }] };
}
