import type { Connection } from 'vscode-languageserver';
import type { Entry, ReadResult } from '../core/host';
import { decode, largestFile, tooLarge } from '../host/decode';
import { type IgnoreFile, isIgnored, parseIgnore } from '../host/ignore';
import type { FolderAccess } from './access';
import type { ListFilesParams, ListFilesResult, ReadFileParams, ReadFileResult } from './protocol';
import { uriFrom } from './uri';

const leftOut = new Set(['.git', '.terraform', 'node_modules']);
const deepest = 100;
/** Requests under way at a time. */
const width = 16;

/**
 * Reaches a folder's files through the client. The engine reads synchronously: what is not here yet is answered as
 * missing, noted, and there for the run after `fetch`.
 */
export function remoteAccess(connection: Connection, folder: string, shallow: boolean): FolderAccess {
  const texts = new Map<string, ReadResult>();
  const folders = new Map<string, readonly Entry[]>();
  const wanted = new Set<string>();
  const wantedFolders = new Set<string>();
  let ignores: IgnoreFile[] = [];

  const read = async (path: string): Promise<ReadResult> => {
    const params: ReadFileParams = { uri: uriFrom(folder, path), limit: largestFile };
    const answer = await connection.sendRequest<ReadFileResult>('sovlint/readFile', params);
    if ('missing' in answer) return { missing: true };
    if ('tooLarge' in answer) return tooLarge(answer.tooLarge);
    return decode(Uint8Array.from(atob(answer.base64), (char) => char.charCodeAt(0)));
  };
  const list = async (path: string): Promise<readonly Entry[]> => {
    const params: ListFilesParams = { uri: uriFrom(folder, path) };
    const { entries } = await connection.sendRequest<ListFilesResult>('sovlint/listFiles', params);
    folders.set(path, entries);
    return entries;
  };
  const listed = (path: string, kind: Entry['kind']) =>
    !path.split('/').some((name) => leftOut.has(name)) && isIgnored(ignores, path, kind) !== true;

  return {
    host: {
      read: (path) => {
        const known = texts.get(path);
        if (!known && !path.startsWith('..')) wanted.add(path);
        return known ?? { missing: true };
      },
      list: (path) => {
        const known = folders.get(path);
        if (!known && !path.startsWith('..')) wantedFolders.add(path);
        return known ?? [];
      },
    },
    list: async () => {
      ignores = [];
      folders.clear();
      const files: string[] = [];
      let level = [''];
      for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
        const next: string[] = [];
        const lists = await inTurn(level, async (path) => ({ path, entries: await list(path) }));
        for (const { path, entries } of lists) {
          if (!entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) continue;
          const file = await read(join(path, '.gitignore'));
          if ('text' in file) ignores.push(parseIgnore(file.text, path));
        }
        for (const { path, entries } of lists) {
          for (const { name, kind } of entries) {
            const child = join(path, name);
            if (!listed(child, kind)) continue;
            if (kind === 'file') files.push(child);
            else if (!shallow) next.push(child);
          }
        }
        level = next;
      }
      return files.sort();
    },
    isListed: (path) => {
      const names = path.split('/');
      return names.every((_, i) =>
        listed(names.slice(0, i + 1).join('/'), i < names.length - 1 ? 'folder' : 'file'),
      );
    },
    forget: (path) => {
      texts.delete(path);
      folders.delete(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    },
    fetch: async () => {
      const files = [...wanted];
      const places = [...wantedFolders];
      wanted.clear();
      wantedFolders.clear();
      const results = await inTurn(files, async (path) => ({ path, result: await read(path) }));
      for (const { path, result } of results) texts.set(path, result);
      const lists = await inTurn(places, async (path) => ({ path, entries: await list(path) }));
      return [
        ...results.filter(({ result }) => !('missing' in result)).map(({ path }) => path),
        ...lists.flatMap(({ path, entries }) => entries.map(({ name }) => join(path, name))),
      ];
    },
  };
}

/** Maps asynchronously, a bounded number at a time, in order. */
async function inTurn<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
