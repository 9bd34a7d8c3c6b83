import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, startClient } from './client';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  const client = new LanguageClient('sovlint', 'sovlint', new Worker(script.toString(true)), clientOptions());
  await startClient(client, context);
}
