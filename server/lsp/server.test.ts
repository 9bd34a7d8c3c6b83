import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  type TextDocumentEdit,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { capable, startClient, type TestClient, type TestClientSetup } from './client.testing';
import type { ReadFileResult } from './protocol';
import { buildServer } from './server.testing';

const placed = 'where/offshore-region';
const main = `variable "region" {
  type = string
}
provider "aws" {
  region = var.region
}
resource "aws_sns_topic" "events" {
  tags = { domestic-operator = "kt-cloud" }
}
`;
const files = { 'main.tf': main, 'terraform.tfvars': 'region = "us-east-1"\n' };

/** Only where things are placed: what else may be wrong with the fixture is not this test's matter. */
function places(codes: readonly string[] | undefined): readonly string[] {
  return (codes ?? []).filter((code) => code.startsWith('where/'));
}

describe('the language server over a pipe', () => {
  const output = mkdtempSync(join(tmpdir(), 'sovlint-server-'));
  const server = join(output, 'server.js');
  let client: TestClient;

  before(() => buildServer(server));
  after(() => rmSync(output, { recursive: true, force: true }));
  afterEach(() => client.stop());

  const start = async (setup: Partial<TestClientSetup> = {}) => {
    client = await startClient({ server, files, ...setup });
  };
  const diagnostics = async (path: string): Promise<readonly Diagnostic[]> => {
    const report = await client.pull(path);
    assert.equal(report.kind, 'full');
    return report.kind === 'full' ? report.items : [];
  };
  const codes = async (path: string) => places((await diagnostics(path)).map(({ code }) => String(code)));

  it('says what it can do: pull, or push where the client cannot pull', async () => {
    await start();
    assert.equal(client.initialized.capabilities.diagnosticProvider?.workspaceDiagnostics, true);
    assert.equal(client.initialized.serverInfo?.name, 'sovlint');
    await client.stop();
    await start({ capabilities: {} });
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await client.until(() => client.pushed.has(client.uri('terraform.tfvars')));
    const list = client.pushed.get(client.uri('terraform.tfvars'))!;
    assert.deepEqual(places(list.map(({ code }) => String(code))), [placed]);
    client.open('terraform.tfvars', 'region = "ap-northeast-2"\n');
    await client.until(() => client.pushed.get(client.uri('terraform.tfvars'))?.length === 0);
  });

  it('does not push to a client that pulls', async () => {
    await start();
    client.open('terraform.tfvars', files['terraform.tfvars']);
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    assert.equal(client.pushed.size, 0);
  });

  it('places the diagnostic on the deciding text, with the way there', async () => {
    await start();
    const [diagnostic] = (await diagnostics('terraform.tfvars')).filter(({ code }) => code === placed);
    assert.deepEqual(diagnostic!.range, {
      start: { line: 0, character: 10 },
      end: { line: 0, character: 19 },
    });
    assert.equal(diagnostic!.severity, 1);
    assert.equal(diagnostic!.source, 'sovlint');
    assert.match(String(diagnostic!.message), /us-east-1 \(United States/);
    const related = diagnostic!.relatedInformation!.map(({ location, message }) => [
      location.uri === client.uri('main.tf'),
      location.range.start.line,
      message,
    ]);
    assert.deepEqual(related[0], [true, 4, 'from provider provider.aws']);
  });

  it('speaks Korean to a Korean editor, unless the setting says otherwise', async () => {
    await start({ locale: 'ko' });
    assert.match(String((await diagnostics('terraform.tfvars'))[0]!.message), /[가-힣]/);
    client.settings.language = 'en';
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.doesNotMatch(String((await diagnostics('terraform.tfvars'))[0]!.message), /[가-힣]/);
  });

  it('follows edits, and answers "unchanged" by result id', async () => {
    await start();
    client.open('terraform.tfvars', files['terraform.tfvars']);
    const first = await client.pull('terraform.tfvars');
    const again = await client.pull('terraform.tfvars', first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    client.change('terraform.tfvars', 'region = "ap-northeast-2"\n');
    assert.deepEqual(await codes('terraform.tfvars'), []);
    client.change('terraform.tfvars', 'region = "eu-west-1"\n');
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
  });

  it('asks for a refresh when an edit changes what another open file shows', async () => {
    const child = { 'main.tf': 'module "m" {\n  source = "./m"\n  region = "us-east-1"\n}\n' };
    const text = 'variable "region" {}\nresource "aws_s3_bucket" "b" {\n  region = var.region\n}\n';
    await start({ files: { ...child, 'm/main.tf': text } });
    client.open('main.tf', child['main.tf']);
    client.open('m/main.tf', text);
    assert.deepEqual(await codes('main.tf'), [placed]);
    await diagnostics('m/main.tf');
    const before = client.refreshes();
    client.change('m/main.tf', text.replace('var.region', '"ap-northeast-2"'));
    await diagnostics('m/main.tf');
    await client.until(() => client.refreshes() > before);
    assert.deepEqual(await codes('main.tf'), []);
  });

  it('holds the workspace request open until something is new, and tells of what is gone', async () => {
    await start();
    assert.deepEqual(places((await client.pullAll())['terraform.tfvars']), [placed]);
    const first = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    let answered = false;
    const held = client.connection
      .sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds })
      .then((report) => {
        answered = true;
        return report;
      });
    await diagnostics('main.tf');
    assert.equal(answered, false);
    client.open('terraform.tfvars', 'region = "ap-northeast-2"\n');
    const { items } = await held;
    const changed = items.find(({ uri }) => uri === client.uri('terraform.tfvars'))!;
    assert.equal(changed.kind, 'full');
    assert.deepEqual(changed.kind === 'full' && places(changed.items.map(({ code }) => String(code))), []);
  });

  it('tells of what is gone even if the client has forgotten that it shows it', async () => {
    await start();
    client.open('terraform.tfvars', files['terraform.tfvars']);
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    client.settings.enable = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual((await client.pullAll())['terraform.tfvars'], []);
  });

  it('follows files and folders on disk', async () => {
    await start();
    const told = (path: string, type: number) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri(path), type }],
      });
    await diagnostics('main.tf');
    const text = 'provider "aws" {\n  region = "us-west-2"\n}\nresource "aws_sns_topic" "q" {}\n';
    client.write('new/a.tf', text);
    await told('new/a.tf', 1);
    assert.deepEqual(await codes('new/a.tf'), [placed]);
    client.write('new/a.tf', text.replace('us-west-2', 'ap-northeast-2'));
    await told('new/a.tf', 2);
    assert.deepEqual(await codes('new/a.tf'), []);
    client.write('new/a.tf', text);
    await told('new/a.tf', 2);
    assert.deepEqual(await codes('new/a.tf'), [placed]);
    rmSync(join(client.root, 'new'), { recursive: true });
    await told('new', 3);
    assert.deepEqual(await codes('new/a.tf'), []);
    client.write('.gitignore', 'gen/\n');
    await told('.gitignore', 1);
    client.write('gen/a.tf', text);
    await told('gen/a.tf', 1);
    assert.deepEqual(await codes('gen/a.tf'), []);
  });

  it('obeys the configuration, as it stands in the buffer, and says what is wrong in it', async () => {
    await start({ files: { ...files, '.sovlint.yaml': 'home: US\n' } });
    assert.deepEqual(await codes('terraform.tfvars'), []);
    client.open('.sovlint.yaml', 'home: KR\n');
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    client.change('.sovlint.yaml', 'home: KR\nhomme: US\n');
    const [problem] = await diagnostics('.sovlint.yaml');
    assert.equal(problem!.severity, 1);
    assert.equal(problem!.range.start.line, 1);
  });

  it('obeys settings as they change', async () => {
    await start();
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    const tell = () =>
      client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    client.settings.home = 'US';
    await tell();
    assert.deepEqual(await codes('terraform.tfvars'), []);
    client.settings.home = '';
    await tell();
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    client.settings.enable = false;
    await tell();
    assert.deepEqual(await codes('terraform.tfvars'), []);
    assert.deepEqual(client.statuses.at(-1)!.findings, { error: 0, warning: 0, info: 0 });
  });

  it('opens and closes workspace folders', async () => {
    await start();
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    client.connection.onRequest('workspace/workspaceFolders', () => []);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: pathToFileURL(client.root).href, name: 'test' }] },
    });
    await client.until(() => client.statuses.at(-1)?.homes.length === 0);
    assert.deepEqual(await codes('terraform.tfvars'), []);
  });

  it('looks at a file opened on its own, with its neighbours', async () => {
    await start({ folderless: true });
    client.open('main.tf', main);
    assert.deepEqual(await codes('main.tf'), []);
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('main.tf') },
    });
    assert.deepEqual(await codes('terraform.tfvars'), []);
  });

  it('offers fixes, and the suppression with a reason', async () => {
    await start();
    client.open('terraform.tfvars', files['terraform.tfvars']);
    const list = await diagnostics('terraform.tfvars');
    const diagnostic = list.find(({ code }) => code === placed)!;
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('terraform.tfvars') },
      range: { start: diagnostic.range.start, end: diagnostic.range.start },
      context: { diagnostics: [diagnostic] },
    });
    const edits = actions.map(({ title, edit, diagnostics: about }) => {
      assert.deepEqual(about, [diagnostic]);
      const [change] = edit!.documentChanges as TextDocumentEdit[];
      assert.deepEqual(change!.textDocument, { uri: client.uri('terraform.tfvars'), version: 1 });
      return [title.split(' ')[0], (change!.edits[0] as { newText: string }).newText];
    });
    assert.deepEqual(edits, [
      ['Use', 'ap-northeast-2'],
      ['Ignore', '# sovlint:ignore where/offshore-region -- reason\n'],
    ]);
    client.change('terraform.tfvars', `${edits[1]![1]}${files['terraform.tfvars']}`);
    assert.deepEqual(await codes('terraform.tfvars'), []);
  });

  it('offers to allow a finding in the configuration, which it makes', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
    await start({ capabilities: { ...capable, workspace: { ...capable.workspace, workspaceEdit } } });
    const diagnostic = (await diagnostics('terraform.tfvars')).find(({ code }) => code === placed)!;
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('terraform.tfvars') },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    const [create, change] = actions.find(({ title }) => title.startsWith('Allow'))!.edit!.documentChanges!;
    assert.deepEqual(create, { kind: 'create', uri: client.uri('.sovlint.yaml') });
    const { newText } = (change as TextDocumentEdit).edits[0] as { newText: string };
    client.open('.sovlint.yaml', newText);
    assert.deepEqual(await codes('terraform.tfvars'), []);
  });

  it('explains a value where it is used', async () => {
    await start();
    const hover = (line: number, character: number) =>
      client.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: client.uri('main.tf') },
        position: { line, character },
      });
    const { value } = (await hover(4, 14))!.contents as MarkupContent;
    assert.match(value, /us-east-1/);
    assert.match(value, /terraform\.tfvars:1/);
    assert.equal(await hover(1, 3), null);
  });

  it('says how far a key is under control, at its name and where it is named', async () => {
    const text = `provider "aws" {
  region = "ap-northeast-2"
}
resource "aws_kms_key" "k" {}
resource "aws_sqs_queue" "q" {
  kms_master_key_id = aws_kms_key.k.arn
}
`;
    await start({ files: { 'main.tf': text } });
    for (const character of [5, 25]) {
      const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: client.uri('main.tf') },
        position: { line: 5, character },
      });
      const { value } = hover!.contents as MarkupContent;
      assert.match(
        value,
        /key aws\\_kms\\_key\.k: control level 1 of 4, .*Amazon Web Services \(United States\)/,
      );
    }
  });

  it('lets a request go that is cancelled, and answers the next', async () => {
    await start();
    const source = new CancellationTokenSource();
    client.open('terraform.tfvars', files['terraform.tfvars']);
    const params = { textDocument: { uri: client.uri('terraform.tfvars') } };
    const request = client.connection.sendRequest('textDocument/diagnostic', params, source.token);
    source.cancel();
    await assert.rejects(Promise.resolve(request));
    assert.deepEqual(await codes('terraform.tfvars'), [placed]);
  });

  it('reads through the client what it cannot read itself', async () => {
    const folder = 'memfs:/project';
    const texts: Record<string, string> = {
      ...files,
      '.gitignore': 'out/\n',
      'out/a.tf': 'provider "aws" {\n  region = "us-west-2"\n}\nresource "aws_sns_topic" "q" {}\n',
    };
    await start({ folderless: true, capabilities: capable });
    const pathOf = (uri: string) => uri.slice(folder.length).replace(/^\//, '');
    client.connection.onRequest<ReadFileResult, void>('sovlint/readFile', ({ uri }: { uri: string }) => {
      const text = texts[pathOf(uri)];
      return text === undefined ? { missing: true } : { base64: Buffer.from(text).toString('base64') };
    });
    client.connection.onRequest('sovlint/listFiles', ({ uri }: { uri: string }) => {
      const prefix = pathOf(uri) === '' ? '' : `${pathOf(uri)}/`;
      const names = Object.keys(texts).filter((path) => path.startsWith(prefix));
      const entries = new Map(
        names.map((path) => {
          const [name, ...rest] = path.slice(prefix.length).split('/');
          return [name, { name, kind: rest.length > 0 ? 'folder' : 'file' }];
        }),
      );
      return { entries: [...entries.values()] };
    });
    client.connection.onRequest('workspace/workspaceFolders', () => [{ uri: folder, name: 'project' }]);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: folder, name: 'project' }], removed: [] },
    });
    await client.until(() => (client.statuses.at(-1)?.files ?? 0) > 0);
    const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const found = items.flatMap((item) =>
      item.kind === 'full' && item.items.some(({ code }) => code === placed) ? [item.uri] : [],
    );
    assert.deepEqual(found, [`${folder}/terraform.tfvars`]);
  });
});
