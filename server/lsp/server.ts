import data from 'sovlint:rules';
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type PreviousResultId,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadKnowledge } from '../engine/knowledge';
import type { OpenAccess } from './access';
import { actionsFor, fixAllKind } from './actions';
import { hoverAt } from './hover';
import type { Settings, Status } from './protocol';
import { languageOf, speaker } from './texts';
import { uriKey } from './uri';
import { openWorkspace, type Workspace } from './workspace';

const changeKinds = {
  [FileChangeType.Created]: 'appeared',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'vanished',
} as const;

/** Serves a client on a connection until it ends. What differs between Node and browser is how folders are read. */
export function startServer(connection: Connection, open: OpenAccess): void {
  const documents = new TextDocuments(TextDocument);
  const knowledge = loadKnowledge(data);
  let client = capabilitiesOf({ capabilities: {} });
  let locale: string | undefined;
  let pushed: Settings = {};
  let language: Settings['language'];
  let workspace: Workspace;
  let initial: readonly string[] = [];
  /** Result ids that the client was last given for open documents. */
  const told = new Map<string, string>();
  /**
   * Documents whose diagnostics the client was last told to show, by key. It forgets a result id when a document is
   * closed, and would never hear that what it still shows is gone.
   */
  const shown = new Map<string, string>();
  /** Held workspace requests: each looks again after every run. */
  let held: (() => void)[] = [];
  let lastStatus = '';

  const say = () => speaker(language && language !== 'auto' ? language : languageOf(locale), knowledge.texts);

  const settings = async (uri: string): Promise<Settings> => {
    const scoped = client.configuration
      ? ((await connection.workspace.getConfiguration({
          scopeUri: uri,
          section: 'sovlint',
        })) as Settings | null)
      : pushed;
    language = scoped?.language;
    return scoped ?? {};
  };

  const settled = (changed: ReadonlySet<string>) => {
    const status = workspace.reports.status;
    const text = JSON.stringify(status);
    if (text !== lastStatus) {
      lastStatus = text;
      void connection.sendNotification('sovlint/status', status);
    }
    if (!client.pull) {
      for (const key of changed) push(key);
      return;
    }
    if (changed.size === 0) return;
    const looking = held;
    held = [];
    for (const look of looking) look();
    // The client asks by itself for the document that is typed in; others it must be told of.
    const others = [...changed].some(
      (key) => told.has(key) && !asking.has(key) && told.get(key) !== resultId(key),
    );
    if (others && client.refresh) void connection.languages.diagnostics.refresh();
  };

  const push = (key: string) => {
    const report = workspace.reports.documents.get(key);
    const uri = report?.uri ?? pushedUris.get(key);
    if (uri === undefined) return;
    if (report) pushedUris.set(key, uri);
    else pushedUris.delete(key);
    void connection.sendDiagnostics({ uri, diagnostics: [...(report?.diagnostics ?? [])] });
  };
  const pushedUris = new Map<string, string>();
  const asking = new Map<string, number>();
  const resultId = (key: string) => workspace.reports.documents.get(key)?.resultId ?? 'none';

  connection.onInitialize((params): InitializeResult => {
    client = capabilitiesOf(params);
    locale = params.locale;
    pushed = (params.initializationOptions as Settings | undefined) ?? {};
    workspace = openWorkspace({
      knowledge,
      open,
      settings,
      say,
      settled,
      failed: (error) =>
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    });
    initial = foldersOf(params);
    return {
      serverInfo: { name: 'sovlint', version: SOVLINT_VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        ...(client.pull && {
          diagnosticProvider: {
            identifier: 'sovlint',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    // Not before: a client takes no request, and tells no settings, until it has had its answer.
    workspace.setFolders(initial);
    if (client.watch) {
      // Every path: a folder that vanishes is told of as such, not file by file.
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*' }],
      });
    }
    if (client.configurationChange) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'sovlint' });
    }
    if (client.folders) {
      // Said at once, though the list is still to come: a request that follows must wait for these folders.
      connection.workspace.onDidChangeWorkspaceFolders(() => {
        const folders = connection.workspace.getWorkspaceFolders();
        workspace.setFolders(folders.then((list) => (list ?? []).map(({ uri }) => uri)));
      });
    }
  });

  connection.onDidChangeConfiguration((change) => {
    const section = (change.settings as { sovlint?: Settings } | null)?.sovlint;
    if (section) pushed = section;
    workspace.configure();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace.changedOnDisk(changes.map(({ uri, type }) => ({ uri, kind: changeKinds[type] })));
  });
  documents.onDidChangeContent(({ document }) => workspace.edit(document.uri, document.getText()));
  documents.onDidClose(({ document }) => {
    told.delete(uriKey(document.uri));
    workspace.edit(document.uri, undefined);
  });

  connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
    const key = uriKey(params.textDocument.uri);
    asking.set(key, (asking.get(key) ?? 0) + 1);
    const wanted = await workspace.settled(token);
    const others = asking.get(key)! - 1;
    if (others > 0) asking.set(key, others);
    else asking.delete(key);
    if (!wanted) throw cancelled();
    const id = resultId(key);
    told.set(key, id);
    note(key, params.textDocument.uri);
    if (params.previousResultId === id) return { kind: 'unchanged', resultId: id };
    return {
      kind: 'full',
      resultId: id,
      items: [...(workspace.reports.documents.get(key)?.diagnostics ?? [])],
    };
  });

  // Held open while there is nothing new: the client asks again some seconds after each answer.
  connection.languages.diagnostics.onWorkspace(async (params, token) => {
    for (;;) {
      if (!(await workspace.settled(token))) throw cancelled();
      const items = workspaceItems(params.previousResultIds);
      if (items.some(({ kind }) => kind === 'full')) return { items };
      await new Promise<void>((resolve) => {
        held.push(resolve);
        token.onCancellationRequested(() => resolve());
      });
      if (token.isCancellationRequested) throw cancelled();
    }
  });

  const note = (key: string, uri: string) => {
    if (workspace.reports.documents.get(key)?.diagnostics.length) shown.set(key, uri);
    else shown.delete(key);
  };
  const workspaceItems = (previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[] => {
    const known = new Map(previous.map(({ uri, value }) => [uriKey(uri), { uri, value }]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const [key, { uri, resultId: id, diagnostics }] of workspace.reports.documents) {
      const before = known.get(key);
      known.delete(key);
      const version = documents.get(before?.uri ?? uri)?.version ?? null;
      items.push(
        before?.value === id
          ? { kind: 'unchanged', uri: before.uri, version, resultId: id }
          : { kind: 'full', uri: before?.uri ?? uri, version, resultId: id, items: [...diagnostics] },
      );
    }
    for (const [key, uri] of shown) {
      if (!known.has(key) && !workspace.reports.documents.has(key)) known.set(key, { uri, value: '' });
    }
    for (const [key, { uri }] of known) note(key, uri);
    for (const [key, { uri }] of workspace.reports.documents) note(key, uri);
    for (const { uri, value } of known.values()) {
      const version = documents.get(uri)?.version ?? null;
      items.push(
        value === 'none'
          ? { kind: 'unchanged', uri, version, resultId: 'none' }
          : { kind: 'full', uri, version, resultId: 'none', items: [] },
      );
    }
    return items;
  };

  const foundIn = (uri: string) => workspace.reports.findings.get(uriKey(uri)) ?? [];

  connection.onHover(async ({ textDocument, position }, token) => {
    if (!(await workspace.settled(token))) throw cancelled();
    const place = workspace.locate(textDocument.uri);
    if (!place) return null;
    const findings = foundIn(textDocument.uri).map(({ finding }) => finding);
    const offset = place.folder.lines(place.path).offset(position);
    return hoverAt({ ...place, offset, findings, facts: knowledge.facts, say: say() }) ?? null;
  });

  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    if (!(await workspace.settled(token))) throw cancelled();
    return actionsFor(
      { range, diagnostics: context.diagnostics, ...(context.only && { only: context.only }) },
      {
        findings: foundIn(textDocument.uri),
        version: (uri) => documents.get(uri)?.version ?? null,
        say: say(),
        versions: client.versions,
        snippets: client.snippets,
        creates: client.creates,
      },
    );
  });

  connection.onRequest('sovlint/scan', async (token): Promise<Status> => {
    workspace.rescan();
    if (!(await workspace.settled(token))) throw cancelled();
    return workspace.reports.status;
  });

  connection.onShutdown(() => {
    workspace.dispose();
    for (const look of held) look();
  });
  documents.listen(connection);
  connection.listen();
}

/** The answer to a request whose asker has lost interest. */
function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  return params.rootUri ? [params.rootUri] : [];
}

function capabilitiesOf({
  capabilities: { textDocument, workspace },
}: Pick<InitializeParams, 'capabilities'>) {
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    configurationChange: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    versions: workspace?.workspaceEdit?.documentChanges === true,
    snippets: workspace?.workspaceEdit?.snippetEditSupport === true,
    creates: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
  };
}
