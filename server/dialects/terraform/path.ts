/** Joins a folder and a relative path, both with `/`; `..` beyond the project's root stays in front. */
export function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of [...(relative.startsWith('/') ? [] : folder.split('/')), ...relative.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The folder a file stands in; '' is the project's root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How one folder is named from another; `.` for itself. */
export function relativePath(from: string, to: string): string {
  const start = from === '' ? [] : from.split('/');
  const end = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < start.length && start[common] === end[common] && start[common] !== undefined) common++;
  const up = start.slice(common).map(() => '..');
  return [...up, ...end.slice(common)].join('/') || '.';
}
