import type { Import } from '../../syntax/bicep/ast';
import { folderOf, joinPath } from '../terraform/path';
import { type Instance, openInstance } from './instance';
import { literalText } from './literal';

/** A symbol of another file. */
export interface Imported {
  readonly instance: Instance;
  /** As that file names it. */
  readonly name: string;
}

/** The symbol that a file imports under a name. */
export function importedNamed(name: string, instance: Instance): Imported | undefined {
  for (const declaration of importsOf(instance)) {
    const symbol = declaration.symbols.find(({ alias }) => alias.name === name);
    if (symbol) return fromFile(declaration, symbol.name.name, instance);
  }
  return undefined;
}

/** The symbol that a file calls `namespace.name`, by an import of all symbols. */
export function importedUnder(namespace: string, name: string, instance: Instance): Imported | undefined {
  const declaration = importsOf(instance).find(({ wildcard }) => wildcard?.name === namespace);
  return declaration && fromFile(declaration, name, instance);
}

export function isNamespace(name: string, instance: Instance): boolean {
  return importsOf(instance).some(({ wildcard }) => wildcard?.name === name);
}

function importsOf({ document }: Instance): readonly Import[] {
  return document.declarations.filter((one) => one.kind === 'import');
}

function fromFile(
  { path: template }: Import,
  name: string,
  { context, path }: Instance,
): Imported | undefined {
  const text = literalText(template);
  if (text === undefined || /^(br|ts)[:/]/.test(text)) return undefined;
  const instance = openInstance(context, joinPath(folderOf(path), text));
  return instance && { instance, name };
}
