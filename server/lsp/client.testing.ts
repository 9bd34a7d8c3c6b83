import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import type { Status } from './protocol';

/** A client of the server that runs in a process of its own, over standard input and output. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly root: string;
  readonly initialized: InitializeResult;
  /** Answers to `workspace/configuration`. */
  readonly settings: Record<string, unknown>;
  /** Notifications of `textDocument/publishDiagnostics`, the last for each document. */
  readonly pushed: Map<string, readonly Diagnostic[]>;
  readonly statuses: Status[];
  /** How often the server asked for a refresh. */
  refreshes(): number;
  uri(path: string): string;
  write(path: string, text: string): void;
  open(path: string, text: string): void;
  change(path: string, text: string): void;
  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** All documents' rule ids, by path. */
  pullAll(): Promise<Record<string, string[]>>;
  /** Waits until a condition holds, looking after each message that comes in. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

export interface TestClientSetup {
  /** The server's bundle. */
  readonly server: string;
  readonly files: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly locale?: string;
  readonly settings?: Record<string, unknown>;
  /** Opened without a workspace folder. */
  readonly folderless?: boolean;
}

/** What VS Code can do, as far as the server asks. */
export const capable: ClientCapabilities = {
  textDocument: { diagnostic: { relatedDocumentSupport: false } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
};

export async function startClient(setup: TestClientSetup): Promise<TestClient> {
  const root = mkdtempSync(join(tmpdir(), 'sovlint-lsp-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(setup.files)) write(path, text);
  const server: ChildProcess = spawn(process.execPath, [setup.server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const settings = setup.settings ?? {};
  const pushed = new Map<string, readonly Diagnostic[]>();
  const statuses: Status[] = [];
  let refreshes = 0;
  let lookers: (() => void)[] = [];
  const look = () => {
    const all = lookers;
    lookers = [];
    for (const one of all) one();
  };
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => settings));
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    look();
    return null;
  });
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    pushed.set(uri, diagnostics);
    look();
  });
  connection.onNotification('sovlint/status', (status: Status) => {
    statuses.push(status);
    look();
  });
  connection.onNotification('window/logMessage', ({ message }) => console.error(message));
  connection.listen();
  const uri = (path: string) => pathToFileURL(join(root, path)).href;
  const folder = { uri: pathToFileURL(root).href, name: 'test' };
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: setup.capabilities ?? capable,
    locale: setup.locale ?? 'en',
    workspaceFolders: setup.folderless ? null : [folder],
  });
  await connection.sendNotification('initialized', {});
  const versions = new Map<string, number>();
  return {
    connection,
    root,
    initialized,
    settings,
    pushed,
    statuses,
    refreshes: () => refreshes,
    uri,
    write,
    open: (path, text) => {
      versions.set(path, 1);
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(path), languageId: 'plaintext', version: 1, text },
      });
    },
    change: (path, text) => {
      const version = versions.get(path)! + 1;
      versions.set(path, version);
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      });
    },
    pull: (path, previousResultId) =>
      connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri: uri(path) },
        ...(previousResultId && { previousResultId }),
      }),
    pullAll: async () => {
      const { items } = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds: [],
      });
      const full = items.flatMap((item) => (item.kind === 'full' ? [item] : []));
      return Object.fromEntries(
        full.map((item) => [
          item.uri.slice(folder.uri.length + 1),
          item.items.map(({ code }) => String(code)),
        ]),
      );
    },
    until: async (condition) => {
      while (!condition()) await new Promise<void>((resolve) => lookers.push(resolve));
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
