import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Range } from '../core/source';
import { type BicepFile, isBicep } from '../dialects/bicep';
import { isPacker, mayBeLegacy, parsePacker } from '../dialects/packer';
import { isTerraform, parseTerraform, type TerraformFile } from '../dialects/terraform';
import { commentsOf, isTerragrunt } from '../dialects/terragrunt';
import { parseBicep } from '../syntax/bicep';
import { parseJson } from '../syntax/tree/json';
import type { TreeFile } from '../syntax/tree/node';
import { parseYaml } from '../syntax/tree/yaml';

/** The project's texts and their trees, each parsed once for as long as its text stays the same. */
export interface Sources {
  /** The host as the code reads files through it: buffers over what is on disk. */
  readonly host: Host;
  text(path: string): string | undefined;
  /** Of Terraform, and of what else is written in HCL. */
  terraform(path: string): TerraformFile | undefined;
  tree(path: string): TreeFile | undefined;
  bicep(path: string): BicepFile | undefined;
  comments(path: string): readonly { readonly range: Range; readonly text: string }[];
  /** Whether a word occurs in a file; remembered with the text. */
  mentions(path: string, word: string): boolean;
  /** Why a file could not be had. */
  unreadable(path: string): Problem | undefined;
  /** What in a file could not be understood. */
  problems(path: string): readonly Problem[];
  /** A buffer's text, or undefined to read through the host again. */
  edit(path: string, text: string | undefined): void;
  /** Forget what was read from disk. */
  forget(path: string): void;
  /** Files that were asked for and not there; an asynchronous driver fetches them. */
  readonly missing: ReadonlySet<string>;
}

interface Cached {
  readonly text?: string;
  readonly problem?: Problem;
  terraform?: TerraformFile;
  tree?: TreeFile;
  bicep?: BicepFile;
  mentions?: Map<string, boolean>;
}

export function openSources(host: Host): Sources {
  const buffers = new Map<string, string>();
  const cache = new Map<string, Cached>();
  const missing = new Set<string>();
  /** Trees of texts that are others now: what an edit leaves as it was is taken from them. */
  const earlier = new Map<string, TerraformFile>();
  const drop = (path: string) => {
    const tree = cache.get(path)?.terraform;
    if (tree) earlier.set(path, tree);
    cache.delete(path);
  };

  const read = (path: string): Cached => {
    const known = cache.get(path);
    if (known) return known;
    const entry = load(path);
    cache.set(path, entry);
    return entry;
  };
  const load = (path: string): Cached => {
    const buffer = buffers.get(path);
    if (buffer !== undefined) return { text: buffer };
    const result = host.read(path);
    if ('text' in result) return { text: result.text };
    if ('problem' in result) return { problem: { path, message: result.problem } };
    missing.add(path);
    return {};
  };
  const terraform = (path: string): TerraformFile | undefined => {
    const entry = read(path);
    if (entry.text === undefined) return undefined;
    entry.terraform ??=
      isPacker(path) || mayBeLegacy(path)
        ? parsePacker(path, entry.text)
        : parseTerraform(path, entry.text, earlier.get(path));
    earlier.delete(path);
    return entry.terraform;
  };
  const tree = (path: string): TreeFile | undefined => {
    const entry = read(path);
    if (entry.text === undefined) return undefined;
    entry.tree ??= path.endsWith('.json') ? parseJson(entry.text) : parseYaml(entry.text);
    return entry.tree;
  };
  const bicep = (path: string): BicepFile | undefined => {
    const entry = read(path);
    if (entry.text === undefined) return undefined;
    entry.bicep ??= { text: entry.text, document: parseBicep(entry.text) };
    return entry.bicep;
  };
  return {
    host: {
      ...host,
      read: (path) => {
        const buffer = buffers.get(path);
        const result = buffer === undefined ? host.read(path) : { text: buffer };
        if ('missing' in result) missing.add(path);
        return result;
      },
    },
    text: (path) => read(path).text,
    terraform,
    tree,
    bicep,
    comments: (path) => {
      if (isBicep(path)) return bicep(path)?.document.comments ?? [];
      if (!isHcl(path)) return read(path).tree?.comments ?? [];
      const file = terraform(path);
      return file ? (isTerragrunt(path) ? commentsOf(file) : file.tree.comments) : [];
    },
    mentions: (path, word) => {
      const entry = read(path);
      entry.mentions ??= new Map();
      const known = entry.mentions.get(word) ?? entry.text?.includes(word) ?? false;
      entry.mentions.set(word, known);
      return known;
    },
    unreadable: (path) => read(path).problem,
    problems: (path) => {
      const parsed = isBicep(path) ? bicep(path)?.document : isHcl(path) ? terraform(path)?.tree : tree(path);
      return (parsed?.problems ?? []).map(({ range, message }) => ({ path, range, message }));
    },
    edit: (path, text) => {
      if (text === undefined) buffers.delete(path);
      else buffers.set(path, text);
      drop(path);
      missing.delete(path);
    },
    forget: (path) => {
      if (!buffers.has(path)) drop(path);
      missing.delete(path);
    },
    missing,
  };
}

function isHcl(path: string): boolean {
  return isTerraform(path) || isPacker(path) || path.endsWith('.hcl');
}
