import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { gitRoot, isListed, listFiles, nodeHost } from '../host/node';
import type { FolderAccess } from './access';
import { remoteAccess } from './remote';
import { startServer } from './server';

/** Serves a client on a connection, with Node's file system. */
export function serve(connection: Connection): void {
  startServer(connection, (uri, shallow) =>
    uri.startsWith('file:') ? diskAccess(uri, shallow) : remoteAccess(connection, uri, shallow),
  );
}

function diskAccess(uri: string, shallow: boolean): FolderAccess {
  const root = fileURLToPath(uri);
  const top = gitRoot(root);
  const inside = top === undefined ? '' : relative(top, root).split(sep).filter(Boolean).join('/');
  const host = nodeHost(root);
  const isFile = ({ kind }: { kind: string }) => kind === 'file';
  return {
    host,
    rootInRepository: inside === '' ? '' : `${inside}/`,
    list: async () =>
      shallow
        ? host
            .list('')
            .filter(isFile)
            .map(({ name }) => name)
            .filter((name) => isListed(root, name))
            .sort()
        : listFiles(root),
    isListed: (path) => (!shallow || !path.includes('/')) && isListed(root, path),
    forget: () => {},
    fetch: async () => [],
  };
}
