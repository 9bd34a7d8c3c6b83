import type { Parameter } from '../../syntax/bicep/ast';
import { folderOf, joinPath, nameOf } from '../terraform/path';
import type { BicepTree } from './instance';
import { literalText } from './literal';
import { isRemote } from './modules';
import { isBicepParameters, isJsonParameters, namesIn } from './parameter-files';

/** One way of deploying a template. */
export interface BicepRun {
  /** Unique and stable: the template's path, and `+` the parameters file's path if there is one. */
  readonly key: string;
  readonly path: string;
  /** A parameters file: the run need not take place. */
  readonly candidate?: string;
  readonly certain: boolean;
}

export function isBicep(path: string): boolean {
  return path.endsWith('.bicep') || isBicepParameters(path);
}

/**
 * Each template that no other in the tree calls, by itself; and any once with every parameters file that names it, or that
 * fits it by name and content.
 */
export function bicepRuns(files: readonly string[], tree: BicepTree): readonly BicepRun[] {
  const templates = files.filter((path) => path.endsWith('.bicep'));
  const known = new Set(templates);
  const calls = new Map(
    templates.map((path) => [path, calledBy(path, tree).filter((one) => known.has(one))]),
  );
  const candidates = new Map<string, string[]>();
  for (const file of files) {
    const path = templateOf(file, known, tree);
    if (path !== undefined) candidates.set(path, [...(candidates.get(path) ?? []), file]);
  }
  const roots = rootsOf(templates, calls);
  return [
    ...roots.map((path) => ({ key: path, path, certain: true })),
    ...[...candidates].flatMap(([path, list]) =>
      list.map((candidate) => ({
        key: `${path}+${candidate}`,
        path,
        candidate,
        // Nothing else in the tree gives what must be given: this is the way it is deployed.
        certain: list.length === 1 && completes(candidate, path, tree),
      })),
    ),
  ];
}

/** Whether a file sets a parameter that has no default. */
function completes(candidate: string, path: string, tree: BicepTree): boolean {
  const parameters = parametersOf(path, tree);
  return namesIn(candidate, tree).some((name) => {
    const parameter = parameters.get(name);
    return parameter !== undefined && !parameter.value && parameter.type?.kind !== 'nullable';
  });
}

function parametersOf(path: string, tree: BicepTree): ReadonlyMap<string, Parameter> {
  const declarations = tree.bicep(path)?.document.declarations ?? [];
  return new Map(
    declarations.flatMap((one) => (one.kind === 'param' ? [[one.name.name, one] as const] : [])),
  );
}

/** The local files that a template calls as modules. */
function calledBy(path: string, tree: BicepTree): string[] {
  const declarations = tree.bicep(path)?.document.declarations ?? [];
  return declarations.flatMap((declaration) => {
    const source = declaration.kind === 'module' ? literalText(declaration.path) : undefined;
    return source === undefined || isRemote(source) ? [] : [joinPath(folderOf(path), source)];
  });
}

/** The template that a parameters file is for: the one that it names; else one near it that it fits, by name or alone. */
function templateOf(path: string, known: ReadonlySet<string>, tree: BicepTree): string | undefined {
  if (isBicepParameters(path)) {
    const used = usedBy(path, tree);
    return used !== undefined && known.has(used) ? used : undefined;
  }
  if (!isJsonParameters(path)) return undefined;
  const folder = folderOf(path);
  const stem = nameOf(path).split('.')[0];
  for (const home of new Set([folder, folderOf(folder)])) {
    const near = [...known].filter((one) => folderOf(one) === home && fits(path, one, tree));
    const namesake = near.find((one) => nameOf(one) === `${stem}.bicep`);
    if (namesake !== undefined || near.length === 1) return namesake ?? near[0];
  }
  return undefined;
}

function usedBy(path: string, tree: BicepTree): string | undefined {
  for (const declaration of tree.bicep(path)?.document.declarations ?? []) {
    const source =
      declaration.kind === 'using' && declaration.path ? literalText(declaration.path) : undefined;
    if (source !== undefined) return joinPath(folderOf(path), source);
  }
  return undefined;
}

/** Whether a template knows all that a file sets: a deployment would be refused otherwise. */
function fits(path: string, template: string, tree: BicepTree): boolean {
  const names = namesIn(path, tree);
  const parameters = parametersOf(template, tree);
  return names.length > 0 && names.every((name) => parameters.has(name));
}

/** Those that no other calls; of those that only call each other, all. */
function rootsOf(paths: readonly string[], calls: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const called = new Set([...calls.values()].flat());
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const next of calls.get(path) ?? []) reach(next);
  };
  for (const path of paths) if (!called.has(path)) reach(path);
  return paths.filter((path) => !called.has(path) || !reached.has(path));
}
