import type { Scalar, Unknown, Value } from '../../../../core/value';
import { convert } from '../conversion';
import { cut, decode, encoded, type Reader, readJson } from '../structure';
import {
  type Composed,
  derived,
  failure,
  firstUnknown,
  hasFailure,
  isFailure,
  isNull,
  MAX_TEXT,
  type Plain,
  scalar,
  unknown,
  withSensitivity,
} from '../values';
import { placesOf } from '../written';
import { base64, fromBase64, fromUtf8, utf8 } from './bytes';
import { type Builtin, type Call, plainly, pure, REFUSED, type Result, TOO_LONG } from './call';
import { gunzip } from './gunzip';
import { encodeJson } from './json';
import { encodeYaml } from './yaml';
import { readYaml } from './yaml-read';

/**
 * An encoder of whole values. What it was given stays reachable as the one part of the result, so that a reader can go
 * through the structure instead of the text.
 */
function encoder(write: (value: Value) => string | undefined): Builtin {
  return (args, call) => {
    const [value] = args;
    if (args.length !== 1 || !value) return failure('arguments', call.at, { name: call.name });
    const one = plainly(1, 1, ([plain]) => encode(plain!));
    return value.kind === 'choice' ? one(args, call) : encode(value as Plain);

    function encode(plain: Plain): Value {
      if (hasFailure(plain)) return failure('call', call.at, { name: call.name });
      const hidden = firstUnknown(plain);
      const text = hidden ? undefined : write(plain);
      if (text !== undefined) return scalar(text, call.at, [plain]);
      const composed: Composed = {
        ...(hidden ? derived(hidden) : unknown('partial', call.at)),
        at: call.at,
        parts: [plain],
      };
      const { trace: _, ...rest } = composed;
      return rest as Unknown;
    }
  };
}

function decoder(read: Reader): Builtin {
  return plainly(1, 1, ([value], call) => {
    const text = convert(value!, { kind: 'string' }) as Plain;
    if (isFailure(text)) return text;
    if (isNull(text)) return failure('null', text.at);
    const made = encoded(text) ?? decode(text, read);
    if (made === 'invalid') return failure('call', call.at, { name: call.name });
    return made ?? derived(text as Unknown);
  });
}

/** Like Go's encoding/csv: the first row names the columns, every row has as many fields. */
function csv(source: Scalar, call: Call): Value {
  const rows = csvRows(String(source.value));
  const [head, ...records] = rows ?? [];
  const names = new Set(head?.map(({ text }) => text));
  if (!head || names.size !== head.length || records.some((row) => row.length !== head.length))
    return failure('call', call.at, { name: call.name });
  const places = placesOf(source);
  const cell = ({ text, start, end }: Field): Value => {
    const piece = cut(source, start, end, places);
    const value = piece.parts ? scalar(text, call.at, [source]) : { ...piece, value: text };
    return withSensitivity(value, source.sensitive);
  };
  return {
    kind: 'list',
    at: call.at,
    uniform: true,
    items: records.map((row) => ({
      kind: 'map',
      at: call.at,
      entries: new Map(head.map(({ text }, i) => [text, { key: call.at, value: cell(row[i]!) }])),
    })),
  };
}

/** A field, and where it stands in the text, without its quotes. */
interface Field {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function csvRows(text: string): Field[][] | undefined {
  const rows: Field[][] = [];
  let row: Field[] = [];
  let at = 0;
  while (at < text.length) {
    if (row.length === 0 && /^\r?\n/.test(text.slice(at, at + 2))) {
      at = text.indexOf('\n', at) + 1;
      continue;
    }
    let field: Field;
    if (text[at] === '"') {
      const match = /"((?:[^"]|"")*)"(?=,|\r?\n|$)/y;
      match.lastIndex = at;
      const quoted = match.exec(text);
      if (!quoted) return undefined;
      const inner = quoted[1]!;
      field = {
        text: inner.replaceAll('""', '"').replaceAll('\r\n', '\n'),
        start: at + 1,
        end: at + 1 + inner.length,
      };
      at = match.lastIndex;
    } else {
      const end = /[,\n]|$/g;
      end.lastIndex = at;
      const stop = end.exec(text)!.index;
      const written = text.slice(at, stop).replace(text[stop] === ',' ? /$^/ : /\r$/, '');
      if (written.includes('"')) return undefined;
      field = { text: written, start: at, end: at + written.length };
      at = stop;
    }
    row.push(field);
    if (text[at] === ',') {
      at++;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      row.push({ text: '', start: at, end: at });
    }
    if (text[at] === '\r') at++;
    at++;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Encodings by their IANA names, as far as they need no tables. */
