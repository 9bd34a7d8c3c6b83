import type { Node, ScalarNode } from '../../../../syntax/tree/node';
import { parseYaml } from '../../../../syntax/tree/yaml';
import { keeper } from '../keeper';
import { numberText } from '../numbers';
import type { Reader } from '../structure';

/** YAML as Terraform's yamldecode takes it: one document, plain words typed by the rules of YAML 1.1. */
export const readYaml: Reader = keeper((text) => {
  const file = parseYaml(text);
  // What holds nothing at all is refused; an empty document is null.
  if (file.documents.length === 0 && !/^---/m.test(text)) return undefined;
  const documents = file.documents.map(typed);
  if (documents.includes(undefined)) return undefined;
  return {
    ...file,
    documents: documents as Node[],
    // The last of two equal keys counts, here as there.
    problems: file.problems.filter((problem) => problem.message.key !== 'tree.duplicate-key'),
  };
});

/** undefined where Terraform refuses a scalar: a tag of its own, an infinity. */
function typed(node: Node): Node | undefined {
  if (node.tag !== undefined) return undefined;
  switch (node.kind) {
    case 'scalar':
      return node.style === 'plain' ? plain(node) : node;
    case 'sequence': {
      const items = node.items.map(typed);
      return items.includes(undefined) ? undefined : { ...node, items: items as Node[] };
    }
    case 'mapping': {
      const pairs = node.pairs.map(({ key, value }) => ({ key: typedKey(key), value: typed(value) }));
      if (pairs.some(({ key, value }) => key === undefined || value === undefined)) return undefined;
      return { ...node, pairs: pairs as (typeof node.pairs)[number][] };
    }
  }
}

/** A key is typed as a value is, then made a text; a null, a list or a mapping is none. */
function typedKey(key: ScalarNode): ScalarNode | undefined {
  if (key.style !== 'plain') return key;
  if (/^[[{]/.test(key.text)) return undefined;
  const made = plain(key);
  if (!made || made.value === null) return undefined;
  return { ...made, value: typeof made.value === 'number' ? numberText(made.value) : String(made.value) };
}

function plain(node: ScalarNode): ScalarNode | undefined {
  const { text } = node;
  // A tag made it a text.
  if (typeof node.value === 'string' && Number.isFinite(Number(text)) && text !== '') return node;
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(text)) return { ...node, value: true };
  if (/^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(text)) return { ...node, value: false };
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return { ...node, value: null };
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) return undefined;
  if (/^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/.test(text))
    return { ...node, value: Number(text) };
  return { ...node, value: stamp(text) ?? text };
}

/** A YAML timestamp in RFC 3339; undefined for what is none. */
function stamp(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.\d+)?[ \t]*(Z|[-+]\d\d(?::\d\d)?)?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const two = (digits: string) => digits.padStart(2, '0');
  const offset = zone.length === 3 ? `${zone}:00` : zone;
  return `${year}-${two(month!)}-${two(day!)}T${two(hour)}:${minute}:${second}${offset}`;
}
