import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { parse } from 'yaml';
import { remove, sovlint } from '../cli/sovlint.testing';
import { listFiles } from '../host/node';
import { capable, startClient, type TestClient } from './client.testing';
import { buildServer } from './server.testing';

type Files = Readonly<Record<string, string>>;

const fixtures = join(SOVLINT_ROOT, 'test-fixtures');

/** The projects that every driver must see alike: the fixtures, and all shapes that fixes meet, a folder each. */
function projects(): Record<string, Files> {
  const textsBelow = (root: string, prefix = ''): Files =>
    Object.fromEntries(
      listFiles(root)
        .filter((path) => !path.endsWith('.tar.gz'))
        .map((path) => [prefix + path, readFileSync(join(root, path), 'utf8')]),
    );
  const folders = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const shapes: { file: string; before: string; beside?: Files }[] = parse(
    readFileSync(join(SOVLINT_ROOT, 'server/engine/fixes/shapes.yaml'), 'utf8'),
  );
  const shaped = shapes.flatMap(({ file, before, beside }, i) =>
    Object.entries({ ...beside, [file]: before })
      .filter(([path]) => path !== '.sovlint.yaml')
      .map(([path, text]) => [`shape-${i}/${path}`, text]),
  );
  return {
    ...Object.fromEntries(folders.map(({ name }) => [name, textsBelow(join(fixtures, name))])),
    shapes: Object.fromEntries(shaped),
    "a team's pack, a suppression and a mistake": {
      ...textsBelow(join(fixtures, 'packs/acme'), 'packs/acme/'),
      '.sovlint.yaml': 'home: KR\nextends: [kr, ./packs/acme]\n',
      'main.tf':
        'provider "aws" {\n  region = "ap-northeast-1"\n}\nresource "aws_s3_bucket" "b" {\n  # sovlint:ignore acme/*\n  force_destroy = true\n}\nresource "aws_sqs_queue" "유니코드😀" {\n  name = "half',
      '한글/a.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: "😀" }\nspec:\n  containers: [{ name: "😀", image: "quay.io/a/b:1" }]\n',
    },
  };
}

/** A finding or problem, as every driver must say it. */
interface Said {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly end?: string;
  readonly rule?: string;
  readonly severity?: string;
  readonly message: string;
}

const severities = ['', 'error', 'warning', 'info', 'problem'];

/** Of a folder on disk, by the command line. */
async function byCommand(folder: string, language: string): Promise<readonly Said[]> {
  const { out } = await sovlint(folder, `scan . --format json --lang ${language}`);
  const { findings, problems } = JSON.parse(out);
  return sorted([
    ...findings.map(
      ({ file, line, column, endLine, endColumn, rule, severity, message }: Record<string, never>) => ({
        file,
        line,
        column,
        end: `${endLine}:${endColumn}`,
        rule,
        severity,
        message,
      }),
    ),
    ...problems.map(({ file, line, column, message }: Said) => ({ file, line, column, message })),
  ]);
}

/** Of the same files, by the language server. */
async function byServer(
  client: TestClient,
  files: Files,
  uriOf: (path: string) => string,
): Promise<readonly Said[]> {
  const said = (file: string, { range, code, severity, message }: Diagnostic): Said => ({
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    ...(code !== undefined && {
      end: `${range.end.line + 1}:${range.end.character + 1}`,
      rule: String(code),
      severity: severities[severity!]!,
    }),
    message: String(message),
  });
  const all: Said[] = [];
  for (const path of Object.keys(files)) {
    const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: uriOf(path) },
    });
    if (report.kind === 'full') all.push(...report.items.map((one) => said(path, one)));
  }
  return sorted(all);
}

function sorted(said: readonly Said[]): readonly Said[] {
  const key = (one: Said) => JSON.stringify([one.file, one.line, one.column, one.rule ?? '', one.message]);
  return said.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Answers as a client does for folders that only it can read. */
function serveFiles(client: TestClient, folder: string, files: Files): void {
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(folder.length)).replace(/^\//, '');
  client.connection.onRequest('sovlint/readFile', ({ uri }: { uri: string }): unknown => {
    const text = files[pathOf(uri)];
    return text === undefined ? { missing: true } : { base64: Buffer.from(text).toString('base64') };
  });
  client.connection.onRequest('sovlint/listFiles', ({ uri }: { uri: string }) => {
    const prefix = pathOf(uri) === '' ? '' : `${pathOf(uri)}/`;
    const below = Object.keys(files).filter((path) => path.startsWith(prefix));
    const entries = new Map(
      below.map((path) => {
        const [name, ...rest] = path.slice(prefix.length).split('/');
        return [name, { name, kind: rest.length > 0 ? 'folder' : 'file' }];
      }),
    );
    return { entries: [...entries.values()] };
  });
  client.connection.onRequest('workspace/workspaceFolders', () => [{ uri: folder, name: 'project' }]);
}

describe('every driver says the same', () => {
  const output = mkdtempSync(join(tmpdir(), 'sovlint-parity-'));
  const server = join(output, 'server.js');
  before(() => buildServer(server));
  after(() => remove(output));

  let found = 0;
  for (const [name, files] of Object.entries(projects())) {
    it(`of ${name}: command line, language server, language server without a disk`, async () => {
      for (const locale of ['en', 'ko']) {
        const client = await startClient({ server, files, locale });
        try {
          const expected = await byCommand(client.root, locale);
          found += expected.length;
          assert.deepEqual(await byServer(client, files, client.uri), expected);
          if (locale === 'ko') continue;
          const remote = await startClient({
            server,
            files: {},
            locale,
            folderless: true,
            capabilities: capable,
          });
          try {
            const folder = 'memfs:/project';
            serveFiles(remote, folder, files);
            await remote.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
              event: { added: [{ uri: folder, name: 'project' }], removed: [] },
            });
            const uri = (path: string) => `${folder}/${path.split('/').map(encodeURIComponent).join('/')}`;
            assert.deepEqual(await byServer(remote, files, uri), expected);
          } finally {
            await remote.stop();
          }
        } finally {
          await client.stop();
        }
      }
    });
  }

  it('and says a good deal', () => assert.ok(found > 500));
});
