import type { ListValue, Scalar, Value } from '../../../core/value';
import { parseJson } from '../../../syntax/tree/json';
import { structureOf } from '../../terraform/expressions';
import { base64, fromBase64, fromUtf8, utf8 } from '../../terraform/expressions/functions/bytes';
import { keeper } from '../../terraform/expressions/keeper';
import { decode, type Reader } from '../../terraform/expressions/structure';
import { compose } from '../../values/composition';
import { type Plain, scalar, symbolOf, textOf } from '../../values/values';
import { named } from '../unknowns';
import { type ArmFunction, type Call, malformed, ofTexts, plainly, symbolOfCall, untold } from './call';

/** Beyond this many characters a text that a function makes is not told. */
const MAX_TEXT = 1_000_000;

/** A text that says the same in other letters: the argument still decides it, and each part its own stretch. */
function respelled(respell: (text: string) => string): ArmFunction {
  const change = (value: Value, call: Call): Value => {
    if (value.kind === 'scalar') {
      const { parts, ...rest } = value;
      const inner = parts?.map((part) => change(part, call));
      return { ...rest, value: respell(textOf(value) ?? ''), ...(inner && { parts: inner }) };
    }
    if (value.kind !== 'unknown') return malformed(call);
    const { prefix, suffix } = value;
    return named(
      { ...value, ...(prefix && { prefix: respell(prefix) }), ...(suffix && { suffix: respell(suffix) }) },
      symbolOfCall(call.name, [value]),
    );
  };
  return plainly(([text], call) => change(text!, call), 1, 1);
}

/** A text made of one other: that one decides it. */
function derived(make: (text: string) => string | undefined): ArmFunction {
  return ofTexts(([text], call, [arg]) => {
    const made = make(text!);
    return made === undefined ? malformed(call) : decidedBy(arg!, made);
  });
}

function decidedBy(value: Plain, text: string): Scalar {
  const { parts: _, ...rest } = value as Scalar;
  return { ...rest, value: text };
}

/** Texts one after the other; lists likewise. */
const concat: ArmFunction = (args, call) => {
  const values = args.filter((one): one is Value => one.kind !== 'lambda');
  if (values.length === 0) return malformed(call);
  const isList = (one: Value): boolean =>
    one.kind === 'list' ||
    (one.kind === 'choice' && one.options.some((option) => option.value.kind === 'list'));
  return values.some(isList) ? joined(values, call) : compose(values, call.at);
};

const joined: ArmFunction = plainly((args, call): Value => {
  const items: Value[] = [];
  let open: ListValue['open'];
  for (const one of args) {
    if (one.kind === 'unknown') open ??= one;
    else if (one.kind === 'list') {
      items.push(...one.items);
      open ??= one.open;
    } else return malformed(call);
  }
  return { kind: 'list', items, at: call.at, ...(open && { open }) };
});

// `{0}`, `{1:N0}`; `{{` and `}}` stand for the braces themselves.
const PLACEHOLDER = /\{\{|\}\}|\{(\d+)(?:,-?\d+)?(:[^}]*)?\}/g;

/** As .NET formats, but for formats of numbers. */
const format: ArmFunction = (args, call) => {
  const [template, ...rest] = args;
  if (template?.kind !== 'scalar' || typeof template.value !== 'string') {
    return plainly((all) => untold(call, all))(args, call);
  }
  const { value: text, parts: _, ...written } = template;
  const pieces: Value[] = [];
  let from = 0;
  const literal = (piece: string) => {
    if (piece !== '') pieces.push({ ...written, value: piece });
  };
  for (const match of text.matchAll(PLACEHOLDER)) {
    literal(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] === undefined) {
      literal(match[0][0]!);
      continue;
    }
    const value = rest[Number(match[1])];
    if (!value || value.kind === 'lambda') return malformed(call);
    // How a format writes a number is not worked out.
    pieces.push(match[2] === undefined ? value : untold(call, [value]));
  }
  literal(text.slice(from));
  return compose(pieces, call.at);
};

const replace: ArmFunction = ofTexts(
  ([text, old, put], call, [arg]) => {
    if (old === '') return malformed(call);
    const made = text!.replaceAll(old!, put!);
    return made === text ? arg! : decidedBy(arg!, made);
  },
  3,
  3,
);

const substring: ArmFunction = ofTexts(
  ([text, start, length], call, [arg]) => {
    const from = Number(start);
    const to = length === undefined ? text!.length : from + Number(length);
    return from >= 0 && to >= from && to <= text!.length
      ? decidedBy(arg!, text!.slice(from, to))
      : malformed(call);
  },
  2,
  3,
);

/** By one mark, or by any of a list of marks. */
const split: ArmFunction = plainly(
  ([text, mark], call) => {
    const marks = mark!.kind === 'list' && !mark!.open ? mark!.items.map(textOf) : [textOf(mark!)];
    const known = textOf(text!);
    if (known === undefined || marks.includes(undefined)) return untold(call, [text!, mark!]);
    let pieces = [known];
    for (const by of marks) pieces = pieces.flatMap((piece) => (by === '' ? [piece] : piece.split(by!)));
    return { kind: 'list', at: text!.at, items: pieces.map((piece) => decidedBy(text!, piece)) };
  },
  2,
  2,
);

const join: ArmFunction = plainly(
  ([list, mark], call) => {
    if (list!.kind !== 'list') return untold(call, [list!, mark!]);
    const items = list!.open ? [...list!.items, list!.open] : list!.items;
    return compose(
      items.flatMap((item, i) => (i === 0 ? [item] : [mark!, item])),
      call.at,
    );
  },
  2,
  2,
);

