import { type Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  ListFilesParams,
  ListFilesResult,
  ReadFileParams,
  ReadFileResult,
} from '../server/lsp/protocol';

/** Reads for the server what it cannot reach itself: the files of a virtual workspace or in a browser. */
export function answerFileRequests(client: BaseLanguageClient): Disposable[] {
  return [
    client.onRequest<ReadFileResult, void>('sovlint/readFile', readFile),
    client.onRequest<ListFilesResult, void>('sovlint/listFiles', listFiles),
  ];
}

async function readFile({ uri, limit }: ReadFileParams): Promise<ReadFileResult> {
  const file = Uri.parse(uri);
  try {
    const { size, type } = await workspace.fs.stat(file);
    if (!(type & FileType.File)) return { missing: true };
    if (size > limit) return { tooLarge: size };
    return { base64: base64(await workspace.fs.readFile(file)) };
  } catch {
    return { missing: true };
  }
}

async function listFiles({ uri }: ListFilesParams): Promise<ListFilesResult> {
  try {
    const entries: ListFilesResult['entries'][number][] = [];
    for (const [name, type] of await workspace.fs.readDirectory(Uri.parse(uri))) {
      if (type & FileType.File) entries.push({ name, kind: 'file' });
      // A link to a folder may lead in a circle, and a virtual file system cannot tell.
      else if (type === FileType.Directory) entries.push({ name, kind: 'folder' });
    }
    return { entries };
  } catch {
    return { entries: [] };
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
