import { cut } from '../../dialects/terraform/expressions';
import { matchGlob } from '../policy/glob';
import type { FacetContext, ServiceFact } from '../types';
import { repositoryName } from './image';
import { notTold, operatedHost } from './operated';
import { optionIn, type Program } from './programs';
import type { Found } from './select';
import { broughtElsewhere } from './unsettled';
import type { Use } from './uses';

/** The models that a program fetches from a hub: by its options, its variables, or the commands that it runs. */
export function weightsOf(service: ServiceFact, program: Program, context: FacetContext): Use[] {
  const { weights, host, purpose, id } = service;
  if (!weights || host === undefined) return [];
  const words = program.words.flatMap(split);
  const image = program.image ? repositoryName(program.image.value) : undefined;
  const serves = image !== undefined && weights.images.some((glob) => matchGlob(glob, image));
  const commanded = weights.commands.flatMap((command) => after(command.split(' '), words));
  const runs = serves || commanded.length > 0;
  const stated = [
    ...commanded,
    ...(runs ? weights.flags.flatMap((flag) => optionIn(words, flag) ?? []) : []),
    ...(serves ? words.slice(0, 1) : []),
    ...(serves
      ? program.variables.flatMap(({ name, value, certain }) =>
          weights.variables.includes(name) && value?.kind === 'scalar' ? [{ value, certain }] : [],
        )
      : []),
  ];
  const [model] = stated.filter((one) => isModel(one, weights.owned));
  if (model?.value.kind !== 'scalar') return [];
  const { value, certain } = model;
  const by = program.open
    ? notTold(broughtElsewhere(program.open, String(value.value), value))
    : operatedHost(host, value, context);
  return [{ purpose, service: id, how: 'model', argument: 'model', value, by, certain }];
}

/** `org/name`; where names have no owner, any name. Paths, URLs and what is filled in later are none. */
function isModel({ value }: Found, owned: boolean): boolean {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return false;
  const [owner, ...rest] = value.value.split('/');
  if (!/^[A-Za-z0-9][\w.:-]*(\/[\w.:-]+)?$/.test(value.value)) return false;
  return owned ? rest.length === 1 && !FOLDERS.test(owner!) : true;
}

/** First parts of relative paths, rather than owners of models. */
const FOLDERS = /^(models?|data|mnt|opt|app|workspace|weights|checkpoints?|cache|root|home|tmp|var)$/i;

/** The words of a command line; a shell's script is as many words as it has. */
function split(found: Found): Found[] {
  const { value } = found;
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || !/\s/.test(value.value)) return [found];
  return [...value.value.matchAll(/[^\s;&|"'\\]+/g)].map((match) => ({
    ...found,
    value: cut(value, match.index, match.index + match[0].length),
  }));
}

/** The first word after a command that is no option: `vllm serve org/name`. */
function after(command: readonly string[], words: readonly Found[]): Found[] {
  const texts = words.map(({ value }) => (value.kind === 'scalar' ? String(value.value) : ''));
  return texts.flatMap((text, i) => {
    const [first, ...rest] = command;
    if (text.slice(text.lastIndexOf('/') + 1) !== first) return [];
    if (rest.some((word, j) => texts[i + 1 + j] !== word)) return [];
    const next = words
      .slice(i + command.length)
      .find((_, j) => !texts[i + command.length + j]!.startsWith('-'));
    return next ? [next] : [];
  });
}
