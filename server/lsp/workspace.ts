import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../core/finding';
import type { Knowledge } from '../engine/knowledge';
import type { OpenAccess } from './access';
import { diagnosticOf, problemDiagnostic } from './diagnostics';
import { type DiskChange, type Folder, openFolder, placeIn } from './folder';
import type { Settings, Status } from './protocol';
import type { Say } from './texts';
import { parentOf, pathFrom, uriKey } from './uri';

/** One document's diagnostics as of the last run. */
export interface DocumentReport {
  readonly uri: string;
  /** Another one whenever the diagnostics are others. */
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

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
  setFolders(uris: readonly string[]): void;
  /** An open document's text; undefined when it is closed. */
  edit(uri: string, text: string | undefined): void;
  changedOnDisk(changes: readonly { readonly uri: string; readonly kind: DiskChange['kind'] }[]): void;
  configure(): void;
  rescan(): void;
  /** Resolves when everything noted so far is worked out; false if the caller no longer wants to know. */
  settled(token?: CancellationToken): Promise<boolean>;
  /** By `uriKey`. */
  readonly reports: ReadonlyMap<string, DocumentReport>;
  status(): Status;
  /** Where a document is: the deepest folder that holds it. */
  locate(uri: string): { readonly folder: Folder; readonly path: string } | undefined;
  /** Findings of the last run in a document, each with the folder that found it. */
  findings(uri: string): readonly { readonly folder: Folder; readonly finding: Finding }[];
  dispose(): void;
}

/** Pauses before a run: at least, and at most, in milliseconds. Between them it is twice what the last run took. */
const shortest = 20;
const longest = 250;

export function openWorkspace(setup: WorkspaceSetup): Workspace {
  const folders = new Map<string, Folder>();
  const buffers = new Map<string, { readonly uri: string; readonly text: string }>();
  /** Folders opened for a document that no workspace folder holds. */
  const lone = new Set<string>();
  let reports = new Map<string, DocumentReport>();
  let findings = new Map<string, { folder: Folder; finding: Finding }[]>();
  let counts: Status = { homes: [], homeChosen: true, files: 0, findings: { error: 0, warning: 0, info: 0 } };
  let nextResult = 1;
  let pause = shortest;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let chain: Promise<void> = Promise.resolve();
  let waiting: (() => void)[] = [];
  let disposed = false;

  const touch = () => {
    if (disposed) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => enqueue(run), pause);
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
    const started = performance.now();
    try {
      await publish();
    } catch (error) {
      setup.failed(error);
    }
    pause = Math.min(longest, Math.max(shortest, 2 * (performance.now() - started)));
    // What came in meanwhile has its own run ahead; who waits, waits for that.
    if (dirty) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };

  const publish = async () => {
    const say = setup.say();
    const next = new Map<string, { uri: string; diagnostics: Map<string, Diagnostic> }>();
    const found = new Map<string, { folder: Folder; finding: Finding }[]>();
    const add = (folder: Folder, path: string, identity: string, diagnostic: () => Diagnostic): boolean => {
      const uri = folder.uriOf(path);
      const key = uriKey(uri);
      let document = next.get(key);
      if (!document) {
        document = { uri: buffers.get(key)?.uri ?? uri, diagnostics: new Map() };
        next.set(key, document);
      }
      // Two folders may reach one file; what both say is said once.
      if (document.diagnostics.has(identity)) return false;
      document.diagnostics.set(identity, diagnostic());
      return true;
    };
    const homes = new Set<string>();
    const total = { error: 0, warning: 0, info: 0 };
    let homeChosen = true;
    let files = 0;
    for (const folder of folders.values()) {
      if (!folder.enabled) continue;
      const { report, problems } = await folder.refresh();
      const place = (location: Parameters<typeof placeIn>[1]) => placeIn(folder, location);
      homes.add(report.home);
      homeChosen &&= report.homeChosen;
      files += report.files;
      for (const finding of report.findings) {
        const { path, range } = finding.at;
        const identity = `${finding.rule} ${range.start}-${range.end}`;
        if (!add(folder, path, identity, () => diagnosticOf(finding, place, say))) continue;
        total[finding.severity]++;
        const key = uriKey(folder.uriOf(path));
        const list = found.get(key);
        if (list) list.push({ folder, finding });
        else found.set(key, [{ folder, finding }]);
      }
      for (const problem of [...problems, ...report.problems]) {
        const identity = `${problem.message.key} ${problem.range?.start ?? ''}`;
        add(folder, problem.path, identity, () => problemDiagnostic(problem, place, say));
      }
    }
    const changed = new Set<string>();
    const before = reports;
    reports = new Map();
    for (const [key, { uri, diagnostics }] of next) {
      const list = [...diagnostics.values()];
      const old = before.get(key);
      const same = old && JSON.stringify(old.diagnostics) === JSON.stringify(list);
      reports.set(key, { uri, resultId: same ? old.resultId : String(nextResult++), diagnostics: list });
      if (!same) changed.add(key);
    }
    for (const key of before.keys()) if (!next.has(key)) changed.add(key);
    findings = found;
    counts = { homes: [...homes].sort(), homeChosen, files, findings: total };
    setup.settled(changed);
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
        const wanted = new Map(uris.map((uri) => [uriKey(uri), uri]));
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
          return path ? [{ path, kind }] : [];
        });
        if (own.length === 0) continue;
        folder.changed(own);
        // Other ignore patterns, or a folder with files that nobody tells of one by one: list them again.
        const again = own.some(
          ({ path, kind }) => path.endsWith('.gitignore') || (kind === 'appeared' && !/\.[^/]*$/.test(path)),
        );
        if (again) enqueueChange(() => folder.rescan(false));
      }
      touch();
    },
    configure: () => {
      enqueueChange(async () => {
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
    status: () => counts,
    locate: (uri) => holding(uri)[0],
    findings: (uri) => findings.get(uriKey(uri)) ?? [],
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
