import { parseHcl } from '../../syntax/hcl';
import { type JsonSyntax, parseHclJson } from './json';
import { isVariableFile, type TerraformFile } from './tree';

/** Parses a file that `isTerraform` knows, native or JSON syntax by its name. Never throws. */
export function parseTerraform(path: string, text: string): TerraformFile {
  if (!path.endsWith('.json')) return { text, tree: parseHcl(text) };
  return { text, tree: parseHclJson(text, isVariableFile(path) ? 'values' : SYNTAX) };
}

const SYNTAX: JsonSyntax = {
  top: { resource: 2, data: 2, ephemeral: 2, variable: 1, output: 1, module: 1, provider: 1 },
  nested: {
    terraform: { backend: 1, cloud: 0, required_providers: 0 },
    resource: { dynamic: 1 },
    data: { dynamic: 1 },
    provider: { dynamic: 1 },
    dynamic: { content: 0 },
    content: { dynamic: 1 },
  },
};
