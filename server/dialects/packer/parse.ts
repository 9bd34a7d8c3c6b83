import { parseHcl } from '../../syntax/hcl';
import { type JsonSyntax, parseHclJson } from '../terraform/json';
import type { TerraformFile } from '../terraform/tree';
import { isTemplate, isVariables } from './files';
import { parseLegacy } from './legacy';

/** Parses a template or a file of variables, native or JSON syntax by its name. Never throws. */
export function parsePacker(path: string, text: string): TerraformFile {
  if (!path.endsWith('.json')) return { text, tree: parseHcl(text) };
  if (isTemplate(path)) return { text, tree: parseHclJson(text, SYNTAX) };
  if (isVariables(path)) return { text, tree: parseHclJson(text, 'values') };
  return { text, tree: parseLegacy(text) ?? parseHclJson(text, 'values') };
}

const SYNTAX: JsonSyntax = {
  top: { source: 2, data: 2, variable: 1, local: 1 },
  nested: {
    build: { source: 1, 'post-processor': 1, 'post-processors': 0 },
    'post-processors': { 'post-processor': 1 },
  },
};