function encodeText(text: string, encoding: string): number[] | 'unsure' | undefined {
  switch (encoding.toLowerCase()) {
    case 'utf-8':
      return utf8(text);
    case 'utf-16le':
    case 'utf-16be': {
      const little = encoding.toLowerCase() === 'utf-16le';
      return text.split('').flatMap((unit) => {
        const code = unit.charCodeAt(0);
        return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
      });
    }
    case 'iso-8859-1': {
      const codes = [...text].map((letter) => letter.codePointAt(0)!);
      return codes.every((code) => code < 256) ? codes : undefined;
    }
    default:
      return 'unsure';
  }
}

function decodeText(bytes: readonly number[], encoding: string): string | 'unsure' | undefined {
  switch (encoding.toLowerCase()) {
    case 'utf-8':
      return fromUtf8(bytes);
    case 'utf-16le':
    case 'utf-16be': {
      const little = encoding.toLowerCase() === 'utf-16le';
      if (bytes.length % 2) return undefined;
      let text = '';
      for (let i = 0; i < bytes.length; i += 2) {
        const [low, high] = little ? [bytes[i]!, bytes[i + 1]!] : [bytes[i + 1]!, bytes[i]!];
        text += String.fromCharCode((high << 8) | low);
      }
      return text;
    }
    case 'iso-8859-1':
      return bytes.map((byte) => String.fromCharCode(byte)).join('');
    default:
      return 'unsure';
  }
}

function escapeQuery(text: string): Result {
  return utf8(text)
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      if (/[A-Za-z0-9_.~-]/.test(letter)) return letter;
      return letter === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** As OpenTofu's urldecode takes a query apart. */
function unescapeQuery(text: string): Result {
  const bytes: number[] = [];
  for (const piece of text.match(/%[0-9A-Fa-f]{2}|[^%]+|%/g) ?? []) {
    if (piece === '%') return REFUSED;
    if (piece.startsWith('%')) bytes.push(Number.parseInt(piece.slice(1), 16));
    else bytes.push(...utf8(piece.replaceAll('+', ' ')));
  }
  return fromUtf8(bytes) ?? REFUSED;
}

export const encoding: Readonly<Record<string, Builtin>> = {
  base64decode: pure(['string'], (text) => {
    const bytes = fromBase64(text);
    return (bytes && fromUtf8(bytes)) ?? REFUSED;
  }),
  base64gunzip: pure(['string'], (text) => {
    const bytes = fromBase64(text);
    const plain = bytes && gunzip(bytes, MAX_TEXT);
    return plain === 'long' ? TOO_LONG : ((plain && fromUtf8(plain)) ?? REFUSED);
  }),
  base64encode: pure(['string'], (text) => base64(utf8(text))),
  csvdecode: plainly(1, 1, ([value], call) => {
    const text = convert(value!, { kind: 'string' }) as Plain;
    if (text.kind === 'unknown') return derived(text);
    return isNull(text) ? failure('null', text.at) : csv(text as Scalar, call);
  }),
  jsondecode: decoder(readJson),
  jsonencode: encoder(encodeJson),
  textdecodebase64: pure(['string', 'string'], (text, name) => {
    const bytes = fromBase64(text);
    const decoded = bytes && decodeText(bytes, name);
    return decoded === 'unsure' ? { unsure: 'encoding' } : (decoded ?? REFUSED);
  }),
  textencodebase64: pure(['string', 'string'], (text, name) => {
    const bytes = encodeText(text, name);
    return bytes === 'unsure' ? { unsure: 'encoding' } : bytes ? base64(bytes) : REFUSED;
  }),
  urldecode: pure(['string'], unescapeQuery),
  urlencode: pure(['string'], escapeQuery),
  yamldecode: decoder(readYaml),
  yamlencode: encoder(encodeYaml),
};