/** Texts compare without case here. */
function edge(end: 'startsWith' | 'endsWith'): ArmFunction {
  return plainly(
    ([text, part], call) => {
      const wanted = textOf(part!)?.toLowerCase();
      const known = textOf(text!)?.toLowerCase();
      if (wanted === undefined) return untold(call, [part!]);
      if (known !== undefined) return scalar(known[end](wanted), call.at);
      const certain =
        text!.kind === 'unknown' ? text![end === 'startsWith' ? 'prefix' : 'suffix'] : undefined;
      if (certain !== undefined && certain.length >= wanted.length) {
        return scalar(certain.toLowerCase()[end](wanted), call.at);
      }
      return untold(call, [text!, part!]);
    },
    2,
    2,
  );
}

const padLeft: ArmFunction = ofTexts(
  ([text, width, pad = ' '], call, [arg]) =>
    Number(width) <= MAX_TEXT ? decidedBy(arg!, text!.padStart(Number(width), pad)) : malformed(call),
  2,
  3,
);

/** A value as a text; lists and objects as JSON. */
const string: ArmFunction = plainly(
  ([one], call) => {
    if (one!.kind === 'unknown') return one!;
    if (one!.kind !== 'scalar') return asJson(one!, call);
    const { value } = one!;
    if (typeof value === 'boolean') return decidedBy(one!, value ? 'True' : 'False');
    return decidedBy(one!, value === null ? '' : String(value));
  },
  1,
  1,
);

/** Its one part is what it was made of: whoever reads the text as JSON finds that again. */
function asJson(value: Plain, call: Call): Value {
  const plain = plainData(value);
  if (plain === undefined) return { ...untold(call, [value]), parts: [value] } as Value;
  return { kind: 'scalar', at: call.at, value: JSON.stringify(plain), parts: [value] };
}

function plainData(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list': {
      const items = value.items.map(plainData);
      return value.open || items.includes(undefined) ? undefined : items;
    }
    case 'map': {
      const entries = [...value.entries].map(([name, entry]) => [name, plainData(entry.value)] as const);
      return value.open || entries.some(([, one]) => one === undefined)
        ? undefined
        : Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

/** JSON as Resource Manager reads it: comments and commas too many are let pass. */
const readJsonc: Reader = keeper((text) => {
  const file = parseJson(text);
  return file.problems.length > 0 ? undefined : file;
});

/** A JSON text as what it says. */
const json: ArmFunction = plainly(
  ([text], call) => {
    const structure = structureOf(text!) ?? decode(text!, readJsonc);
    if (structure && structure !== 'invalid') return structure;
    const known = textOf(text!);
    if (known === undefined) return untold(call, [text!]);
    try {
      const value: unknown = JSON.parse(known);
      if (value === null || typeof value !== 'object') return { ...text!, value } as Scalar;
    } catch {}
    return malformed(call);
  },
  1,
  1,
);

/** What is packed for transport is judged as what it is. */
const packed: ArmFunction = plainly(
  ([one], call) => {
    const text = textOf(one!);
    if (text === undefined) return untold(call, [one!]);
    const made = call.name.toLowerCase() === 'base64' ? base64(utf8(text)) : dataUri(text);
    return { kind: 'scalar', at: one!.at, value: made, parts: [one!] };
  },
  1,
  1,
);

function dataUri(text: string): string {
  return `data:text/plain;charset=utf8;base64,${base64(utf8(text))}`;
}

function fromBase64Text(text: string): string | undefined {
  const bytes = fromBase64(text);
  return bytes && fromUtf8(bytes);
}

const base64ToJson: ArmFunction = plainly(
  ([one], call) => {
    const text = textOf(one!);
    const made = text === undefined ? undefined : fromBase64Text(text);
    return made === undefined
      ? untold(call, [one!])
      : json([decidedBy(one!, made)], { ...call, name: 'json' });
  },
  1,
  1,
);

/** A relative address from a base: as RFC 3986 has it, but for what no template writes. */
const uri: ArmFunction = (args, call) => {
  const [base, relative] = args;
  if (!base || !relative || base.kind === 'lambda' || relative.kind === 'lambda') return malformed(call);
  return plainly(([from, to], { at }) => {
    const text = textOf(from!);
    const path = textOf(to!);
    if (path !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(path)) return to!;
    if (text === undefined || path === undefined) {
      // The last part of the base is replaced; what comes after it is known.
      const symbol = symbolOf(from!);
      const whole = compose([named(untold(call, [from!, to!]), symbol && `${symbol}/`), to!], at);
      return whole;
    }
    return compose([decidedBy(from!, text.replace(/[^/]*$/, '')), to!], at);
  })([base, relative], call);
};

export const strings: Readonly<Record<string, ArmFunction>> = {
  concat,
  format,
  toLower: respelled((text) => text.toLowerCase()),
  toUpper: respelled((text) => text.toUpperCase()),
  trim: derived((text) => text.trim()),
  replace,
  substring,
  split,
  join,
  startsWith: edge('startsWith'),
  endsWith: edge('endsWith'),
  padLeft,
  string,
  json,
  base64: packed,
  base64ToString: derived(fromBase64Text),
  base64ToJson,
  dataUri: packed,
  dataUriToString: derived((text) => fromBase64Text(/;base64,(.*)$/s.exec(text)?.[1] ?? '')),
  uri,
  uriComponent: derived((text) => encodeURIComponent(text)),
  uriComponentToString: derived((text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return undefined;
    }
  }),
};
