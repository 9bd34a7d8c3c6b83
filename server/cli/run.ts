import data from 'sovlint:rules';
import { type Knowledge, loadKnowledge } from '../engine/knowledge';
import { loadTexts, localize } from '../engine/messages';
import { askedLanguage, readArguments, UsageError } from './arguments';
import { runExplain } from './explain';
import { runFacts } from './facts';
import { helpText } from './help';
import { runRules } from './rules';
import { runScan } from './scan';
import type { Terminal } from './terminal';

/**
 * Runs one command and gives its exit status: 0 fine, 1 findings, 2 wrong usage or configuration, 3 unreadable input.
 * @param words what stands after the program's name
 * @param serve starts the language server and resolves when it ends
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  serve: () => Promise<number>,
): Promise<number> {
  try {
    const { name, ...command } = readArguments(words, terminal.environment);
    const { options } = command;
    switch (name) {
      case 'version':
        terminal.out.write(`${SOVLINT_VERSION}\n`);
        return 0;
      case 'help':
        terminal.out.write(helpText(options.language));
        return 0;
      case 'lsp':
        return await serve();
      case 'rules':
        return runRules(command.operands[0], options, knowledge(), terminal);
      case 'facts':
        return runFacts(command.operands, options, knowledge(), terminal);
      case 'explain':
        return runExplain(command.operands[0]!, options, knowledge(), terminal);
      case 'scan':
        return runScan(command.operands, options, knowledge(), terminal);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // The arguments may be what is wrong, so the language is looked for apart from them.
    const language = askedLanguage(words, terminal.environment);
    const text = localize({ key: error.key, args: error.args }, language, loadTexts(data));
    terminal.error.write(`sovlint: ${text}\n`);
    return error.status;
  }
}

let loaded: Knowledge | undefined;

function knowledge(): Knowledge {
  loaded ??= loadKnowledge(data);
  return loaded;
}
