import type { Entry, Host } from './host';

/** A host over files held in memory, by path: for tests, and for drivers that load everything first. */
export function memoryHost(files: Readonly<Record<string, string>> | ReadonlyMap<string, string>): Host {
  const texts = files instanceof Map ? files : new Map(Object.entries(files));
  const folders = new Map<string, Map<string, Entry>>();
  for (const path of texts.keys()) enter(folders, path);
  return {
    read(path) {
      const text = texts.get(path);
      return text === undefined ? { missing: true } : { text };
    },
    list: (folder) => [...(folders.get(folder)?.values() ?? [])],
  };
}

/** Makes a path's folders known, up to the root (`../x` stands under `..`, which stands under the root). */
function enter(folders: Map<string, Map<string, Entry>>, path: string): void {
  let kind: Entry['kind'] = 'file';
  for (let rest = path; rest !== ''; kind = 'folder') {
    const slash = rest.lastIndexOf('/');
    const folder = slash < 0 ? '' : rest.slice(0, slash);
    const name = rest.slice(slash + 1);
    const entries = folders.get(folder) ?? new Map<string, Entry>();
    folders.set(folder, entries);
    if (entries.has(name)) return;
    entries.set(name, { name, kind });
    rest = folder;
  }
}
