import { candidates, type Value } from '../../core/value';
import { contentOf } from '../terraform/file';
import { type Config, evaluateIn } from './config';

const APPLYING: ReadonlySet<unknown> = new Set(['all', 'all_except_output', 'apply']);

/** What decides whether a unit is left out when all are applied: `skip`, or the `if` of `exclude`; absent: nothing. */
export function exclusionOf(config: Config): Value | undefined {
  const [block] = config.content.blocks.get('exclude') ?? [];
  if (!block) return undefined;
  const { attributes } = contentOf(block.file, block.node.body);
  const [condition, actions] = ['if', 'actions'].map((name) => {
    const attribute = attributes.get(name);
    return attribute && evaluateIn(config, attribute);
  });
  const named = actions?.kind === 'list' ? actions.items : [];
  return named.some((action) => action.kind === 'scalar' && APPLYING.has(action.value))
    ? condition
    : undefined;
}

/** Whether a unit is run: never, certainly, or as something outside the code decides. */
export function reachOf(config: Config, exclusion: Value | undefined): 'never' | 'perhaps' | 'certainly' {
  const skip = config.content.attributes.get('skip');
  const conditions = [exclusion, skip && evaluateIn(config, skip)];
  const options = conditions.flatMap((value) => (value ? [candidates(value)] : []));
  const holds = (list: (typeof options)[number]) =>
    list.filter(({ value }) => value.kind === 'scalar' && String(value.value) === 'true').length;
  if (options.some((list) => holds(list) === list.length)) return 'never';
  return options.some((list) => holds(list) > 0) ? 'perhaps' : 'certainly';
}
