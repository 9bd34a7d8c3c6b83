import type { Language } from '../core/message';

/** What the command line asks for. */
export type Command =
  | { readonly name: 'scan'; readonly paths: readonly string[]; readonly options: ScanOptions }
  | { readonly name: 'explain'; readonly target: string; readonly options: ScanOptions }
  | { readonly name: 'rules'; readonly id?: string; readonly options: ScanOptions }
  | { readonly name: 'lsp' | 'version' | 'help'; readonly options: ScanOptions };

export interface ScanOptions {
  readonly formats: readonly Output[];
  readonly home?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly rules: readonly string[];
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly language: Language;
}

/** A format, and the file it goes to; without one, standard output. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

export const formatNames = ['text', 'json', 'sarif'] as const;
export type FormatName = (typeof formatNames)[number];

/** What ends the command: a message key of rules/messages with its arguments, and the exit status. */
export class UsageError extends Error {
  constructor(
    readonly key: string,
    readonly args: Readonly<Record<string, string>> = {},
    readonly status: 2 | 3 = 2,
  ) {
    super(key);
  }
}

/**
 * Reads the words after the program's name.
 * @param environment for the default language (`LC_ALL`, `LC_MESSAGES`, `LANG`)
 * @throws UsageError
 */
export function readArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  const names: string[] = [];
  const formats: Output[] = [];
  const rules: string[] = [];
  const single: { home?: string; profile?: string; config?: string } = {};
  let failOn: ScanOptions['failOn'] = 'error';
  let language = environmentLanguage(environment);
  let asked: 'version' | 'help' | undefined;
  const queue = [...words];
  while (queue.length > 0) {
    const word = queue.shift()!;
    if (word === '--') {
      names.push(...queue.splice(0));
      break;
    }
    if (word === '-h' || word === '--help') asked ??= 'help';
    else if (word === '-v' || word === '--version') asked ??= 'version';
    else if (word === '--stdio') continue;
    else if (word.startsWith('-') && word !== '-') {
      const [option, attached] = split(word);
      const take = () => attached ?? queue.shift() ?? fail('cli.needs-value', { option });
      switch (option) {
        case '--format':
          formats.push(outputOf(take()));
          break;
        case '--home':
        case '--profile':
        case '--config':
          single[option.slice(2) as keyof typeof single] = take();
          break;
        case '--rule':
          rules.push(take());
          break;
        case '--fail-on':
          failOn = oneOf(option, take(), ['error', 'warning', 'info', 'never']);
          break;
        case '--lang':
          language = oneOf(option, take(), ['en', 'ko']);
          break;
        default:
          fail('cli.unknown-option', { option });
      }
    } else names.push(word);
  }
  const options: ScanOptions = {
    ...single,
    rules,
    failOn,
    language,
    formats: formats.length > 0 ? formats : [{ format: 'text' }],
  };
  if (asked) return { name: asked, options };
  return commandOf(names, options);
}

function commandOf([name, ...rest]: readonly string[], options: ScanOptions): Command {
  switch (name) {
    case undefined:
    case 'help':
      return { name: 'help', options };
    case 'scan':
      return { name, paths: rest.length > 0 ? rest : ['.'], options };
    case 'explain':
      if (rest.length !== 1) fail('cli.explain-target');
      return { name, target: rest[0]!, options };
    case 'rules':
      if (rest.length > 1) fail('cli.one-rule');
      return { name, ...(rest[0] !== undefined && { id: rest[0] }), options };
    case 'lsp':
    case 'version':
      return { name, options };
    default:
      return fail('cli.unknown-command', { command: name });
  }
}

/** `json=report.json` */
function outputOf(text: string): Output {
  const [format, file] = split(text);
  return { format: oneOf('--format', format, formatNames), ...(file && { file }) };
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  return found ?? fail('cli.one-of', { option, value, known: known.join(', ') });
}

/** Korean where the locale says so, else English. */
export function environmentLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ko(?:[_.-]|$)/i.test(locale) ? 'ko' : 'en';
}

function fail(key: string, args: Readonly<Record<string, string>> = {}): never {
  throw new UsageError(key, args);
}
