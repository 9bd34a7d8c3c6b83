import {
  type CodeAction,
  commands,
  type Diagnostic,
  Disposable,
  languages,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** How long anything may take to show, in milliseconds. A test waits for the event, never for the time. */
const patience = 20_000;

export function fileUri(path: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);
}

export async function show(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(path));
  await window.showTextDocument(document, { preview: false });
  return document;
}

export async function write(path: string, text: string): Promise<void> {
  await workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(text));
}

/**
 * A file's diagnostics about places, once their codes are as expected; fails with what they are if that never comes.
 * What else may be wrong with the fixture is not this suite's matter.
 */
export async function codesBecome(path: string, expected: readonly string[]): Promise<readonly Diagnostic[]> {
  const uri = fileUri(path);
  const own = () => languages.getDiagnostics(uri).filter(({ code }) => String(code).startsWith('where/'));
  const codes = () =>
    own()
      .map(({ code }) => String(code))
      .sort();
  const fits = () => JSON.stringify(codes()) === JSON.stringify([...expected].sort());
  if (!fits()) {
    await new Promise<void>((resolve, reject) => {
      const done = Disposable.from(
        languages.onDidChangeDiagnostics(() => {
          if (!fits()) return;
          done.dispose();
          clearTimeout(timer);
          resolve();
        }),
      );
      const timer = setTimeout(() => {
        done.dispose();
        reject(new Error(`${path}: expected [${[...expected].sort()}], there is [${codes()}]`));
      }, patience);
    });
  }
  return own();
}

/** Replaces a stretch of a document's text, found by what it says. */
export async function replace(document: TextDocument, found: string, text: string): Promise<void> {
  const start = document.getText().indexOf(found);
  if (start < 0) throw new Error(`"${found}" is not in ${document.uri.path}`);
  const edit = new WorkspaceEdit();
  edit.replace(
    document.uri,
    new Range(document.positionAt(start), document.positionAt(start + found.length)),
    text,
  );
  await workspace.applyEdit(edit);
}

export async function quickFixes(uri: Uri, range: Range): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix');
}
