import data from 'sovlint:rules';
import { loadKnowledge } from '../engine/knowledge';
import { loadTexts, localize } from '../engine/messages';
import { serveStdio } from '../lsp/main.stdio';
import { environmentLanguage, readArguments, UsageError } from './arguments';
import { runExplain } from './explain';
import { helpText } from './help';
import { runRules } from './rules';
import { runScan } from './scan';

/** Runs one command and gives its exit status: 0 fine, 1 findings, 2 wrong usage or configuration, 3 unreadable input. */
async function run(words: readonly string[]): Promise<number> {
  const command = readArguments(words, process.env);
  switch (command.name) {
    case 'version':
      process.stdout.write(`${SOVLINT_VERSION}\n`);
      return 0;
    case 'help':
      process.stdout.write(helpText(command.options.language));
      return 0;
    case 'lsp':
      return serveStdio();
    case 'rules':
      return runRules(command.id, command.options, loadKnowledge(data));
    case 'explain':
      return runExplain(command.target, command.options, loadKnowledge(data));
    case 'scan':
      return runScan(command.paths, command.options, loadKnowledge(data));
  }
}

/** One clear line on standard error. */
function complain(error: UsageError): number {
  const language = environmentLanguage(process.env);
  process.stderr.write(
    `sovlint: ${localize({ key: error.key, args: error.args }, language, loadTexts(data))}\n`,
  );
  return error.status;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

run(process.argv.slice(2))
  .catch((error: unknown) => {
    if (error instanceof UsageError) return complain(error);
    throw error;
  })
  .then((status) => {
    process.exitCode = status;
  });
