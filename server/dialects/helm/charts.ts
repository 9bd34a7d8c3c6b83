/** A folder with a Chart.yaml, and which of the project's files are its own. Paths are from the project's root. */
export interface Chart {
  /** '' for the root. */
  readonly folder: string;
  /** Of its Chart.yaml. */
  readonly path: string;
  readonly values?: string;
  /** `values-*.yaml`: each is loaded only by a run that names it. */
  readonly runs: readonly string[];
  /** Of a chart for version 2 of Helm, which kept its dependencies apart. */
  readonly requirements?: string;
  readonly templates: number;
  /** The chart that carries this one in its `charts` folder, and whose values override its own. */
  readonly parent?: Chart;
}

/** Every chart among a project's files, those with the shortest folder first. */
export function findCharts(files: readonly string[]): readonly Chart[] {
  const charts = new Map<string, Chart>();
  const folders = files
    .filter((path) => /(^|\/)Chart\.ya?ml$/.test(path))
    .map((path) => ({ path, folder: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '' }))
    .sort((a, b) => a.folder.length - b.folder.length || (a.folder < b.folder ? -1 : 1));
  const sorted = files.toSorted();
  for (const { path, folder } of folders) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const own = within(sorted, prefix);
    const beside = own.filter((file) => !file.slice(prefix.length).includes('/'));
    const named = (pattern: RegExp) => beside.filter((file) => pattern.test(file.slice(prefix.length)));
    const [values] = named(/^values\.ya?ml$/);
    const [requirements] = named(/^requirements\.ya?ml$/);
    const parent = charts.get(/^(?:(.*)\/)?charts\/[^/]+$/.exec(folder)?.[1] ?? '\0');
    const root = /^charts\/[^/]+$/.test(folder) ? charts.get('') : undefined;
    const carrier = parent ?? root;
    charts.set(folder, {
      folder,
      path,
      runs: named(/^values-.+\.ya?ml$/),
      templates: own.filter((file) => /^templates\/.*\.(ya?ml|tpl)$/.test(file.slice(prefix.length))).length,
      ...(values !== undefined && { values }),
      ...(requirements !== undefined && { requirements }),
      ...(carrier && { parent: carrier }),
    });
  }
  return [...charts.values()];
}

/** Tells whether a file belongs to one of the charts: what stands beside a chart at the project's root does not. */
export function inCharts(charts: readonly Chart[]): (path: string) => boolean {
  const folders = new Set(charts.map((chart) => chart.folder));
  return (path) => {
    if (folders.has('') && OWN.test(path)) return true;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (folders.has(path.slice(0, at))) return true;
    }
    return false;
  };
}

/** What a chart's own files are called. */
const OWN =
  /^((templates|charts|crds|ci)\/|(Chart|values|values-.+|requirements)\.(ya?ml|lock)$|values\.schema\.json$)/;

/** Of sorted paths, those that begin with a prefix. */
function within(sorted: readonly string[], prefix: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && sorted[end]!.startsWith(prefix)) end++;
  return sorted.slice(low, end);
}
