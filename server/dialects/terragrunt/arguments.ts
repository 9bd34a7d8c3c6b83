import type { Value } from '../../core/value';
import { type Content, contentOf } from '../terraform/file';
import { type Config, evaluateIn } from './config';

/** What sets variables when Terraform is called, in the order in which it is handed over: of several the last counts. */
export type Argument =
  | { readonly kind: 'file'; readonly path: Value }
  | { readonly kind: 'variable'; readonly name: string; readonly value: Value };

/** What an `extra_arguments` block hands to Terraform. */
export interface ExtraArguments {
  readonly list: readonly Argument[];
  /** Variables of the environment, by name. */
  readonly environment: ReadonlyMap<string, Value>;
}

/**
 * `extra_arguments "x" { arguments = ["-var-file=…"], required_var_files = […], env_vars = { TF_VAR_x = … } }`, by the
 * block's name: as far as they are handed to what plans or applies.
 */
export function extraArgumentsOf(config: Config, terraform: Content): Map<string, ExtraArguments> {
  const found = new Map<string, ExtraArguments>();
  for (const { file, node } of terraform.blocks.get('extra_arguments') ?? []) {
    const { attributes } = contentOf(file, node.body);
    const value = (name: string): Value | undefined => {
      const attribute = attributes.get(name);
      return attribute && evaluateIn(config, attribute);
    };
    if (!reachesApply(value('commands'))) continue;
    const environment = value('env_vars');
    found.set(node.labels[0]?.name ?? '', {
      list: [
        ...argumentsIn(value('arguments')),
        ...filesIn(value('required_var_files')),
        ...filesIn(value('optional_var_files')),
      ],
      environment: new Map(
        environment?.kind === 'map'
          ? [...environment.entries].map(([name, entry]) => [name, entry.value])
          : [],
      ),
    });
  }
  return found;
}

function reachesApply(commands: Value | undefined): boolean {
  if (commands?.kind !== 'list' || commands.open) return true;
  return commands.items.some(
    (item) => item.kind !== 'scalar' || item.value === 'plan' || item.value === 'apply',
  );
}

function filesIn(value: Value | undefined): Argument[] {
  return itemsOf(value).map((path) => ({ kind: 'file', path }));
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : value ? [value] : [];
}

/** `-var-file=a.tfvars`, `-var=region=x`, and either with its value as the next argument. */
function argumentsIn(value: Value | undefined): Argument[] {
  const found: Argument[] = [];
  const items = itemsOf(value);
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const option = item.kind === 'scalar' ? /^--?(var-file|var)(=|$)/.exec(String(item.value)) : undefined;
    if (!option) continue;
    const given = option[2] === '=' ? behind(item, option[0].length) : items[++i];
    if (option[1] === 'var-file') {
      if (given) found.push({ kind: 'file', path: given });
      continue;
    }
    const [whole, name] = (given?.kind === 'scalar' && /^([^=]+)=/.exec(String(given.value))) || [];
    if (whole !== undefined)
      found.push({ kind: 'variable', name: name!.trim(), value: behind(given!, whole.length) });
  }
  return found;
}

/** What stands behind the first letters of a text. */
function behind(value: Value, length: number): Value {
  if (value.kind !== 'scalar') return value;
  const text = String(value.value);
  const { path, range } = value.at;
  const at =
    range.end - range.start === text.length
      ? { path, range: { ...range, start: range.start + length } }
      : value.at;
  return { ...value, value: text.slice(length), at };
}
