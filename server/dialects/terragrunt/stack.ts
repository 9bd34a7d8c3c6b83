import type { Evaluation } from '../../core/evaluation';
import type { Message } from '../../core/message';
import type { UnknownValue } from '../../core/resource';
import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Block } from '../../syntax/hcl/ast';
import { type Content, contentOf, locate, moduleFile, type Placed } from '../terraform/file';
import { passing } from '../terraform/passing';
import { folderOf, joinPath } from '../terraform/path';
import {
  type Config,
  type Copy,
  evaluateIn,
  pathInTree,
  readConfig,
  type Setting,
  type TerragruntTree,
} from './config';
import { STACK_FILE, UNIT_FILE } from './files';
import type { Source } from './merge';
import { newSetting } from './setting';
import { folderNamed, sourceUnknown } from './source';

/** A stack with all that it makes. */
export interface Stack {
  readonly setting: Setting;
  /** The units, ready to be evaluated. */
  readonly units: readonly Setting[];
  /** Folders that units and stacks are copied from. */
  readonly origins: ReadonlySet<string>;
  readonly unknowns: readonly UnknownValue[];
}

/** Stacks in stacks are not followed deeper than this, and of their units and stacks no more than that are made. */
const MAX_DEPTH = 8;
const MAX_COMPONENTS = 1000;

/** What `terragrunt stack generate` makes of a stack's file. */
export function openStack(tree: TerragruntTree, path: string): Stack {
  const units: Setting[] = [];
  const origins = new Set<string>();
  const unknowns: UnknownValue[] = [];
  const setting = newSetting(tree, path);
  let count = 0;
  const open = (stack: Setting, depth: number, injected: readonly Component[]) => {
    const config = readConfig(stack, stack.path);
    if (!config) return;
    for (const component of componentsOf(config, injected)) {
      const { kind, name, source } = component;
      const what: Message = { key: `terragrunt.${kind}`, args: { name } };
      if (depth > MAX_DEPTH || ++count > MAX_COMPONENTS) {
        unknowns.push({
          at: source.at,
          what,
          reason: { key: 'terragrunt.too-many', args: { limit: MAX_COMPONENTS } },
        });
        return;
      }
      const made = settingOf(component, config);
      if (!made) unknowns.push(sourceUnknown(source, what));
      else {
        origins.add(made.copies[0]!.origin);
        if (kind === 'unit') units.push(made);
        else open(made, depth + 1, injectedBy(component));
      }
    }
  };
  open(setting, 1, []);
  return { setting, units, origins, unknowns };
}

/** A stack creates nothing by itself; it tells what of it cannot be looked at. */
export function evaluateStack({ setting, unknowns }: Stack): Evaluation {
  return { resources: [], unknowns, problems: [], inputs: setting.inputs };
}

/** A `unit` or `stack` block. */
interface Component {
  readonly kind: 'unit' | 'stack';
  readonly name: string;
  /** Its expressions are this configuration's. */
  readonly config: Config;
  readonly content: Content;
  readonly source: Source;
}

/** The units and stacks that a stack's file states, and those that the stack above puts in, which go before its own. */
function componentsOf(config: Config, injected: readonly Component[]): Component[] {
  const own = [config, ...included(config)].flatMap((one) => blocksIn(one, one.content));
  const isReplaced = ({ kind, name }: Component) =>
    injected.some((other) => other.kind === kind && other.name === name);
  return [...own.filter((one) => !isReplaced(one)), ...injected];
}

function blocksIn(config: Config, { blocks }: Content): Component[] {
  return (['unit', 'stack'] as const).flatMap((kind) =>
    (blocks.get(kind) ?? []).flatMap(({ file, node }): Component[] => {
      const content = contentOf(file, node.body);
      const source = content.attributes.get('source');
      const enabled = valueIn(config, content, 'enabled');
      if (!source || (enabled?.kind === 'scalar' && String(enabled.value) === 'false')) return [];
      const at = locate(source.file, source.node.value.range);
      return [
        {
          kind,
          name: node.labels[0]?.name ?? '',
          config,
          content,
          source: { value: evaluateIn(config, source), at },
        },
      ];
    }),
  );
}

/** Files that a stack's file includes: blocks of units and stacks, with the names of the file that includes them. */
function included(config: Config): Config[] {
  const { setting, content } = config;
  return (content.blocks.get('include') ?? []).flatMap(({ file, node }): Config[] => {
    const path = valueIn(config, contentOf(file, node.body), 'path');
    if (path?.kind !== 'scalar') return [];
    const place = pathInTree(setting, joinPath(config.home, String(path.value)));
    setting.inputs.add(place);
    const parsed = setting.tree.read(place);
    if (!parsed) return [];
    const other = moduleFile(place, parsed);
    return [{ ...config, file: other, content: withLocals(contentOf(other, parsed.tree.body), config) }];
  });
}

/** What stands in a block of a stack's file, with the names of that file. */
function withLocals(content: Content, { content: { blocks } }: Config): Content {
  const locals = blocks.get('locals');
  return locals ? { ...content, blocks: new Map([...content.blocks, ['locals', locals]]) } : content;
}

function valueIn(config: Config, content: Content, name: string): Value | undefined {
  const attribute = content.attributes.get(name);
  return attribute && evaluateIn(config, attribute);
}

/** How a unit or stack is run in the folder that it is copied to; undefined where its source is not in the tree. */
function settingOf({ kind, name, config, content, source }: Component, into: Config): Setting | undefined {
  const { setting } = into;
  const file = kind === 'unit' ? UNIT_FILE : STACK_FILE;
  const named = folderNamed(into, source);
  if (named === undefined) return undefined;
  // A copied stack may name its units from where it was copied from, where the copying rewrites its sources.
  const origin = [pathInTree(setting, named), folderNamed({ home: folderOf(into.file.path) }, source)!].find(
    (folder) => {
      setting.inputs.add(joinPath(folder, file));
      return setting.tree.read(joinPath(folder, file)) !== undefined;
    },
  );
  if (origin === undefined) return undefined;
  const beside = valueIn(config, content, 'no_dot_terragrunt_stack');
  const path = valueIn(config, content, 'path');
  const folder = joinPath(
    joinPath(
      into.home,
      beside?.kind === 'scalar' && String(beside.value) === 'true' ? '' : '.terragrunt-stack',
    ),
    path?.kind === 'scalar' ? String(path.value) : name,
  );
  const copy: Copy = { folder, origin };
  const values = valuesIn(config, content);
  const [over] = kind === 'unit' ? bodiesOver(config, content) : [];
  return newSetting(setting.tree, joinPath(folder, file), {
    copies: [copy, ...setting.copies],
    ...(values && { values }),
    ...(over && { over }),
    inputs: setting.inputs,
  });
}

function valuesIn(config: Config, content: Content): Value | undefined {
  const attribute = content.attributes.get('values');
  if (!attribute) return undefined;
  const at: Location = locate(attribute.file, attribute.node.name.range);
  return passing(evaluateIn(config, attribute), { step: 'values', name: 'values', at });
}

/** What `autoinclude` blocks put over a unit or into a stack. */
function bodiesOver(config: Config, { blocks }: Content): Config[] {
  return (blocks.get('autoinclude') ?? []).map(({ file, node }: Placed<Block>) => ({
    ...config,
    content: withLocals(contentOf(file, node.body), config),
    includes: () => [],
  }));
}

function injectedBy({ config, content }: Component): Component[] {
  return bodiesOver(config, content).flatMap((one) => blocksIn(one, one.content));
}
