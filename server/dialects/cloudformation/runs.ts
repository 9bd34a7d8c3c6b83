import type { TreeFile } from '../../syntax/tree/node';
import { callOf } from './call';
import { besides, templateProperty } from './nested';
import { readParameters } from './parameters-file';
import { member } from './template';

export interface TemplateFile {
  readonly path: string;
  readonly file: TreeFile;
}

/** One way of creating a stack from a template. */
export interface TemplateRun {
  /** Unique and stable: the template's path, and `+` the parameters file's path if there is one. */
  readonly key: string;
  readonly path: string;
  /** A parameters file: the run need not take place. */
  readonly candidate?: string;
}

/**
 * Each template that no other in the tree calls, by itself and once with every parameters file that fits it.
 * @param templates all templates of the project
 * @param parameterFiles files that may hold parameters, by their names
 */
export function templateRuns(
  templates: readonly TemplateFile[],
  parameterFiles: readonly TemplateFile[],
): readonly TemplateRun[] {
  const paths = new Set(templates.map(({ path }) => path));
  return rootsOf(templates, paths).flatMap((template) => [
    { key: template.path, path: template.path },
    ...parameterFiles
      .filter((candidate) => fits(candidate, template, paths))
      .map(({ path }) => ({ key: `${template.path}+${path}`, path: template.path, candidate: path })),
  ]);
}

/** Templates that are not called; of templates that only call each other, all. */
function rootsOf(templates: readonly TemplateFile[], paths: ReadonlySet<string>): readonly TemplateFile[] {
  const calls = new Map(
    templates.map((template) => [template.path, calledBy(template).filter((path) => paths.has(path))]),
  );
  const called = new Set([...calls.values()].flat());
  const roots = templates.filter(({ path }) => !called.has(path));
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const next of calls.get(path) ?? []) reach(next);
  };
  for (const { path } of roots) reach(path);
  return templates.filter((template) => roots.includes(template) || !reached.has(template.path));
}

/** The templates that a template calls by a literal local path. */
function calledBy({ path, file }: TemplateFile): string[] {
  const resources = member(file.documents[0], 'Resources');
  if (resources?.kind !== 'mapping') return [];
  return resources.pairs.flatMap(({ value }) => {
    const type = member(value, 'Type');
    const property = type?.kind === 'scalar' ? templateProperty(type.text) : undefined;
    const location = property === undefined ? undefined : member(member(value, 'Properties'), property);
    if (location?.kind !== 'scalar' || callOf(location)) return [];
    const target = besides(path, location.text);
    return target === undefined || target === path ? [] : [target];
  });
}

/**
 * Whether a parameters file may be meant for a template: it lies beside it, or in a folder beside or below it, it is not
 * named after another template, and sets nothing that the template does not know (CloudFormation would refuse it).
 */
function fits(candidate: TemplateFile, template: TemplateFile, paths: ReadonlySet<string>): boolean {
  if (!isNear(candidate.path, template.path) || namesAnother(candidate.path, template.path, paths))
    return false;
  const set = readParameters(candidate.file.documents[0], candidate.path);
  const declared = member(template.file.documents[0], 'Parameters');
  if (!set || set.size === 0 || declared?.kind !== 'mapping') return false;
  const known = new Set(declared.pairs.map((pair) => pair.key.text));
  return [...set.keys()].every((name) => known.has(name));
}

/** In the same folder, in a folder of that one, or in a folder beside it. */
function isNear(candidate: string, template: string): boolean {
  const [at, home] = [folderOf(candidate), folderOf(template)];
  return (
    at === home || folderOf(at) === home || (home !== '' && at !== '' && folderOf(at) === folderOf(home))
  );
}

/** `vpc.parameters.json` is for `vpc.yaml`, if there is one. */
function namesAnother(candidate: string, template: string, paths: ReadonlySet<string>): boolean {
  const name = stemOf(candidate);
  const isNamedAfter = (path: string) => {
    const stem = stemOf(path);
    return stem !== '' && name.startsWith(stem) && !/^[a-z0-9]/i.test(name.slice(stem.length));
  };
  if (isNamedAfter(template)) return false;
  return [...paths].some(
    (path) => path !== template && folderOf(path) === folderOf(template) && isNamedAfter(path),
  );
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A file's name up to its first dot. */
const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).split('.')[0]!;
