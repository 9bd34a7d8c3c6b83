import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { Status } from '../server/lsp/protocol';
import { answerFileRequests } from './files';
import { askForHomeOnce, chooseHome } from './home';
import { showStatus } from './status';

/** What sovlint looks at, by name: a bare VS Code knows `.tf` as plain text. */
const patterns = [
  '**/*.{tf,tofu,tfvars,hcl}',
  '**/*.{tf,tofu,tfvars}.json',
  '**/*.{yaml,yml,json,template,bicep,bicepparam}',
];

/** The client's side of the options: which documents, in which file systems. */
export function clientOptions(): LanguageClientOptions {
  const schemes = new Set(['file', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return {
    documentSelector: [...schemes].flatMap((scheme) => patterns.map((pattern) => ({ scheme, pattern }))),
    diagnosticPullOptions: { onChange: true, onSave: false },
    markdown: { isTrusted: false },
  };
}

/** Starts the server, and everything that is shown outside the editor: status bar, commands, the first question. */
export async function startClient(client: BaseLanguageClient, context: ExtensionContext): Promise<void> {
  const status = showStatus();
  const first = new Promise<Status>((resolve) => {
    client.onNotification('sovlint/status', (news: Status) => {
      status.update(news);
      resolve(news);
    });
  });
  const subscriptions: Disposable[] = [
    status,
    ...answerFileRequests(client),
    commands.registerCommand('sovlint.scan', () => scan(client)),
    commands.registerCommand('sovlint.chooseHome', () => chooseHome()),
    { dispose: () => client.dispose() },
  ];
  context.subscriptions.push(...subscriptions);
  await client.start();
  void first.then((news) => askForHomeOnce(news, context));
}

async function scan(client: BaseLanguageClient): Promise<Status> {
  const title = l10n.t('sovlint: scanning the workspace');
  const status = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    client.sendRequest<Status>('sovlint/scan'),
  );
  const { error, warning, info } = status.findings;
  const show = l10n.t('Show Problems');
  const text = l10n.t(
    'sovlint: {0} files, {1} errors, {2} warnings, {3} notes',
    status.files,
    error,
    warning,
    info,
  );
  void window.showInformationMessage(text, show).then((choice) => {
    if (choice === show) void commands.executeCommand('workbench.actions.view.problems');
  });
  return status;
}
