import type { Host } from '../core/host';

/** How the server reaches the files of one folder: on disk, or through the client. */
export interface FolderAccess {
  readonly host: Host;
  /** The folder's path inside its git repository, with a `/` at its end unless empty, where that can be told. */
  readonly rootInRepository?: string;
  /** The files to judge, from the folder; read anew at each call. */
  list(): Promise<readonly string[]>;
  /** Whether a new file would be listed. */
  isListed(path: string): boolean;
  /** Forgets what is kept of a file, if anything is. */
  forget(path: string): void;
  /** Gets what `host` was asked for and did not have; returns the paths that it has now. */
  fetch(): Promise<readonly string[]>;
}

/** Opens a folder. `shallow`: only the files in the folder itself (a document opened on its own). */
export type OpenAccess = (uri: string, shallow: boolean) => FolderAccess;
