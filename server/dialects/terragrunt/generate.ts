import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Expression } from '../../syntax/hcl/ast';
import { contentOf, locate } from '../terraform/file';
import { children } from '../terraform/literal';
import { type Config, evaluateIn, type Setting } from './config';

/** A file that Terragrunt writes beside the module's own. */
export interface Generate {
  /** Its expressions are this configuration's. */
  readonly config: Config;
  readonly header: Location;
  readonly path: string;
  /** Whether a file of the module goes before it. */
  readonly yields: boolean;
  /** What is written, as the configuration states it; absent where that is not at hand. */
  readonly contents?: Expression;
}

/** What `generate "name" { … }` and `generate = { name = … }` write, by name. */
export function generatedOf(config: Config): ReadonlyMap<string, Generate> {
  const generated = new Map<string, Generate>();
  for (const { file, node } of config.content.blocks.get('generate') ?? []) {
    const { attributes } = contentOf(file, node.body);
    const one = generateOf(
      config,
      locate(file, node.header),
      attributes.get('contents')?.node.value,
      (name) => {
        const attribute = attributes.get(name);
        return attribute && evaluateIn(config, attribute);
      },
    );
    if (one) generated.set(node.labels[0]?.name ?? '', one);
  }
  const attribute = config.content.attributes.get('generate');
  const whole = attribute && evaluateIn(config, attribute);
  if (whole?.kind !== 'map') return generated;
  for (const [name, { key, value, expression }] of whole.entries) {
    if (value.kind !== 'map') continue;
    const contents = value.entries.get('contents')?.expression;
    const written = contents && expressionAt(config.setting, contents);
    const header = value.header ?? expression ?? key;
    const one = generateOf(
      written?.config ?? config,
      header,
      written?.expression,
      (member) => value.entries.get(member)?.value,
    );
    if (one) generated.set(name, one);
  }
  return generated;
}

function generateOf(
  config: Config,
  header: Location,
  contents: Expression | undefined,
  member: (name: string) => Value | undefined,
): Generate | undefined {
  const [path, disabled, exists] = ['path', 'disable', 'if_exists'].map(member);
  if (path?.kind !== 'scalar' || (disabled?.kind === 'scalar' && String(disabled.value) === 'true'))
    return undefined;
  return {
    config,
    header,
    path: String(path.value),
    yields: exists?.kind === 'scalar' && exists.value === 'skip',
    ...(contents && { contents }),
  };
}

/** The expression that stands at a place of a configuration that was opened, and that configuration. */
function expressionAt(
  { opened }: Setting,
  { path, range }: Location,
): { readonly config: Config; readonly expression: Expression } | undefined {
  const inside = ({ start, end }: Expression['range']) => start <= range.start && range.end <= end;
  for (const config of opened) {
    if (config.file.path !== path) continue;
    const { attributes, blocks } = config.content;
    const placed = [
      ...attributes.values(),
      ...[...blocks.values()]
        .flat()
        .flatMap(({ file, node }) => [...contentOf(file, node.body).attributes.values()]),
    ];
    let expression = placed.map(({ node }) => node.value).find((one) => inside(one.range));
    while (expression && (expression.range.start !== range.start || expression.range.end !== range.end))
      expression = children(expression).find((one) => inside(one.range));
    if (expression) return { config, expression };
  }
  return undefined;
}
