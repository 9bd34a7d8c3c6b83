import type { Location } from '../../core/source';
import type { Attribute, Block } from '../../syntax/hcl/ast';
import { type Content, contentOf, locate, type ModuleFile, type Placed } from '../terraform/file';

/** What templates that are built together declare. */
export interface Template {
  /** A file could not be read wholly: what seems undeclared may be declared there. */
  readonly broken: boolean;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Local>;
  /** By `type.name`. */
  readonly sources: ReadonlyMap<string, Declaration>;
  readonly data: ReadonlyMap<string, Declaration>;
  readonly builds: readonly Declaration[];
}

export interface Declaration {
  readonly file: ModuleFile;
  readonly block: Block;
  readonly content: Content;
}

export interface Variable {
  readonly header: Location;
  readonly type?: Placed<Attribute>;
  readonly default?: Placed<Attribute>;
  readonly sensitive: boolean;
}

export interface Local {
  /** Its name, or the header of its block. */
  readonly at: Location;
  readonly value: Placed<Attribute>;
}

/** Of what two files declare under one name the first counts. */
export function templateOf(files: readonly ModuleFile[]): Template {
  const variables = new Map<string, Variable>();
  const locals = new Map<string, Local>();
  const sources = new Map<string, Declaration>();
  const data = new Map<string, Declaration>();
  const builds: Declaration[] = [];
  for (const file of files) {
    for (const [name, one] of variablesOf(file)) enter(variables, name, one);
    for (const [name, one] of localsOf(file)) enter(locals, name, one);
    for (const one of declarations(file, 'source', 2)) enter(sources, nameOf(one), one);
    for (const one of declarations(file, 'data', 2)) enter(data, nameOf(one), one);
    builds.push(...declarations(file, 'build', 0));
  }
  return { broken: files.some((file) => file.broken.length > 0), variables, locals, sources, data, builds };
}

/** What a file declares that no other file of the same build may: its variables, locals and sources. */
export function declaredIn(file: ModuleFile): string[] {
  return [
    ...variablesOf(file).map(([name]) => `var.${name}`),
    ...localsOf(file).map(([name]) => `local.${name}`),
    ...declarations(file, 'source', 2).map((one) => `source.${nameOf(one)}`),
  ];
}

function enter<T>(into: Map<string, T>, name: string, one: T): void {
  if (!into.has(name)) into.set(name, one);
}

function nameOf({ block }: Declaration): string {
  return block.labels.map((label) => label.name).join('.');
}

function declarations(file: ModuleFile, type: string, labels: number): Declaration[] {
  return (file.blocks.get(type) ?? [])
    .filter((block) => block.labels.length === labels)
    .map((block) => ({ file, block, content: contentOf(file, block.body) }));
}

/** `variable "a" { default = 1 }`, and the older `variables { a = 1 }`. */
function variablesOf(file: ModuleFile): [string, Variable][] {
  const single = declarations(file, 'variable', 1).map(({ block, content }): [string, Variable] => {
    const { attributes } = content;
    const [type, standard] = [attributes.get('type'), attributes.get('default')];
    const sensitive = attributes.get('sensitive')?.node.value;
    return [
      block.labels[0]!.name,
      {
        header: locate(file, block.header),
        ...(type && { type }),
        ...(standard && { default: standard }),
        sensitive: sensitive?.kind === 'literal' && sensitive.value === true,
      },
    ];
  });
  const several = declarations(file, 'variables', 0).flatMap(({ content }) =>
    [...content.attributes].map(([name, attribute]): [string, Variable] => [
      name,
      { header: locate(file, attribute.node.name.range), default: attribute, sensitive: false },
    ]),
  );
  return [...single, ...several];
}

/** `locals { a = 1 }`, and `local "a" { expression = 1 }`. */
function localsOf(file: ModuleFile): [string, Local][] {
  const several = declarations(file, 'locals', 0).flatMap(({ content }) =>
    [...content.attributes].map(([name, value]): [string, Local] => [
      name,
      { at: locate(file, value.node.name.range), value },
    ]),
  );
  const single = declarations(file, 'local', 1).flatMap(({ block, content }): [string, Local][] => {
    const value = content.attributes.get('expression');
    return value ? [[block.labels[0]!.name, { at: locate(file, block.header), value }]] : [];
  });
  return [...several, ...single];
}
