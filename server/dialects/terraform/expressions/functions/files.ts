import type { Entry } from '../../../../core/host';
import type { Location } from '../../../../core/source';
import type { Scalar, Unknown, Value } from '../../../../core/value';
import { convert, toSet } from '../conversion';
import type { FileRead } from '../scope';
import {
  derived,
  failure,
  hasFailure,
  isFailure,
  isNull,
  list,
  MAX_ELEMENTS,
  type Plain,
  scalar,
  unknown,
} from '../values';
import { base64, utf8 } from './bytes';
import { type Builtin, type Call, plainly, pure, toValue } from './call';
import { digests } from './hashes';

/** A function of a file's text. The file decides what comes of it. */
function ofFile(
  run: (text: string, file: FileRead, args: readonly Plain[], call: Call) => Value,
  max = 1,
): Builtin {
  return plainly(max, max, ([name, ...args], call) => {
    const path = convert(name!, { kind: 'string' }) as Plain;
    if (path.kind === 'unknown') return isFailure(path) ? path : derived(path);
    if (isNull(path)) return failure('null', path.at);
    const text = String((path as Scalar).value);
    const file = call.scope.readFile?.(text);
    if (!file) return unknown('file', call.at, { path: text });
    if ('missing' in file) return failure('file-missing', call.at, { path: text });
    if ('problem' in file) return { kind: 'unknown', at: call.at, reason: file.problem };
    return run(file.text, file, args, call);
  });
}

function whole(file: FileRead, text: string): Value['at'] {
  return { path: file.path, range: { start: 0, end: text.length } };
}

/** The texts that a template's second argument gives names to. */
function names(given: Plain): ReadonlyMap<string, Value> | Value {
  if (given.kind === 'unknown') return derived(given);
  if (given.kind !== 'map') return failure('conversion', given.at, { type: 'map' });
  return new Map([...given.entries].map(([name, entry]) => [name, entry.value]));
}

function rendered(source: string, path: string, given: Plain, call: Call): Value {
  const bound = names(given);
  if ('kind' in bound) return bound as Value;
  const value = call.render(source, path, bound as ReadonlyMap<string, Value>);
  return given.kind === 'map' && given.open && hasFailure(value) ? derived(given.open) : value;
}

/** The files below a folder whose paths match a pattern, as a set. */
const fileset: Builtin = plainly(2, 2, (args, call) => {
  const [folder, pattern] = args.map((arg) => convert(arg, { kind: 'string' }) as Plain);
  for (const arg of [folder!, pattern!]) {
    if (arg.kind === 'unknown') return isFailure(arg) ? arg : derived(arg);
    if (isNull(arg)) return failure('null', arg.at);
  }
  const root = String((folder as Scalar).value);
  const listing = call.scope.list;
  if (!listing) return unknown('file', call.at, { path: root });
  const matcher = globPattern(String((pattern as Scalar).value));
  if (!matcher) return unknown('pattern', call.at);
  const found: string[] = [];
  let visited = 0;
  let open: Unknown | undefined;
  const walk = (below: string, depth: number) => {
    const entries: readonly Entry[] = listing(below === '' ? root : `${root}/${below}`);
    for (const entry of entries) {
      if (++visited > MAX_ELEMENTS || depth > 30) {
        open ??= unknown('limit', call.at, { limit: MAX_ELEMENTS });
        return;
      }
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.kind === 'folder') walk(path, depth + 1);
      else if (matcher.test(path)) found.push(path);
    }
  };
  walk('', 0);
  const items = found.map((path) => scalar(path, call.at));
  return toSet(list(items, call.at, { ...(open && { open }) }), { kind: 'string' });
});

/** A glob of Go's doublestar (`**`, `*`, `?`, `[a-z]`, `{a,b}`) as a pattern; undefined for what is none. */
function globPattern(glob: string): RegExp | undefined {
  let source = '';
  let braces = 0;
  if (glob.length > 500 || (glob.match(/\*/g)?.length ?? 0) > 6) return undefined;
  for (let i = 0; i < glob.length; i++) {
    const letter = glob[i]!;
    if (glob.startsWith('**/', i) && (i === 0 || glob[i - 1] === '/')) {
      source += '(?:[^/]+/)*';
      i += 2;
    } else if (glob.startsWith('**', i)) {
      source += '.*';
      i++;
    } else if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '[') {
      const end = glob.indexOf(']', i + 2);
      if (end < 0) return undefined;
      source += `[${glob
        .slice(i + 1, end)
        .replace(/^[!^]/, '^')
        .replace(/[\\[\]]/g, '\\$&')}]`;
      i = end;
    } else if (letter === '{') {
      source += '(?:';
      braces++;
    } else if (letter === '}' && braces > 0) {
      source += ')';
      braces--;
    } else if (letter === ',' && braces > 0) source += '|';
    else source += letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  if (braces > 0) return undefined;
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

function baseName(path: string): string {
  if (path === '') return '.';
  const plain = path.replace(/\/+$/, '');
  return plain === '' ? '/' : plain.slice(plain.lastIndexOf('/') + 1);
}

/** A path without its last part, cleaned as Go does. */
function folderName(path: string): string {
  const cut = path.lastIndexOf('/') + 1;
  return clean(path.slice(0, cut));
}

function clean(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  return (rooted ? '/' : '') + parts.join('/') || '.';
}

/** Stands for the place of a template that is a text like any other: what it says itself is decided by the call. */
const TEMPLATE = '<template>';

function placedAt(value: Value, at: Location): Value {
  if (value.kind === 'choice') {
    const options = value.options.map((option) => ({
      ...option,
      value: placedAt(option.value, at) as Plain,
    }));
    return { ...value, at, options };
  }
  if (value.at.path !== TEMPLATE) return value;
  if (value.kind !== 'scalar' || !value.parts) return { ...value, at };
  return { ...value, at, parts: value.parts.map((part) => placedAt(part, at)) };
}

export const files: Readonly<Record<string, Builtin>> = {
  basename: pure(['string'], baseName),
  dirname: pure(['string'], folderName),
  file: ofFile((text, file) => scalar(text, whole(file, text))),
  filebase64: ofFile((text, _, __, call) => scalar(base64(utf8(text)), call.at)),
  fileexists: plainly(1, 1, ([name], call) => {
    const path = convert(name!, { kind: 'string' }) as Plain;
    if (path.kind === 'unknown') return isFailure(path) ? path : derived(path);
    if (isNull(path)) return failure('null', path.at);
    const text = String((path as Scalar).value);
    const file = call.scope.readFile?.(text);
    return file ? scalar(!('missing' in file), call.at) : unknown('file', call.at, { path: text });
  }),
  fileset,
  templatefile: ofFile((text, file, [given], call) => rendered(text, file.path, given!, call), 2),
  templatestring: plainly(2, 2, ([source, given], call) => {
    const text = convert(source!, { kind: 'string' }) as Plain;
    if (text.kind === 'unknown') return isFailure(text) ? text : derived(text);
    if (isNull(text)) return failure('null', text.at);
    return placedAt(rendered(String((text as Scalar).value), TEMPLATE, given!, call), call.at);
  }),
  ...Object.fromEntries(
    Object.entries(digests).map(([name, digest]) => [
      `file${name}`,
      ofFile((text, _, __, call) => toValue(digest(text), call)),
    ]),
  ),
};
