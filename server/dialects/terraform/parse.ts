import { parseHcl } from '../../syntax/hcl';
import { parseHclJson } from './json';
import type { TerraformFile } from './tree';

/** Parses a file that `isTerraform` knows, native or JSON syntax by its name. Never throws. */
export function parseTerraform(path: string, text: string): TerraformFile {
  return { text, tree: path.endsWith('.json') ? parseHclJson(path, text) : parseHcl(text) };
}
