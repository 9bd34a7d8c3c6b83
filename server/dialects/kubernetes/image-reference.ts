import type { Location } from '../../core/source';
import type { Unknown } from '../../core/value';

// The grammar of distribution/reference, loosely: [host[:port]/]path[:tag][@digest].
const HOST = /^(?:\[[0-9a-f:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::\d+)?\//;
const PATH = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;
const TAIL = /^([^:@]*)(?::[\w][\w.+-]*)?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]+)?$/;

/** Whether a text can name an image; what cannot (`IMAGE_NAME`, `<image>`) is filled in before it is used. */
export function isImageReference(text: string): boolean {
  const host = HOST.exec(text)?.[0] ?? '';
  const path = TAIL.exec(isHost(host) ? text.slice(host.length) : text)?.[1];
  return path !== undefined && PATH.test(path);
}

/** An image's name without tag and digest, as kustomize and skaffold name it. */
export function imageName(text: string): string {
  return text.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

/** What follows the name: tag and digest. */
export function imageTail(text: string): string {
  return text.slice(imageName(text).length);
}

export function noImage(text: string, at: Location): Unknown {
  return {
    kind: 'unknown',
    at,
    reason: { key: 'kubernetes.not-an-image', args: { text: text.slice(0, 60) } },
    settle: { key: 'kubernetes.placeholder.settle' },
  };
}

/** The first part is a host if it could be no part of a name: it has a dot, a port, capitals, or is localhost. */
function isHost(first: string): boolean {
  return /[.:A-Z]/.test(first) || first === 'localhost/';
}
