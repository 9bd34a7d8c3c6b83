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

/** A full disk under the output, or a fault of sovlint's own: then the status is none that says something about the code. */
function crash(error: unknown): void {
  if ((error as NodeJS.ErrnoException | undefined)?.syscall === 'write') {
    process.exitCode = 2;
    process.stderr.write(`sovlint: ${(error as Error).message}\n`);
    return;
  }
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
