import type { Language, MessageArgument } from '../core/message';

/** What the command line asks for. */
export interface Command {
  readonly name: 'scan' | 'explain' | 'rules' | 'facts' | 'lsp' | 'version' | 'help';
  /** scan: at least one path; explain: one place; rules: at most one rule id; facts: a kind and names; else none. */
  readonly operands: readonly string[];
  readonly options: ScanOptions;
}

export interface ScanOptions {
  readonly formats: readonly Output[];
  readonly home?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly rules: readonly string[];
  /** What `terraform show -json` printed, to be judged too. */
  readonly plans: readonly string[];
  readonly failOn: 'error' | 'warning' | 'info' | 'never';
  readonly language: Language;
}

/** A format, and the file it goes to; without one, standard output. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/** What facts are about, and how many names ask for one. */
export const factKinds = { region: [1, 2], operator: [1, 1], host: [1, 1] } as const;
export type FactKind = keyof typeof factKinds;

export const formatNames = ['text', 'json', 'sarif'] as const;
export type FormatName = (typeof formatNames)[number];

/** What ends the command: a message key of rules/messages with its arguments, and the exit status. */
export class UsageError extends Error {
  constructor(
    readonly key: string,
    readonly args: Readonly<Record<string, MessageArgument>> = {},
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
  const operands: string[] = [];
  const formats: Output[] = [];
  const rules: string[] = [];
  const plans: string[] = [];
  const single: { home?: string; profile?: string; config?: string } = {};
  let failOn: ScanOptions['failOn'] = 'error';
  let language = environmentLanguage(environment);
  let asked: 'version' | 'help' | undefined;
  let stdio = false;
  const queue = [...words];
  while (queue.length > 0) {
    const word = queue.shift()!;
    if (word === '--') {
      operands.push(...queue.splice(0));
      break;
    }
    if (word === '-h' || word === '--help') asked ??= 'help';
    else if (word === '-v' || word === '--version') asked ??= 'version';
    else if (word === '--stdio') stdio = true;
    else if (word.startsWith('-') && word !== '-') {
      const [option, attached] = split(word);
      const take = () => {
        const value = attached ?? (queue[0]?.startsWith('--') ? undefined : queue.shift());
        return value || fail('cli.needs-value', { option });
      };
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
        case '--plan':
          plans.push(take());
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
    } else operands.push(word);
  }
  const options: ScanOptions = {
    ...single,
    rules,
    plans,
    failOn,
    language,
    formats: formats.length > 0 ? apart(formats) : [{ format: 'text' }],
  };
  if (asked) return { name: asked, operands: [], options };
  const [name = 'help', ...rest] = operands;
  if (stdio && name !== 'lsp') fail('cli.unknown-option', { option: '--stdio' });
  return { ...commandOf(name, rest), options };
}

function commandOf(name: string, operands: readonly string[]): Omit<Command, 'options'> {
  switch (name) {
    case 'scan':
      return { name, operands: operands.length > 0 ? operands : ['.'] };
    case 'explain':
      if (operands.length !== 1) fail('cli.explain-target');
      return { name, operands };
    case 'rules':
      if (operands.length > 1) fail('cli.one-rule');
      return { name, operands };
    case 'facts':
      return { name, operands: factOperands(operands) };
    case 'help':
    case 'lsp':
    case 'version':
      if (operands.length > 0) fail('cli.no-operands', { command: name, operand: operands[0]! });
      return { name, operands };
    default:
      return fail('cli.unknown-command', { command: name });
  }
}

function factOperands(operands: readonly string[]): readonly string[] {
  const [kind, ...names] = operands;
  if (!kind || !Object.hasOwn(factKinds, kind)) return fail('cli.facts-usage');
  const [fewest, most] = factKinds[kind as FactKind];
  return names.length < fewest || names.length > most ? fail('cli.facts-usage') : operands;
}

/** Two reports in one place would make neither readable. */
function apart(formats: readonly Output[]): readonly Output[] {
  const seen = new Set<string | undefined>();
  for (const { file } of formats) {
    if (seen.has(file)) {
      if (file === undefined) fail('cli.one-output');
      fail('cli.same-file', { file });
    }
    seen.add(file);
  }
  return formats;
}

/** `json=report.json` */
function outputOf(text: string): Output {
  const [word, file] = split(text);
  const format = oneOf('--format', word, formatNames);
  if (file === '') fail('cli.needs-value', { option: `--format ${format}=` });
  return { format, ...(file !== undefined && { file }) };
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
  return /^ko(?:[_.@-]|$)/i.test(locale) ? 'ko' : 'en';
}

/** The language of a complaint about these words: what they ask for as far as it can be seen, else the environment's. */
export function askedLanguage(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = words.flatMap((word, i) =>
    word === '--lang' ? [words[i + 1]] : word.startsWith('--lang=') ? [word.slice('--lang='.length)] : [],
  );
  const last = asked.findLast((word) => word === 'en' || word === 'ko');
  return (last as Language | undefined) ?? environmentLanguage(environment);
}

function fail(key: string, args: Readonly<Record<string, string>> = {}): never {
  throw new UsageError(key, args);
}
