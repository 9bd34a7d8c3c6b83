import assert from 'node:assert/strict';
import { commands, type Hover, Position, workspace } from 'vscode';
import { codesBecome, fileUri, quickFixes, replace, show, write } from './editor';

const placed = 'where/offshore-region';

describe('sovlint in the editor', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('reports a file that is not open', async () => {
    const [diagnostic] = await codesBecome('terraform.tfvars', [placed]);
    assert.match(diagnostic!.message, /us-east-1/);
    assert.ok(diagnostic!.relatedInformation?.some(({ location }) => location.uri.path.endsWith('/main.tf')));
  });

  it('says each thing once, in an open file too', async () => {
    await show('terraform.tfvars');
    const [diagnostic] = await codesBecome('terraform.tfvars', [placed]);
    assert.equal(diagnostic!.range.start.character, 10);
  });

  it('follows what is typed', async () => {
    const document = await show('terraform.tfvars');
    await codesBecome('terraform.tfvars', [placed]);
    await replace(document, 'us-east-1', 'ap-northeast-2');
    await codesBecome('terraform.tfvars', []);
    await replace(document, 'ap-northeast-2', 'eu-central-1');
    const [diagnostic] = await codesBecome('terraform.tfvars', [placed]);
    assert.match(diagnostic!.message, /eu-central-1/);
    await commands.executeCommand('workbench.action.files.revert');
    await codesBecome('terraform.tfvars', [placed]);
  });

  it('follows a file that appears, changes and vanishes on disk', async () => {
    const text = (region: string) =>
      `provider "aws" {\n  region = "${region}"\n}\nresource "aws_sqs_queue" "q" {}\n`;
    await write('other/new.tf', text('us-west-2'));
    await codesBecome('other/new.tf', [placed]);
    await write('other/new.tf', text('ap-northeast-2'));
    await codesBecome('other/new.tf', []);
    await write('other/new.tf', text('us-west-1'));
    await codesBecome('other/new.tf', [placed]);
    await workspace.fs.delete(fileUri('other'), { recursive: true });
    await codesBecome('other/new.tf', []);
  });

  it('obeys the configuration file', async () => {
    await write('.sovlint.yaml', 'home: US\n');
    await codesBecome('terraform.tfvars', []);
    await workspace.fs.delete(fileUri('.sovlint.yaml'));
    await codesBecome('terraform.tfvars', [placed]);
  });

  it('fixes by an edit', async () => {
    const document = await show('terraform.tfvars');
    const [diagnostic] = await codesBecome('terraform.tfvars', [placed]);
    const fixes = await quickFixes(document.uri, diagnostic!.range);
    const fix = fixes.find(({ title }) => title.includes('ap-northeast-2'));
    assert.ok(fix?.edit, `offered: ${fixes.map(({ title }) => title)}`);
    assert.equal(await workspace.applyEdit(fix.edit), true);
    assert.equal(document.getText(), 'region = "ap-northeast-2"\n');
    await codesBecome('terraform.tfvars', []);
    await commands.executeCommand('workbench.action.files.revert');
    await codesBecome('terraform.tfvars', [placed]);
  });

  it('offers to ignore with a reason', async () => {
    const document = await show('terraform.tfvars');
    const [diagnostic] = await codesBecome('terraform.tfvars', [placed]);
    const fixes = await quickFixes(document.uri, diagnostic!.range);
    const ignore = fixes.find(({ title }) => title.includes(placed));
    assert.ok(ignore?.edit, `offered: ${fixes.map(({ title }) => title)}`);
    await workspace.applyEdit(ignore.edit);
    assert.match(document.getText(), /^# sovlint:ignore where\/offshore-region -- \S/);
    await codesBecome('terraform.tfvars', []);
    await commands.executeCommand('workbench.action.files.revert');
    await codesBecome('terraform.tfvars', [placed]);
  });

  it('explains a value where it is used', async () => {
    const document = await show('main.tf');
    const at = document.positionAt(document.getText().indexOf('var.region') + 6);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const text = hovers.flatMap(({ contents }) =>
      contents.map((part) => (typeof part === 'string' ? part : part.value)),
    );
    assert.match(text.join('\n'), /us-east-1/);
    const nothing = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(3, 0),
    );
    assert.deepEqual(nothing, []);
  });

  it('scans on command and says what it found', async () => {
    const status = await commands.executeCommand<{ homes: string[]; findings: { error: number } }>(
      'sovlint.scan',
    );
    assert.deepEqual(status.homes, ['KR']);
    assert.ok(status.findings.error > 0);
  });

  it('says nothing while it is switched off', async () => {
    const settings = workspace.getConfiguration('sovlint');
    await settings.update('enable', false);
    await codesBecome('terraform.tfvars', []);
    await settings.update('enable', undefined);
    await codesBecome('terraform.tfvars', [placed]);
  });
});
