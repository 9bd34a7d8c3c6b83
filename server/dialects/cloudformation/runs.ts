import {
  templateRuns as runsOf,
  type TemplateFile,
  type TemplateLanguage,
  type TemplateRun,
} from '../runs/runs';
import { callOf } from './call';
import { besides, templateProperty } from './nested';
import { readParameters } from './parameters-file';
import { member } from './template';

const language: TemplateLanguage = {
  calls: calledBy,
  declared({ file }) {
    const declared = member(file.documents[0], 'Parameters');
    return declared?.kind === 'mapping' ? new Set(declared.pairs.map((pair) => pair.key.text)) : undefined;
  },
  given({ file, path }) {
    const set = readParameters(file.documents[0], path);
    return set && [...set.keys()];
  },
};

/** The runs of the project's templates: each by itself, and with every parameters file that fits it. */
export function templateRuns(
  templates: readonly TemplateFile[],
  parameterFiles: readonly TemplateFile[],
): readonly TemplateRun[] {
  return runsOf(templates, parameterFiles, language);
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
    return besides(path, location.text) ?? [];
  });
}
