import type { Host } from '../core/host';
import type { Problem } from '../core/message';
import type { Location } from '../core/source';
import type { Knowledge } from '../engine/knowledge';
import { openProject, type Project } from '../engine/project';
import type { Report } from '../engine/types';
import { type Governance, governanceOf } from '../packs/governance';
import type { FolderAccess } from './access';
import { type Lines, linesOf } from './lines';
import type { Settings } from './protocol';
import { pathFrom, uriFrom, uriKey } from './uri';

/** One open folder: its project, and where its files are in the client's terms. */
export interface Folder {
  readonly uri: string;
  readonly project: Project;
  readonly access: FolderAccess;
  /** A document's path below the folder; undefined where it lies outside. */
  pathOf(uri: string): string | undefined;
  /** A path's address, and the key that it has however a client writes it. */
  addressOf(path: string): { readonly uri: string; readonly key: string };
  /** The lines of a file as it was judged. */
  lines(path: string): Lines;
  /** An open buffer's text; undefined when it is closed. */
  edit(path: string, text: string | undefined): void;
  /** False where the settings switch sovlint off. */
  readonly enabled: boolean;
  /** Files that appeared, changed or vanished on disk; a folder stands for all that was in it. */
  changed(changes: readonly DiskChange[]): void;
  /** Reads the list of files again, and all of them if `whole`. */
  rescan(whole: boolean): Promise<void>;
  /** Other settings; the configuration is read again. */
  configure(settings: Settings): void;
  /** Where the configuration is, or would be: its path and, if it is there, its text. */
  configuration(): { readonly path: string; readonly text?: string };
  /** Works out what is stale, fetching what was missing until nothing is. */
  refresh(): Promise<FolderReport>;
}

export interface DiskChange {
  readonly path: string;
  readonly kind: 'appeared' | 'changed' | 'vanished';
}

export interface FolderReport {
  readonly report: Report;
  /** What is wrong with the configuration. */
  readonly problems: readonly Problem[];
}

/** Runs over files that had to be fetched first; each brings in what the one before looked for. */
const mostRounds = 20;

export async function openFolder(
  uri: string,
  access: FolderAccess,
  knowledge: Knowledge,
  settings: Settings,
): Promise<Folder> {
  const addresses = new Map<string, { readonly uri: string; readonly key: string }>();
  const lineCache = new Map<string, Lines>();
  const buffers = new Map<string, string>();
  let current = settings;
  const host: FolderAccess['host'] = {
    read: (path) => {
      const text = buffers.get(path);
      return text === undefined ? access.host.read(path) : { text };
    },
    list: (path) => access.host.list(path),
  };
  const govern = (): Governance => {
    const configuration = nearestConfiguration(host, access.rootInRepository ?? '');
    return governanceOf(host, knowledge, {
      ...(configuration !== undefined && { configuration }),
      ...(current.home && { home: current.home }),
      ...(current.profile && { profile: current.profile }),
    });
  };
  let governance = govern();
  let files = await access.list();
  const project = openProject({
    host: access.host,
    files,
    knowledge,
    policy: governance.policy,
    rules: governance.rules,
    ...(access.rootInRepository !== undefined && { rootInRepository: access.rootInRepository }),
  });
  const governAgain = () => {
    governance = govern();
    project.govern(governance.policy, governance.rules);
  };
  // A pack's folder stands with a `/` at its end: a new file in it is a new rule.
  const governs = (path: string) =>
    governance.inputs.has(path) ||
    governance.inputs.has(path.slice(0, path.lastIndexOf('/') + 1)) ||
    /^(\.\.\/)*\.sovlint\.yaml$/.test(path);
  const list = (next: readonly string[]) => {
    files = next;
    project.list(next);
  };

  return {
    uri,
    project,
    access,
    get enabled() {
      return current.enable !== false;
    },
    pathOf: (other) => {
      const path = pathFrom(uri, other);
      return path === undefined || path === '' || path.startsWith('..') ? undefined : path;
    },
    addressOf: (path) => {
      let address = addresses.get(path);
      if (!address) {
        const made = uriFrom(uri, path);
        address = { uri: made, key: uriKey(made) };
        addresses.set(path, address);
      }
      return address;
    },
    lines: (path) => {
      // The configuration is read by others than the project, but through the same host.
      const text = project.text(path) ?? '';
      const known = lineCache.get(path);
      if (known?.text === text) return known;
      const lines = linesOf(text);
      lineCache.set(path, lines);
      return lines;
    },
    edit: (path, text) => {
      if (text === undefined) buffers.delete(path);
      else buffers.set(path, text);
      project.edit(path, text);
      if (text !== undefined && !files.includes(path) && access.isListed(path)) list([...files, path].sort());
      if (governs(path)) governAgain();
    },
    changed: (changes) => {
      const known = new Set(files);
      const touched: string[] = [];
      for (const { path, kind } of changes) {
        touched.push(path);
        if (kind === 'appeared' && access.isListed(path)) known.add(path);
        if (kind !== 'vanished') continue;
        known.delete(path);
        for (const file of known) {
          if (!file.startsWith(`${path}/`)) continue;
          known.delete(file);
          touched.push(file);
        }
      }
      for (const path of touched) {
        access.forget(path);
        project.changed(path);
        lineCache.delete(path);
      }
      if (known.size !== files.length || files.some((path) => !known.has(path))) list([...known].sort());
      if (touched.some(governs)) governAgain();
    },
    rescan: async (whole) => {
      const next = await access.list();
      if (whole) {
        for (const path of new Set([...files, ...next])) {
          access.forget(path);
          project.changed(path);
        }
        lineCache.clear();
        governAgain();
      }
      list(next);
    },
    configure: (next) => {
      current = next;
      governAgain();
    },
    configuration: () => {
      const path = nearestConfiguration(host, access.rootInRepository ?? '') ?? '.sovlint.yaml';
      const read = host.read(path);
      return { path, ...('text' in read && { text: read.text }) };
    },
    refresh: async () => {
      for (let round = 0; ; round++) {
        const report = project.report();
        const fetched = round < mostRounds ? await access.fetch() : [];
        if (fetched.length === 0) return { report, problems: governance.problems };
        for (const path of fetched) project.changed(path);
        if (fetched.some(governs)) governAgain();
      }
    },
  };
}

/** The nearest configuration from the folder upward, within its repository; undefined where there is none. */
function nearestConfiguration(host: Host, rootInRepository: string): string | undefined {
  const above = rootInRepository.split('/').length - 1;
  const candidates = Array.from({ length: above + 1 }, (_, up) => `${'../'.repeat(up)}.sovlint.yaml`);
  return candidates.find((path) => !('missing' in host.read(path)));
}

/** Where a location of a folder is, as the client counts. */
export function placeIn(folder: Folder, { path, range }: Location) {
  return { uri: folder.addressOf(path).uri, range: folder.lines(path).range(range) };
}
