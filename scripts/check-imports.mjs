// Enforces the directions of imports: core <- syntax <- dialects <- engine <- packs <- {lsp, cli}; which room may
// use which package; Node's modules only where files are read or a process runs. `node scripts/check-imports.mjs [ROOT]`
// prints what is wrong, a line each. (Node and DOM globals in the engine are a compile error by server/tsconfig.engine.json, and
// Node modules behind the browser's entries an error of the bundler.)
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const engineRooms = ['core', 'syntax', 'dialects', 'engine', 'packs'];

/** What each room may import: rooms (or single files of one), and packages. */
const rooms = {
  'server/core': { rooms: [], packages: [] },
  'server/syntax': { rooms: below('syntax'), packages: ['yaml'] },
  'server/dialects': { rooms: below('dialects'), packages: [] },
  'server/engine': { rooms: below('engine'), packages: [] },
  'server/packs': { rooms: below('packs'), packages: [] },
  'server/host': { rooms: ['server/core'], packages: ['node:*'] },
  'server/lsp': {
    rooms: [...below(), 'server/host'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'sovlint:rules', 'node:*'],
  },
  // `sovlint lsp` starts the language server; nothing else of it is the command line's business.
  'server/cli': {
    rooms: [...below(), 'server/host', 'server/lsp/main.stdio'],
    packages: ['sovlint:rules', 'node:*'],
  },
  // Beyond the requests that both sides speak, the client knows the server by its path only.
  client: { rooms: ['server/lsp/protocol'], packages: ['vscode', 'vscode-languageclient', 'node:*'] },
};

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));
let count = 0;
let wrong = 0;
for (const folder of ['server', 'client']) {
  for (const name of readdirSync(join(root, folder), { recursive: true })) {
    const path = `${folder}/${String(name).replaceAll('\\', '/')}`;
    if (!path.endsWith('.ts')) continue;
    count++;
    for (const { line, from } of importsOf(readFileSync(join(root, path), 'utf8'))) {
      const complaint = wrongImport(path, from);
      if (!complaint) continue;
      wrong++;
      console.log(`${path}:${line}: ${complaint}`);
    }
  }
}
console.log(`${count} files, ${wrong} wrong imports`);
process.exitCode = wrong > 0 ? 1 : 0;

function below(room) {
  const end = room === undefined ? engineRooms.length : engineRooms.indexOf(room);
  return engineRooms.slice(0, end).map((name) => `server/${name}`);
}

/** What is wrong with one import of a file, if anything. */
function wrongImport(path, from) {
  const room = Object.keys(rooms).find((name) => path.startsWith(`${name}/`));
  if (room === undefined) return undefined;
  const isTest = /\.(test|testing)\.ts$/.test(path);
  if (!from.startsWith('.')) {
    const name = from.startsWith('node:') ? 'node:*' : packageOf(from);
    // Tests run on Node and may use what is installed; the editor's own module exists inside an editor only.
    const allowed = rooms[room].packages.includes(name) || (isTest && name !== 'vscode');
    return allowed ? undefined : `${room} may not import ${from}`;
  }
  const target = posix.join(posix.dirname(path), from);
  if (!isTest && /\.(test|testing)$/.test(target)) return `${from} is for tests`;
  if (target.startsWith(`${room}/`)) return undefined;
  // A test may look from above: it drives its room the way the product does.
  const known = isTest ? target.startsWith('server/') : inRooms(target, rooms[room].rooms);
  return known ? undefined : `${room} may not import ${target}`;
}

function inRooms(target, allowed) {
  return allowed.some((one) => target === one || target.startsWith(`${one}/`));
}

function packageOf(from) {
  return from.startsWith('@') ? from.split('/', 2).join('/') : from.split('/', 1)[0];
}

/** The specifiers of static and dynamic imports, re-exports and `require`, with their lines. Comments are passed over. */
function importsOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^\s*)\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const pattern =
    /(?:\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*|\brequire\s*\(\s*)(?:'([^'\n]+)'|"([^"\n]+)")/gm;
  return [...code.matchAll(pattern)].map((match) => ({
    line: code.slice(0, match.index).split('\n').length,
    from: match[1] ?? match[2],
  }));
}
