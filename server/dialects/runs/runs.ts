import type { TreeFile } from '../../syntax/tree/node';

export interface TemplateFile {
  readonly path: string;
  readonly file: TreeFile;
}

/** One way of deploying a template. */
export interface TemplateRun {
  /** Unique and stable: the template's path, and `+` the parameters file's path if there is one. */
  readonly key: string;
  readonly path: string;
  /** A parameters file: the run need not take place. */
  readonly candidate?: string;
}

/** What a language of templates says of its files. */
export interface TemplateLanguage {
  /** Paths that a template may call others by, from the project's root. */
  calls(template: TemplateFile): readonly string[];
  /** Names of the parameters that a template declares; undefined where it declares none. */
  declared(template: TemplateFile): ReadonlySet<string> | undefined;
  /** Names that a file of parameters gives; undefined where it is no such file. */
  given(candidate: TemplateFile): readonly string[] | undefined;
}

/**
 * Each template that no other in the tree calls, by itself and once with every parameters file that fits it.
 * @param templates all templates of the project
 * @param parameterFiles files that may hold parameters
 */
export function templateRuns(
  templates: readonly TemplateFile[],
  parameterFiles: readonly TemplateFile[],
  language: TemplateLanguage,
): readonly TemplateRun[] {
  const paths = new Set(templates.map(({ path }) => path));
  return rootsOf(templates, paths, language).flatMap((template) => [
    { key: template.path, path: template.path },
    ...parameterFiles
      .filter((candidate) => fits(candidate, template, paths, language))
      .map(({ path }) => ({ key: `${template.path}+${path}`, path: template.path, candidate: path })),
  ]);
}

/** Templates that are not called; of templates that only call each other, all. */
function rootsOf(
  templates: readonly TemplateFile[],
  paths: ReadonlySet<string>,
  language: TemplateLanguage,
): readonly TemplateFile[] {
  const calls = new Map(
    templates.map((template) => [
      template.path,
      language.calls(template).filter((path) => paths.has(path) && path !== template.path),
    ]),
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

/**
 * Whether a parameters file may be meant for a template: it lies beside it, or in a folder beside or below it, it is not
 * named after another template, and sets nothing that the template does not know (its deployment would be refused).
 */
function fits(
  candidate: TemplateFile,
  template: TemplateFile,
  paths: ReadonlySet<string>,
  language: TemplateLanguage,
): boolean {
  if (!isNear(candidate.path, template.path) || namesAnother(candidate.path, template.path, paths))
    return false;
  const given = language.given(candidate);
  const declared = language.declared(template);
  return given !== undefined && given.length > 0 && !!declared && given.every((name) => declared.has(name));
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

/** A path relative to a file's folder, from the project's root. */
export function besides(file: string, relative: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
