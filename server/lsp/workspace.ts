import type { CancellationToken } from 'vscode-languageserver';
import type { Knowledge } from '../engine/knowledge';
import type { OpenAccess } from './access';
import { type DiskChange, type Folder, openFolder } from './folder';
import type { Settings } from './protocol';
import { noReports, openReporter, type Reports } from './reports';
import type { Say } from './texts';
import { parentOf, pathFrom, uriKey } from './uri';

export interface WorkspaceSetup {
  readonly knowledge: Knowledge;
  readonly open: OpenAccess;
  /** The settings for a folder. */
  settings(uri: string): Promise<Settings>;
  say(): Say;
  /** Called after each run with the keys of the documents whose diagnostics are others than before. */
  settled(changed: ReadonlySet<string>): void;
  failed(error: unknown): void;
}

/** All open folders, kept up to date in the background: changes are noted at once and worked out when they pause. */
export interface Workspace {
  /** Replaces the set of workspace folders. */
  setFolders(uris: readonly string[] | Promise<readonly string[]>): void;
  /** An open document's text; undefined when it is closed. */
  edit(uri: string, text: string | undefined): void;
  changedOnDisk(changes: readonly { readonly uri: string; readonly kind: DiskChange['kind'] }[]): void;
  configure(): void;
  rescan(): void;
  /** Resolves when everything noted so far is worked out; false if the caller no longer wants to know. */
  settled(token?: CancellationToken): Promise<boolean>;
  /** What the last run came to. */
  readonly reports: Reports;
  /** Where a document is: the deepest folder that holds it. */
  locate(uri: string): { readonly folder: Folder; readonly path: string } | undefined;
  dispose(): void;
}

/** Pauses before a run: at least, and at most, in milliseconds. Between them it is what the last run took. */
const shortest = 20;
const longest = 200;
/** A stream of changes that never pauses is worked out all the same, so many milliseconds after its first. */
const patience = 1000;
/** Where changes on disk concern nothing that is judged or read. */
const unread = /(^|\/)(\.git|node_modules)(\/|$)/;

export function openWorkspace(setup: WorkspaceSetup): Workspace {
  const folders = new Map<string, Folder>();
  const buffers = new Map<string, { readonly uri: string; readonly text: string }>();
  /** Folders opened for a document that no workspace folder holds. */
  const lone = new Set<string>();
  const reporter = openReporter();
  let reports = noReports;
  let pause = shortest;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let touched: number | undefined;
  let chain: Promise<void> = Promise.resolve();
  let waiting: (() => void)[] = [];
  let disposed = false;

  const touch = () => {
    if (disposed) return;
    dirty = true;
    touched ??= performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => enqueue(run), Math.min(pause, touched + patience - performance.now()));
  };
  const enqueue = (job: () => Promise<void>) => {
    chain = chain.then(job).catch(setup.failed);
  };
  /** A job after which everything is worked out again, whether it succeeds or not. */
  const enqueueChange = (job: () => Promise<void>) => {
    dirty = true;
    enqueue(() => job().finally(touch));
  };

  const run = async () => {
    if (!dirty || disposed) return;
    dirty = false;
    touched = undefined;
    const started = performance.now();
    try {
      await publish();
    } catch (error) {
      setup.failed(error);
    }
    pause = Math.min(longest, Math.max(shortest, performance.now() - started));
    // What came in meanwhile has its own run ahead; who waits, waits for that.
    if (dirty) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };

  const publish = async () => {
    const runs = [];
    for (const folder of folders.values()) {
      if (folder.enabled) runs.push({ folder, result: await folder.refresh() });
    }
    reports = reporter.report(runs, reports, setup.say());
    setup.settled(reports.changed);
  };

  const open = async (uri: string, shallow: boolean) => {
    const settings = await setup.settings(uri);
    const folder = await openFolder(uri, setup.open(uri, shallow), setup.knowledge, settings);
    folders.set(uriKey(uri), folder);
    for (const buffer of buffers.values()) {
      const path = folder.pathOf(buffer.uri);
      if (path !== undefined) folder.edit(path, buffer.text);
    }
  };

  const holding = (uri: string): { folder: Folder; path: string }[] =>
    [...folders.values()]
      .flatMap((folder) => {
        const path = folder.pathOf(uri);
        return path === undefined ? [] : [{ folder, path }];
      })
      .sort((a, b) => a.path.length - b.path.length);

  /** A document that no folder holds gets its own folder, for as long as it is open. */
  const openLone = (uri: string) => {
    const parent = parentOf(uri);
    const key = uriKey(parent);
    if (lone.has(key)) return;
    lone.add(key);
    enqueueChange(async () => {
      if (!folders.has(key) && holding(uri).length === 0) await open(parent, true);
    });
  };

  return {
    setFolders: (uris) => {
      enqueueChange(async () => {
        const wanted = new Map((await uris).map((uri) => [uriKey(uri), uri]));
        for (const key of [...folders.keys()]) if (!wanted.has(key) && !lone.has(key)) folders.delete(key);
        for (const [key, uri] of wanted) {
          if (lone.delete(key)) folders.delete(key);
          if (!folders.has(key)) await open(uri, false);
        }
      });
    },
    edit: (uri, text) => {
      const key = uriKey(uri);
      if (text === undefined) buffers.delete(key);
      else buffers.set(key, { uri, text });
      const holders = holding(uri);
      for (const { folder, path } of holders) folder.edit(path, text);
      if (holders.length === 0 && text !== undefined) openLone(uri);
      if (text === undefined) closeLone(uri);
      touch();
    },
    changedOnDisk: (changes) => {
      for (const folder of folders.values()) {
        const own = changes.flatMap(({ uri, kind }) => {
          const path = pathFrom(folder.uri, uri);
          return path && !unread.test(path) ? [{ path, kind }] : [];
        });
        if (own.length === 0) continue;
        folder.changed(own);
        touch();
        // Other ignore patterns, or a folder with files that nobody tells of one by one: list them again.
        const again = own.some(
          ({ path, kind }) => path.endsWith('.gitignore') || (kind === 'appeared' && !/\.[^/]*$/.test(path)),
        );
        if (again) enqueueChange(() => folder.rescan(false));
      }
    },
    configure: () => {
      enqueueChange(async () => {
        reporter.forget();
        for (const folder of folders.values()) folder.configure(await setup.settings(folder.uri));
      });
    },
    rescan: () => {
      enqueueChange(async () => {
        for (const folder of folders.values()) await folder.rescan(true);
      });
    },
    settled: (token) => {
      if (!dirty) return Promise.resolve(!token?.isCancellationRequested);
      return new Promise((resolve) => {
        const done = () => {
          cancelled?.dispose();
          resolve(!token?.isCancellationRequested);
        };
        waiting.push(done);
        const cancelled = token?.onCancellationRequested(() => {
          waiting = waiting.filter((other) => other !== done);
          done();
        });
      });
    },
    get reports() {
      return reports;
    },
    locate: (uri) => holding(uri)[0],
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      for (const resolve of waiting) resolve();
    },
  };

  function closeLone(uri: string): void {
    const parent = parentOf(uri);
    const key = uriKey(parent);
    if (!lone.has(key)) return;
    for (const buffer of buffers.values()) if (uriKey(parentOf(buffer.uri)) === key) return;
    lone.delete(key);
    enqueueChange(async () => {
      if (!lone.has(key)) folders.delete(key);
    });
  }
}
