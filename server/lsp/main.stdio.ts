import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './node';

/** Serves one client on standard input and output; the client's `exit` ends the process. */
export function serveStdio(): Promise<number> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
  return new Promise(() => {});
}
