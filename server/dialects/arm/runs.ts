import {
  besides,
  templateRuns as runsOf,
  type TemplateFile,
  type TemplateLanguage,
  type TemplateRun,
} from '../runs/runs';
import { linkedTexts } from './nested';
import { namesGiven } from './parameters-file';
import { isArmParameters } from './recognise';
import { member } from './template';

const language: TemplateLanguage = {
  // An address may begin further up than what is in the tree.
  calls: ({ path, file }) =>
    file.documents.flatMap(linkedTexts).flatMap((text) => {
      const parts = text.split('/');
      return parts.map((_, i) => besides(path, parts.slice(i).join('/')));
    }),
  declared({ file }) {
    const declared = member(file.documents[0], 'parameters');
    return declared?.kind === 'mapping'
      ? new Set(declared.pairs.map(({ key }) => lower(key.text)))
      : undefined;
  },
  given: ({ file }) => (isArmParameters(file) ? namesGiven(file.documents[0]).map(lower) : undefined),
};

const lower = (name: string): string => name.toLowerCase();

/** The runs of the project's templates: each by itself, and with every parameters file that fits it. */
export function armRuns(
  templates: readonly TemplateFile[],
  parameterFiles: readonly TemplateFile[],
): readonly TemplateRun[] {
  return runsOf(templates, parameterFiles, language);
}
