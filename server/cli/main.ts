import { serveStdio } from '../lsp/main.stdio';
import { run } from './run';

for (const stream of [process.stdout, process.stderr]) {
  // A reader that has seen enough (`| head`) is no error, and does not change what was found.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') crash(error);
  });
}

run(
  process.argv.slice(2),
  {
    folder: workingDirectory(),
    environment: { ...process.env, LANG: process.env.LANG ?? Intl.DateTimeFormat().resolvedOptions().locale },
    out: process.stdout,
    error: process.stderr,
  },
  serveStdio,
).then((status) => {
  process.exitCode ??= status;
}, crash);

/** A fault of sovlint's own: its status is none that says something about the code. */
function crash(error: unknown): void {
  process.exitCode = 70;
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`sovlint: internal error, please report it: ${text}\n`);
}

/** The root where the working directory has been deleted: named paths can still be read. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
