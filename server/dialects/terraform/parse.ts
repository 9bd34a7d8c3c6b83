import { parseHcl, withKept } from '../../syntax/hcl';
import { type JsonSyntax, parseHclJson } from './json';
import { isVariableFile, type TerraformFile } from './tree';

/**
 * Parses a file that `isTerraform` knows, native or JSON syntax by its name. Never throws.
 * @param earlier the file before an edit: nodes that the edit leaves where they are stay the same
 */
export function parseTerraform(path: string, text: string, earlier?: TerraformFile): TerraformFile {
  if (path.endsWith('.json'))
    return { text, tree: parseHclJson(text, isVariableFile(path) ? 'values' : SYNTAX) };
  const tree = parseHcl(text);
  return { text, tree: earlier ? withKept(tree, text, earlier) : tree };
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
